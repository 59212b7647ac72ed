//! A row of a tile: some vectors at a place of a row of numbers, the last of which may be filled in part.

use super::Isa;

/// Whether `count` vectors from `column` on fit into a row of `length`; where a vector can be loaded in part, the last may
/// stand out.
#[inline(always)]
pub(in crate::kernel) fn fits<S: Isa>(count: usize, column: usize, length: usize) -> bool {
    if S::FUSED {
        column + (count - 1) * S::LANES < length
    } else {
        column + count * S::LANES <= length
    }
}

/// `C` vectors of a row from `column` on.
#[inline(always)]
pub(in crate::kernel) fn load<S: Isa, const C: usize>(
    isa: S,
    row: &[f32],
    column: usize,
) -> [S::Vector; C] {
    let mut vectors = [isa.splat(0.0); C];
    for (index, vector) in vectors.iter_mut().enumerate() {
        let rest = row.get(column + index * S::LANES..).unwrap_or_default();
        *vector = match S::vectors(rest).first() {
            Some(vector) => *vector,
            None => isa.load_part(rest),
        };
    }
    vectors
}

/// Stores `C` vectors in a row from `column` on.
#[inline(always)]
pub(in crate::kernel) fn store<S: Isa, const C: usize>(
    isa: S,
    vectors: [S::Vector; C],
    row: &mut [f32],
    column: usize,
) {
    for (index, vector) in vectors.into_iter().enumerate() {
        let rest = row.get_mut(column + index * S::LANES..).unwrap_or_default();
        if rest.len() < S::LANES {
            isa.store_part(vector, rest);
        } else if let Some(place) = S::vectors_mut(rest).first_mut() {
            *place = vector;
        }
    }
}
