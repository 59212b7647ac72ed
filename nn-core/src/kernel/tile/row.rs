//! Vectors of a row of numbers: how many there are, and how they are loaded and stored.
//!
//! Where a row does not consist of whole vectors, portable kernels continue with shorter ones. With the other sets, the last vector
//! begins earlier, at the last place where it fits. It overlaps the previous vector, and only its new numbers are stored:
//!
//! ```text
//! | vector | vector | vect|or |      the last vector overlaps the one before
//! |<----------- row --------->|
//! ```

use crate::kernel::isa::Isa;
use crate::kernel::unroll::unroll;
use crate::slices;

/// The number of vectors that cover a row. For a portable set, the number of whole vectors in it.
pub(super) const fn vectors<S: Isa>(length: usize) -> usize {
    if S::FUSED {
        length.div_ceil(S::LANES)
    } else {
        length / S::LANES
    }
}

/// Whether `count` vectors from `column` on fit into a row of `length`.
#[inline(always)]
pub(in crate::kernel) const fn fits<S: Isa>(count: usize, column: usize, length: usize) -> bool {
    if S::FUSED {
        column + (count - 1) * S::LANES < length
    } else {
        column + count * S::LANES <= length
    }
}

/// Whether wider tiles leave a part of a row for tiles of `width` vectors. If not, no code is generated for this width.
pub(super) const fn has_part<S: Isa>(widths: &[usize], width: usize, length: usize) -> bool {
    let (mut left, mut index) = (vectors::<S>(length), 0);
    while index < widths.len() && widths[index] > width {
        left %= widths[index];
        index += 1;
    }
    left >= width
}

/// Whether shorter vectors follow at the end of a row.
pub(super) const fn has_end<S: Isa>(length: usize) -> bool {
    !S::FUSED && !length.is_multiple_of(S::LANES)
}

/// Loads `C` vectors of a row from `column` on. The row is at least one vector long.
#[inline(always)]
pub(in crate::kernel) fn load<S: Isa, const C: usize>(
    isa: S,
    row: &[f32],
    column: usize,
) -> [S::Vector; C] {
    let mut vectors = [isa.splat(0.0); C];
    unroll!(C, index => {
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
    unroll!(C, index => {
        if let (Some(sum), Some(w)) = (sums.get_mut(index), w.get(index)) {
            *sum = isa.mul_add(factor, *w, *sum);
        }
    });
}

/// `sums += x w`, for the vectors of the row `w` from `column` on.
#[inline(always)]
pub(in crate::kernel) fn add_row<S: Isa, const C: usize>(
    isa: S,
    x: f32,
    w: &[f32],
    column: usize,
    sums: &mut [S::Vector; C],
) {
    let w = load::<S, C>(isa, w, column);
    add_product(isa, isa.splat(x), &w, sums);
}

/// Stores `C` vectors in a row from `column` on.
#[inline(always)]
pub(in crate::kernel) fn store<S: Isa, const C: usize>(
    vectors: [S::Vector; C],
    row: &mut [f32],
    column: usize,
) {
    unroll!(C, index => {
        // the second vector of a panel may begin after the end of the row
        let rest = row.get_mut(column + index * S::LANES..).unwrap_or_default();
        if let Some(vector) = vectors.get(index) {
            store_one::<S>(*vector, rest);
        }
    });
}

/// Stores a vector at the beginning of a row, or its last lanes in a row that is shorter.
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

/// Loads the last numbers of a row, which do not fill a vector, into the last lanes. The other lanes are 0.
///
/// The vector begins earlier in the row. The other numbers are masked and not multiplied by 0, because they may be infinite.
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
