//! Panels: copies of two vectors of each row of weights, which stay in the nearest cache while a large batch runs by.
//!
//! Rows of many outputs lie so far apart that the same two vectors of all of them fall into a few sets of that cache and drive
//! each other out. Where rows are shorter, or samples few, a copy costs what it saves, or more.

use super::batch::{SPAN, Weights};
use super::tiles::tile;
use crate::kernel::isa::{Isa, load};
use crate::slices;

/// The samples from which on copies pay.
pub(super) const SAMPLES: usize = 96;
/// The outputs from which on they do.
const OUTPUTS: usize = 256;

/// Whether copies pay for rows of so many outputs.
pub(super) const fn help<S: Isa>(outputs: usize) -> bool {
    S::FUSED && outputs >= OUTPUTS
}

/// The weights of some inputs by two vectors of outputs.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a, S: Isa> {
    rows: &'a [[S::Vector; 2]],
    column: usize,
}

/// Copies one panel after the other, and does the work with each.
#[inline(always)]
pub(super) fn each<S: Isa, const O: usize>(
    isa: S,
    weights: &[[f32; O]],
    mut work: impl FnMut(Panel<'_, S>),
) {
    let mut room = [[isa.splat(0.0); 2]; SPAN];
    for column in (0..O).step_by(2 * S::LANES) {
        for (copy, row) in room.iter_mut().zip(weights) {
            *copy = load(isa, row, column);
        }
        let rows = slices::range(&room, ..weights.len());
        work(Panel { rows, column });
    }
}

impl<S: Isa, const O: usize> Weights<S, O> for Panel<'_, S> {
    #[inline(always)]
    fn inputs(self) -> usize {
        self.rows.len()
    }

    #[inline(always)]
    fn add<const R: usize>(
        self,
        isa: S,
        x: [&[f32]; R],
        bias: Option<&[f32; O]>,
        y: &mut [[f32; O]; R],
    ) {
        tile(isa, x, self.rows.iter().copied(), bias, self.column, y);
    }
}
