//! Panels: copies of two vectors of each row of weights, which stay in the L1 cache while a large batch is computed.
//!
//! ```text
//!  weights of a span       panel
//! +----+-----+-------+    +-----+
//! |    | ### |       |    | ### |
//! |    | ### |       | -> | ### |    two vectors a row, contiguous
//! |    | ### |       |    | ### |
//! +----+-----+-------+    +-----+
//! ```
//!
//! In place, the same two vectors of long rows map to a few sets of the cache and evict each other. For shorter rows or fewer samples,
//! a copy costs at least as much as it saves.

use super::microkernel::{Weights, tile};
use crate::kernel::isa::Isa;
use crate::kernel::tile::load;
use crate::slices;

/// The maximum number of inputs in a span. The weights of a span stay in the L1 and L2 caches for all samples.
pub(super) const SPAN: usize = 288;
/// The minimum number of samples for which copies pay off.
pub(super) const SAMPLES: usize = 96;
/// The minimum number of outputs for which copies pay off.
const OUTPUTS: usize = 256;

/// Whether copies pay off for rows with this number of outputs.
pub(super) const fn help<S: Isa>(outputs: usize) -> bool {
    S::FUSED && outputs >= OUTPUTS
}

/// The weights of several inputs, for two vectors of outputs.
#[derive(Clone, Copy)]
pub(super) struct Panel<'a, S: Isa> {
    rows: &'a [[S::Vector; 2]],
    column: usize,
}

/// Copies one panel after the other, and calls `work` with each.
#[inline(always)]
pub(super) fn for_each_panel<S: Isa, const O: usize>(
    isa: S,
    weights: &[[f32; O]],
    mut work: impl FnMut(Panel<'_, S>),
) {
    let mut copies = [[isa.splat(0.0); 2]; SPAN];
    for column in (0..O).step_by(2 * S::LANES) {
        for (copy, row) in copies.iter_mut().zip(weights) {
            *copy = load(isa, row, column);
        }
        let rows = slices::range(&copies, ..weights.len());
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
