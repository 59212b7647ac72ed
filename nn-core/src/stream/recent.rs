//! The last steps of a sequence.

use super::rhythm::Rhythm;
use crate::zero::Zero;

/// Consecutive steps of a sequence, in the order of a layer's input: `[[f32; K]; C]` or `[[i8; C]; K]`.
pub trait Consecutive: Zero {
    /// One step.
    type Frame;
    /// One number.
    type Number: Copy;

    /// Sets all numbers.
    fn fill(&mut self, number: Self::Number);

    /// Removes the oldest step, and adds a new one.
    fn shift(&mut self, frame: &Self::Frame);
}

impl<const C: usize, const K: usize> Consecutive for [[f32; K]; C] {
    type Frame = [f32; C];
    type Number = f32;

    #[inline]
    fn fill(&mut self, number: f32) {
        self.as_flattened_mut().fill(number);
    }

    #[inline]
    fn shift(&mut self, frame: &[f32; C]) {
        for (row, value) in self.iter_mut().zip(frame) {
            let mut newer = *value;
            for place in row.iter_mut().rev() {
                core::mem::swap(place, &mut newer);
            }
        }
    }
}

impl<const C: usize, const K: usize> Consecutive for [[i8; C]; K] {
    type Frame = [i8; C];
    type Number = i8;

    #[inline]
    fn fill(&mut self, number: i8) {
        self.as_flattened_mut().fill(number);
    }

    #[inline]
    fn shift(&mut self, frame: &[i8; C]) {
        let mut places = self.iter_mut();
        let Some(mut older) = places.next() else {
            return;
        };
        for place in places {
            copy(place, older);
            older = place;
        }
        copy(frame, older);
    }
}

/// Copies a step. Blocks of a constant size take fewer instructions than a call of `memcpy`.
#[inline]
fn copy<const C: usize>(from: &[i8; C], to: &mut [i8; C]) {
    let ((blocks, from), (places, to)) = (from.as_chunks::<32>(), to.as_chunks_mut::<32>());
    for (block, place) in blocks.iter().zip(places) {
        *place = *block;
    }
    for (number, place) in from.iter().zip(to) {
        *place = *number;
    }
}

/// The last steps of each of `D` phases, and the last output.
///
/// With a dilation `D`, the steps that a window reads are `D` apart. So each phase has a window of its own, and each step moves one of
/// them.
#[derive(Debug, PartialEq)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "W: bytemuck::Zeroable, O: bytemuck::Zeroable")
)]
pub struct Recent<W, O, const D: usize = 1> {
    pub(super) windows: [W; D],
    /// The phase of the next step.
    phase: usize,
    /// The steps until now, up to `warm_up`, and then from `warm_up` on up to the next output.
    seen: usize,
    /// The last output.
    pub(super) output: O,
}

impl<W: Clone, O: Clone, const D: usize> Clone for Recent<W, O, D> {
    fn clone(&self) -> Self {
        Recent {
            windows: self.windows.clone(),
            phase: self.phase,
            seen: self.seen,
            output: self.output.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.windows.clone_from(&source.windows);
        (self.phase, self.seen) = (source.phase, source.seen);
        self.output.clone_from(&source.output);
    }
}

impl<W: Zero, O: Zero, const D: usize> Zero for Recent<W, O, D> {
    const ZERO: Self = Recent {
        windows: [const { W::ZERO }; D],
        phase: 0,
        seen: 0,
        output: O::ZERO,
    };
}

impl<W, O, const D: usize> Recent<W, O, D> {
    /// The phase and the number of steps.
    pub(super) fn counters(&self) -> [usize; 2] {
        [self.phase, self.seen]
    }

    /// Sets the phase and the number of steps. Numbers that no steps lead to become others, so that steps follow each other again.
    pub(super) fn set_counters(&mut self, [phase, seen]: [usize; 2]) {
        self.phase = phase.min(D.saturating_sub(1));
        self.seen = seen.min(usize::MAX / 2);
    }
}

impl<W: Consecutive, O, const D: usize> Recent<W, O, D> {
    /// Takes a step. Returns the window that ends with it, and the place of the output, if this step completes an output. Before the first
    /// step there is `padding`.
    #[inline]
    pub(super) fn take(
        &mut self,
        frame: &W::Frame,
        padding: W::Number,
        Rhythm { warm_up, step }: Rhythm,
    ) -> Option<(&W, &mut O)> {
        if self.seen == 0 {
            for window in &mut self.windows {
                window.fill(padding);
            }
        }
        let window = self.windows.get_mut(self.phase)?;
        window.shift(frame);
        self.phase = if self.phase + 1 < D {
            self.phase + 1
        } else {
            0
        };
        self.seen += 1;
        if self.seen >= warm_up + step {
            self.seen = warm_up;
        }
        (self.seen == warm_up).then_some((&*window, &mut self.output))
    }
}
