//! Register tiles: which sizes they have, and how they cover a row.
//!
//! A register tile is a block of sums that stay in registers while a kernel runs over the terms. It has several rows (of samples,
//! inputs and so on) with several vectors each. A wide tile uses each loaded value several times. Smaller tiles cover the rest of a
//! row:
//!
//! ```text
//! |<-------------------------- a row -------------------------->|
//! | 4 vectors         | 4 vectors         | 2 vectors | 1  | end |
//! ```
//!
//! Each kernel has a table of the sizes that it uses with an instruction set. [`for_sizes!`] turns the sizes into constants, and
//! [`cover`] covers a row with tiles.

mod row;

use super::isa::Isa;

pub(super) use self::row::{add_product, add_row, load, load_end, store};

/// A table of tile sizes. Each line has the minimum number of accumulators of the set, the minimum number of vectors in a row, and the
/// sizes, the largest first. The first line that fits applies. The sizes are 8, 6, 4, 2 and 1.
pub(super) type Table = &'static [(usize, usize, &'static [usize])];

/// The sizes for a set and a row of `length` numbers.
pub(super) const fn sizes<S: Isa>(table: Table, length: usize) -> &'static [usize] {
    let mut index = 0;
    while index < table.len() {
        let (accumulators, vectors, sizes) = table[index];
        if S::ACCUMULATORS >= accumulators && row::vectors::<S>(length) >= vectors {
            return sizes;
        }
        index += 1;
    }
    panic!("a table of tiles ends with a line for all sets and rows")
}

/// Whether `sizes` contains a size.
pub(super) const fn contains(sizes: &[usize], size: usize) -> bool {
    let mut index = 0;
    while index < sizes.len() {
        if sizes[index] == size {
            return true;
        }
        index += 1;
    }
    false
}

/// Repeats `$body` for each size of a table that applies to the set `$isa` and a row of `$length` numbers, the largest first. The size
/// is the constant `$size`.
macro_rules! for_sizes {
    ($isa:ty, $table:expr, $length:expr, $size:ident => $body:expr) => {
        for_sizes!(@ $isa, $table, $length, $size => $body; 8 6 4 2 1)
    };
    (@ $isa:ty, $table:expr, $length:expr, $size:ident => $body:expr; $($number:literal)+) => {
        $(if const {
            crate::kernel::tile::contains(
                crate::kernel::tile::sizes::<$isa>($table, $length),
                $number,
            )
        } {
            const $size: usize = $number;
            $body
        })+
    };
}
pub(super) use for_sizes;

/// A computation on a row of `LENGTH` numbers, in register tiles of several vectors.
pub(super) trait RowTiles<const LENGTH: usize> {
    /// The table of the tile widths, in vectors.
    const WIDTHS: Table;

    /// Computes the tile of `C` vectors that begins at `column`.
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize);
}

/// Covers a row with tiles, the widest first. Portable kernels continue with shorter vectors at the end.
#[inline(always)]
pub(super) fn cover<S: Isa, T: RowTiles<LENGTH>, const LENGTH: usize>(isa: S, row: &mut T) {
    let mut column = 0;
    for_sizes!(S, T::WIDTHS, LENGTH, C => {
        if const { row::has_part::<S>(sizes::<S>(T::WIDTHS, LENGTH), C, LENGTH) } {
            column = tiles::<S, T, C, LENGTH>(isa, row, column);
        }
    });
    if const { row::has_end::<S>(LENGTH) } {
        end(isa.narrow(), row, column);
    }
}

/// Computes tiles of `C` vectors from `column` on while they fit. Returns the first remaining column.
#[inline(always)]
fn tiles<S: Isa, T: RowTiles<LENGTH>, const C: usize, const LENGTH: usize>(
    isa: S,
    row: &mut T,
    mut column: usize,
) -> usize {
    while row::fits::<S>(C, column, LENGTH) {
        row.tile::<S, C>(isa, column);
        column += C * S::LANES;
    }
    column
}

/// Computes the columns from `column` on, which are fewer than the lanes of a vector.
#[inline(always)]
fn end<S: Isa, T: RowTiles<LENGTH>, const LENGTH: usize>(isa: S, row: &mut T, column: usize) {
    let column = tiles::<S, T, 1, LENGTH>(isa, row, column);
    if const { row::has_end::<S>(LENGTH) } {
        end(isa.narrow(), row, column);
    }
}

#[cfg(test)]
mod tests {
    use super::{RowTiles, Table, cover};
    use crate::kernel::isa::{Isa, PORTABLE};

    /// Counts how often each number of a row is computed.
    struct Visits<const LENGTH: usize>([usize; LENGTH]);

    impl<const LENGTH: usize> RowTiles<LENGTH> for Visits<LENGTH> {
        const WIDTHS: Table = &[(0, 9, &[8, 4, 1]), (0, 3, &[4, 2, 1]), (0, 0, &[2, 1])];

        fn tile<S: Isa, const C: usize>(&mut self, _isa: S, column: usize) {
            let tile = &mut self.0[column..column + C * S::LANES];
            tile.iter_mut().for_each(|visits| *visits += 1);
        }
    }

    fn check<const LENGTH: usize>() {
        let mut row = Visits([0; LENGTH]);
        cover(PORTABLE, &mut row);
        assert_eq!(row.0, [1; LENGTH]);
    }

    #[test]
    fn tiles_cover_a_row_once() {
        check::<4>();
        check::<5>();
        check::<7>();
        check::<12>();
        check::<15>();
        check::<22>();
        check::<32>();
        check::<63>();
        check::<103>();
    }
}
