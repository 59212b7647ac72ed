//! What Adam remembers.

use super::denormals::flush;
use crate::network::Network;
use crate::per_parameter::PerParameter;
use crate::state::{Stored, floats, floats_mut};
use crate::zero::Zero;

/// What [`Adam`](super::Adam) and [`AdamW`](super::AdamW) remember: both running means of every parameter's gradient and how far they are from
/// unbiased.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct AdamState<N: Network> {
    pub(super) mean: PerParameter<N>,
    pub(super) square: PerParameter<N>,
    /// `1 - beta1^t`, by the recurrence `c' = (1 - beta1) + beta1 c`, which does not cancel.
    pub(super) mean_correction: f32,
    /// `1 - beta2^t`, likewise.
    pub(super) square_correction: f32,
}

impl<N: Network> Zero for AdamState<N> {
    const ZERO: Self = AdamState {
        mean: PerParameter::ZERO,
        square: PerParameter::ZERO,
        mean_correction: 0.0,
        square_correction: 0.0,
    };
}

impl<N: Network> AdamState<N> {
    pub(super) fn flush_denormals(&mut self) {
        flush(self.mean.as_mut_slice());
        flush(self.square.as_mut_slice());
    }
}

impl<N: Network> Stored for AdamState<N> {
    const WORDS: usize = 2 * N::PARAMS + 2;
    const FINGERPRINT: u64 = 2;

    fn is_number(_word: usize) -> bool {
        true
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.mean.store(visit);
        self.square.store(visit);
        visit(floats(&[self.mean_correction, self.square_correction]));
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.mean.restore(visit);
        self.square.restore(visit);
        let mut corrections = [0.0; 2];
        visit(floats_mut(&mut corrections));
        [self.mean_correction, self.square_correction] = corrections;
    }
}
