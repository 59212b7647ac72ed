//! The last steps of a sequence.

use crate::zero::Zero;

/// The last `K` of every `D` steps of `C` channels, and the next output.
///
/// With a dilation `D`, the steps that a window reads are `D` apart. So each of the `D` phases has a window of its own, and each step
/// moves one of them.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "O: bytemuck::Zeroable")
)]
pub struct Recent<O, const C: usize, const K: usize, const D: usize = 1> {
    windows: [[[f32; K]; C]; D],
    /// The phase of the next step.
    phase: usize,
    /// The steps until now, up to `warm_up`, and then from `warm_up` on up to the next output.
    seen: usize,
    /// The last output.
    pub(super) output: O,
}

impl<O: Zero, const C: usize, const K: usize, const D: usize> Zero for Recent<O, C, K, D> {
    const ZERO: Self = Recent {
        windows: [[[0.0; K]; C]; D],
        phase: 0,
        seen: 0,
        output: O::ZERO,
    };
}

impl<O, const C: usize, const K: usize, const D: usize> Recent<O, C, K, D> {
    /// Takes a step. Returns the window that ends with it, and the place of the output, if this step completes an output: the first
    /// after `warm_up` steps, then one every `step` steps.
    #[inline]
    pub(super) fn take(
        &mut self,
        frame: &[f32; C],
        warm_up: usize,
        step: usize,
    ) -> Option<(&[[f32; K]; C], &mut O)> {
        let window = self.windows.get_mut(self.phase)?;
        for (row, value) in window.iter_mut().zip(frame) {
            let mut newer = *value;
            for place in row.iter_mut().rev() {
                core::mem::swap(place, &mut newer);
            }
        }
        self.phase = if self.phase + 1 < D {
            self.phase + 1
        } else {
            0
        };
        self.seen += 1;
        if self.seen == warm_up + step {
            self.seen = warm_up;
        }
        (self.seen == warm_up).then_some((&*window, &mut self.output))
    }
}
