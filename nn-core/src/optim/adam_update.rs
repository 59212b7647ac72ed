//! Adam's step over a block of parameters, in one pass.

use crate::kernel::{Isa, Kernel, dispatch, join, split_point};
use crate::math;

/// What one step does with every parameter.
pub(super) struct Factors {
    pub(super) beta1: f32,
    pub(super) beta2: f32,
    pub(super) new_mean: f32,
    pub(super) new_square: f32,
    pub(super) step: f32,
    pub(super) root: f32,
    pub(super) epsilon: f32,
    pub(super) coupled: f32,
    pub(super) keep: f32,
}

/// One step over a block of parameters, in one pass.
pub(super) struct Update<'a> {
    pub(super) parameters: &'a mut [f32],
    pub(super) gradients: &'a [f32],
    pub(super) mean: &'a mut [f32],
    pub(super) square: &'a mut [f32],
    pub(super) factors: &'a Factors,
}

/// What one parameter's step costs, in multiply-accumulate operations: roots, divisions and seven accesses to memory.
const COST: usize = 40;

impl Update<'_> {
    pub(super) fn compute(self) {
        let Some(middle) = split_point(self.parameters.len(), COST, 16) else {
            return dispatch(self);
        };
        let (parameters, p_rest) = self
            .parameters
            .split_at_mut_checked(middle)
            .unwrap_or_default();
        let (gradients, g_rest) = self.gradients.split_at_checked(middle).unwrap_or_default();
        let (mean, m_rest) = self.mean.split_at_mut_checked(middle).unwrap_or_default();
        let (square, s_rest) = self.square.split_at_mut_checked(middle).unwrap_or_default();
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
