//! The step of Adam and AdamW: its state, its bounds, and the kernel that updates a block of parameters in one pass.

use super::bounds::{LARGEST_GRADIENT, LARGEST_STEP, largest, largest_gradient};
use super::denormals::flush;
use crate::error::Error;
use crate::kernel::{Isa, Kernel, dispatch, join, split_point};
use crate::math;
use crate::network::{Gradients, Network, PerParameter};
use crate::settings::{self, FRACTION, NOT_NEGATIVE, POSITIVE};
use crate::slices;
use crate::state::{Persist, floats, floats_mut};
use crate::zero::Zero;

/// The state of [`Adam`](super::Adam) and [`AdamW`](super::AdamW): the running means of each parameter's gradient and of its square, and
/// the corrections of their bias.
#[derive(Debug, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct AdamState<N: Network> {
    mean: PerParameter<N>,
    square: PerParameter<N>,
    /// `1 - beta1^t`, by the recurrence `c' = (1 - beta1) + beta1 c`, which avoids cancellation.
    mean_correction: f32,
    /// `1 - beta2^t`, by the same recurrence.
    square_correction: f32,
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

impl<N: Network> Clone for AdamState<N> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.clone_from(self);
        copy
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.mean.clone_from(&source.mean);
        self.square.clone_from(&source.square);
        self.mean_correction = source.mean_correction;
        self.square_correction = source.square_correction;
    }
}

impl<N: Network> Persist for AdamState<N> {
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

/// The settings of both optimizers.
pub(super) struct Settings {
    pub(super) learning_rate: f32,
    pub(super) beta1: f32,
    pub(super) beta2: f32,
    pub(super) epsilon: f32,
    /// The weight decay that is added to the gradients.
    pub(super) coupled: f32,
    /// The weight decay that is subtracted from the parameters.
    pub(super) decoupled: f32,
}

impl Settings {
    /// Checks all settings. The weight decay that the optimizer does not use is 0.
    #[inline]
    pub(super) fn check(&self) -> Result<(), Error> {
        settings::learning_rate(self.learning_rate)?;
        settings::check(
            &[
                ("beta1", &FRACTION),
                ("beta2", &FRACTION),
                ("epsilon", &POSITIVE),
                ("weight_decay", &NOT_NEGATIVE),
            ],
            &[
                self.beta1,
                self.beta2,
                self.epsilon,
                self.coupled + self.decoupled,
            ],
        )
    }

    /// One step in one pass over parameters, gradients and both means.
    pub(super) fn step<N: Network>(
        &self,
        state: &mut AdamState<N>,
        net: &mut N,
        gradients: &Gradients<N>,
    ) {
        let (new_mean, new_square) = (1.0 - self.beta1, 1.0 - self.beta2);
        let rate = self.learning_rate.abs();
        state.mean_correction = new_mean + self.beta1 * state.mean_correction;
        state.square_correction = new_square + self.beta2 * state.square_correction;
        let factors = Factors {
            beta1: self.beta1,
            beta2: self.beta2,
            new_mean,
            new_square,
            step: rate / state.mean_correction,
            root: 1.0 / math::sqrt(state.square_correction),
            epsilon: self.epsilon,
            coupled: self.coupled,
            keep: 1.0 - rate * self.decoupled,
        };

        let mut gradients = gradients.as_slice();
        let mut mean = state.mean.as_mut_slice();
        let mut square = state.square.as_mut_slice();
        net.parameters_mut(&mut |block| {
            let gradients = slices::take(&mut gradients, block.len());
            let mean = slices::take_mut(&mut mean, block.len());
            let square = slices::take_mut(&mut square, block.len());
            let update = Update {
                parameters: block,
                gradients,
                mean,
                square,
                factors: &factors,
            };
            update.compute();
        });
    }

    /// Whether a step leaves all numbers finite.
    pub(super) fn keeps_finite<N: Network>(
        &self,
        state: &AdamState<N>,
        net: &N,
        gradient_norm: f32,
    ) -> bool {
        let mut gradient = largest_gradient(gradient_norm);
        let rate = self.learning_rate.abs();
        let correction = (1.0 - self.beta1) + self.beta1 * state.mean_correction;
        let factor = rate / correction / self.epsilon.min(1.0);
        let decay = rate * self.decoupled;
        // The mean of gradients whose squares are finite is below 2^64.
        if self.coupled == 0.0 && decay <= 1.0 && factor < LARGEST_STEP / LARGEST_GRADIENT {
            return (gradient * gradient).is_finite();
        }
        let (parameter, remembered) = largest(net, state);
        gradient += self.coupled * parameter;
        let square = remembered + gradient * gradient;
        let mean = remembered + gradient;
        let moved = parameter + decay * parameter + factor * mean;
        square.is_finite() && moved.is_finite()
    }
}

/// The factors of one step, the same for all parameters.
struct Factors {
    beta1: f32,
    beta2: f32,
    new_mean: f32,
    new_square: f32,
    step: f32,
    root: f32,
    epsilon: f32,
    coupled: f32,
    keep: f32,
}

/// A step for a block of parameters, in one pass.
struct Update<'a> {
    parameters: &'a mut [f32],
    gradients: &'a [f32],
    mean: &'a mut [f32],
    square: &'a mut [f32],
    factors: &'a Factors,
}

/// The cost of the step of one parameter in multiply-accumulate operations: a square root, a division and seven memory accesses.
const COST: usize = 40;

impl Update<'_> {
    fn compute(self) {
        let Some(middle) = split_point(self.parameters.len(), COST, 16) else {
            return dispatch(self);
        };
        let (parameters, p_rest) = slices::split_mut(self.parameters, middle);
        let (gradients, g_rest) = slices::split(self.gradients, middle);
        let (mean, m_rest) = slices::split_mut(self.mean, middle);
        let (square, s_rest) = slices::split_mut(self.square, middle);
        let factors = self.factors;
        let first = Update {
            parameters,
            gradients,
            mean,
            square,
            factors,
        };
        let last = Update {
            parameters: p_rest,
            gradients: g_rest,
            mean: m_rest,
            square: s_rest,
            factors,
        };
        join(|| first.compute(), || last.compute());
    }
}

impl Kernel for Update<'_> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let f = self.factors;
        let means = self.mean.iter_mut().zip(self.square);
        let pairs = self.parameters.iter_mut().zip(self.gradients);
        for ((p, g), (mean, square)) in pairs.zip(means) {
            let g = g + f.coupled * *p;
            *mean = f.beta1 * *mean + f.new_mean * g;
            *square = f.beta2 * *square + f.new_square * (g * g);
            *p = f.keep * *p - f.step * *mean / (math::sqrt(*square) * f.root + f.epsilon);
        }
    }
}
