//! A row of a tile: some vectors at a place of a row of numbers.
//!
//! Where vectors do not come out even, portable kernels go on with shorter ones. The others let the last vector begin earlier, at
//! the last place where it fits, compute some numbers twice and store only what is new.

use super::Isa;

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
    for (index, vector) in vectors.iter_mut().enumerate() {
        let start = (column + index * S::LANES).min(row.len().saturating_sub(S::LANES));
        let rest = row.get(start..).unwrap_or_default();
        if let Some(place) = S::vectors(rest).first() {
            *vector = *place;
        }
    }
    vectors
}

/// Stores `C` vectors in a row from `column` on.
#[inline(always)]
pub(in crate::kernel) fn store<S: Isa, const C: usize>(
    vectors: [S::Vector; C],
    row: &mut [f32],
    column: usize,
) {
    for (index, vector) in vectors.into_iter().enumerate() {
        let rest = row.get_mut(column + index * S::LANES..).unwrap_or_default();
        if rest.len() < S::LANES {
            let mut lanes = [0.0; 16];
            if let Some(place) = S::vectors_mut(&mut lanes).first_mut() {
                *place = vector;
            }
            let lanes = lanes.get(S::LANES - rest.len()..).unwrap_or_default();
            for (value, lane) in rest.iter_mut().zip(lanes) {
                *value = *lane;
            }
        } else if let Some(place) = S::vectors_mut(rest).first_mut() {
            *place = vector;
        }
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
