//! Sums along the gradient's rows, added to the input's row where they belong.

use super::{Convolution, MOST};
use crate::kernel::isa::Isa;

/// Adds the sums of patch number `index` to the places that its columns see through one column of the kernel; those that the
/// patch before it has in the same row are left out.
#[inline(always)]
pub(super) fn add_shifted<
    S: Isa,
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
>(
    sums: S::Vector,
    plane: &mut [[f32; W]; H],
    index: usize,
    place: usize,
) {
    let columns = Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::COLUMNS;
    let in_row = OW.div_ceil(S::LANES);
    let (row, done) = (index / in_row, index % in_row * S::LANES);
    let column = done.min(OW - S::LANES);
    let mut lanes = [0.0; MOST];
    if let Some(place) = S::vectors_mut(&mut lanes).first_mut() {
        *place = sums;
    }
    let reaching = columns.reaching(place);
    let first = reaching.start.max(done);
    let last = reaching.end.min(column + S::LANES).max(first);
    let position = columns.position(first, place);
    let places = plane.get_mut(row).and_then(|row| row.get_mut(position..));
    let places = places.unwrap_or_default().iter_mut().step_by(SW);
    let sums = lanes.get(first - column..last - column).unwrap_or_default();
    for (place, sum) in places.zip(sums) {
        *place += sum;
    }
}
