//! A row of a tile: some vectors at a place of a row of numbers.
//!
//! Where vectors do not come out even, portable kernels go on with shorter ones. The others let the last vector begin earlier, at
//! the last place where it fits, compute some numbers twice and store only what is new.

use super::Isa;
use crate::slices;

/// Does something for each index below `$count`, which is at most 8, written out: optimized for size the compiler keeps short loops, and an array
/// that a loop counts through lies in memory and not in registers.
macro_rules! each {
    ($count:expr, $index:ident => $body:expr) => {
        each!(@ $count, $index => $body; 0 1 2 3 4 5 6 7);
        const { assert!($count <= 8, "eight are written out") };
    };
    (@ $count:expr, $index:ident => $body:expr; $($number:literal)+) => {
        $(if const { $number < $count } {
            let $index: usize = $number;
            $body
        })+
    };
}
pub(in crate::kernel) use each;

/// Whether `count` vectors from `column` on fit into a row of `length`.
#[inline(always)]
pub(in crate::kernel) const fn fits<S: Isa>(count: usize, column: usize, length: usize) -> bool {
    if S::FUSED {
        column + (count - 1) * S::LANES < length
    } else {
        column + count * S::LANES <= length
    }
}

/// Whether tiles of `count` vectors have a part of a row of this length after wider ones, from which the compiler knows what it
/// need not write at all.
pub(in crate::kernel) const fn has_part<S: Isa>(
    wider: &[usize],
    count: usize,
    length: usize,
) -> bool {
    let (mut column, mut index) = (0, 0);
    while index < wider.len() {
        while fits::<S>(wider[index], column, length) {
            column += wider[index] * S::LANES;
        }
        index += 1;
    }
    fits::<S>(count, column, length)
}

/// Whether shorter vectors must follow at the end of a row of this length.
pub(in crate::kernel) const fn has_end<S: Isa>(length: usize) -> bool {
    !S::FUSED && !length.is_multiple_of(S::LANES)
}

/// `C` vectors of a row from `column` on; the row is at least one vector long.
#[inline(always)]
pub(in crate::kernel) fn load<S: Isa, const C: usize>(
    isa: S,
    row: &[f32],
    column: usize,
) -> [S::Vector; C] {
    let mut vectors = [isa.splat(0.0); C];
    each!(C, index => {
        let start = (column + index * S::LANES).min(row.len().saturating_sub(S::LANES));
        let rest = slices::range(row, start..);
        if let (Some(vector), Some(place)) = (vectors.get_mut(index), S::vectors(rest).first()) {
            *vector = *place;
        }
    });
    vectors
}

/// `sums += factor w`, vector by vector.
#[inline(always)]
pub(in crate::kernel) fn add_product<S: Isa, const C: usize>(
    isa: S,
    factor: S::Vector,
    w: &[S::Vector; C],
    sums: &mut [S::Vector; C],
) {
    each!(C, index => {
        if let (Some(sum), Some(w)) = (sums.get_mut(index), w.get(index)) {
            *sum = isa.mul_add(factor, *w, *sum);
        }
    });
}

/// Stores `C` vectors in a row from `column` on.
#[inline(always)]
pub(in crate::kernel) fn store<S: Isa, const C: usize>(
    vectors: [S::Vector; C],
    row: &mut [f32],
    column: usize,
) {
    each!(C, index => {
        // the second vector of a panel may begin after the end of the row
        let rest = row.get_mut(column + index * S::LANES..).unwrap_or_default();
        if let Some(vector) = vectors.get(index) {
            store_one::<S>(*vector, rest);
        }
    });
}

/// Stores a vector at the beginning of a row; of a row that is shorter its last lanes.
#[inline(always)]
fn store_one<S: Isa>(vector: S::Vector, row: &mut [f32]) {
    if row.len() < S::LANES {
        let mut lanes = [0.0; 16];
        if let Some(place) = S::vectors_mut(&mut lanes).first_mut() {
            *place = vector;
        }
        let lanes = slices::range(&lanes, S::LANES - row.len()..);
        for (value, lane) in row.iter_mut().zip(lanes) {
            *value = *lane;
        }
    } else if let Some(place) = S::vectors_mut(row).first_mut() {
        *place = vector;
    }
}

/// A vector of a row's last numbers, fewer than it has lanes, behind zeros. It begins earlier than they do: what is before them
/// is masked, not multiplied by 0, as it may be infinite.
#[inline(always)]
pub(in crate::kernel) fn load_end<S: Isa, const O: usize>(isa: S, row: &[f32; O]) -> S::Vector {
    let mut ones = [0.0; 16];
    let places = ones.iter_mut().take(S::LANES);
    for place in places.skip(S::LANES - O % S::LANES) {
        *place = f32::from_bits(u32::MAX);
    }
    let [last] = load(isa, row, O);
    match S::vectors(&ones).first() {
        Some(mask) => isa.and(last, *mask),
        None => last,
    }
}
