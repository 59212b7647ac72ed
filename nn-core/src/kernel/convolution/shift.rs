//! Adds sums along the rows of the output gradient to a row of the input gradient.

use super::MOST;
use crate::geometry::Geometry;
use crate::kernel::isa::Isa;

/// Adds the sums of the patch `index` to the input positions that its columns reach through one column of the kernel. Columns that the
/// previous patch in the same row covers are left out.
#[inline(always)]
pub(super) fn add_shifted<S: Isa, G: Geometry>(
    sums: S::Vector,
    plane: &mut G::Input<f32>,
    index: usize,
    place: usize,
) {
    let columns = G::COLUMNS;
    let in_row = columns.output.div_ceil(S::LANES);
    let (row, done) = (index / in_row, index % in_row * S::LANES);
    let column = done.min(columns.output - S::LANES);
    let mut lanes = [0.0; MOST];
    if let Some(place) = S::vectors_mut(&mut lanes).first_mut() {
        *place = sums;
    }
    let reaching = columns.reaching(place);
    let first = reaching.start.max(done);
    let last = reaching.end.min(column + S::LANES).max(first);
    let position = columns.position(first, place);
    let row = G::input_rows_mut(plane).get_mut(row);
    let places = row.and_then(|row| row.as_mut().get_mut(position..));
    let places = places
        .unwrap_or_default()
        .iter_mut()
        .step_by(columns.stride);
    let sums = lanes.get(first - column..last - column).unwrap_or_default();
    for (place, sum) in places.zip(sums) {
        *place += sum;
    }
}
