//! Clipping: limits of the gradient of a step, by its norm or by each number.

use crate::batch::Batch;
use crate::error::Error;
use crate::layer::{Clamp, Trainable};
use crate::settings::{self, POSITIVE};
use crate::{kernel, math};

/// How the gradient of a step is limited: [`ClipNorm`], [`ClipValue`], or `()` for not at all.
///
/// [`Trainer::step_clipped`](super::Trainer::step_clipped) and [`OnlineTrainer::step_clipped`](super::OnlineTrainer::step_clipped) take
/// it. It is a type, so that a step without clipping contains no code for it.
pub trait Clip: Copy {
    /// Checks the setting.
    ///
    /// # Errors
    /// It is out of its range.
    fn check(self) -> Result<(), Error>;

    /// An upper bound of the norm of a gradient of this many parameters after clipping, from its norm before.
    fn norm_after(self, norm: f32, parameters: usize) -> f32;

    /// Clips a gradient of this norm in place.
    fn apply(self, gradient: &mut [f32], norm: f32);

    /// Moves the parameters of a network against the clipped gradient of one sample, which has this norm before clipping.
    fn descend<N: Trainable>(
        self,
        net: &mut N,
        input: &N::Input,
        d_output: &N::Output,
        tape: &N::Tape<1>,
        learning_rate: f32,
        norm: f32,
    );
}

/// Multiplies the gradient by a factor, at most 1, so that its Euclidean norm is at most this number: a finite number above 0
/// (Pascanu, Mikolov and Bengio, 2013).
///
/// The factor is `maximum / (norm + 1e-6)`, as in PyTorch's `clip_grad_norm_`.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::ClipNorm;
///
/// type Line = network![1 => Dense<1>];
/// let (mut net, data) = (Line::ZERO, ([[3.0]], [[5.0]]));
/// let mut trainer = Trainer::<Line, _, _, 1>::new(MeanSquaredError, Sgd::new(1.0));
/// let step = trainer.step_clipped(&mut net, &data.0, &data.1, ClipNorm(0.5))?;
/// assert_eq!(step.gradient_norm, f32::hypot(-30.0, -10.0)); // before it was clipped
/// let [[weight]] = net.layers.weights;
/// assert!((f32::hypot(weight, net.layers.bias[0]) - 0.5).abs() < 1e-6);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClipNorm(pub f32);

/// Replaces each number of the gradient by the nearest number of this magnitude at most: a finite number above 0. It is PyTorch's
/// `clip_grad_value_`.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::train::ClipValue;
///
/// type Line = network![1 => Dense<1>];
/// let mut net = Line::ZERO;
/// let mut trainer = OnlineTrainer::new(MeanSquaredError, 1.0);
/// trainer.step_clipped(&mut net, &[3.0], &[5.0], ClipValue(0.5))?;
/// assert_eq!((net.layers.weights, net.layers.bias), ([[0.5]], [0.5]));
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClipValue(pub f32);

impl Clip for () {
    #[inline]
    fn check(self) -> Result<(), Error> {
        Ok(())
    }

    #[inline]
    fn norm_after(self, norm: f32, _parameters: usize) -> f32 {
        norm
    }

    #[inline]
    fn apply(self, _gradient: &mut [f32], _norm: f32) {}

    #[inline]
    fn descend<N: Trainable>(
        self,
        net: &mut N,
        input: &N::Input,
        d_output: &N::Output,
        tape: &N::Tape<1>,
        learning_rate: f32,
        _norm: f32,
    ) {
        net.descend(input, d_output, tape, learning_rate);
    }
}

impl ClipNorm {
    /// The factor, at most 1, for a gradient of this norm.
    fn factor(self, norm: f32) -> f32 {
        /// That of PyTorch.
        const EPSILON: f32 = 1e-6;
        let factor = self.0 / (norm + EPSILON);
        if factor < 1.0 { factor } else { 1.0 }
    }
}

impl Clip for ClipNorm {
    fn check(self) -> Result<(), Error> {
        settings::check(&[("clip_norm", &POSITIVE)], &[self.0])
    }

    fn norm_after(self, norm: f32, _parameters: usize) -> f32 {
        norm * self.factor(norm)
    }

    fn apply(self, gradient: &mut [f32], norm: f32) {
        let factor = self.factor(norm);
        if factor < 1.0 {
            kernel::map(gradient, |d| factor * d);
        }
    }

    #[inline]
    fn descend<N: Trainable>(
        self,
        net: &mut N,
        input: &N::Input,
        d_output: &N::Output,
        tape: &N::Tape<1>,
        learning_rate: f32,
        norm: f32,
    ) {
        net.descend(input, d_output, tape, learning_rate * self.factor(norm));
    }
}

impl Clip for ClipValue {
    fn check(self) -> Result<(), Error> {
        settings::check(&[("clip_value", &POSITIVE)], &[self.0])
    }

    fn norm_after(self, norm: f32, parameters: usize) -> f32 {
        norm.min(self.0 * math::sqrt(parameters as f32))
    }

    fn apply(self, gradient: &mut [f32], _norm: f32) {
        let limit = self.0;
        kernel::map(gradient, |d| d.max(-limit).min(limit));
    }

    #[inline]
    fn descend<N: Trainable>(
        self,
        net: &mut N,
        input: &N::Input,
        d_output: &N::Output,
        tape: &N::Tape<1>,
        learning_rate: f32,
        _norm: f32,
    ) {
        let inputs = Batch::all(core::slice::from_ref(input));
        let d_outputs = core::slice::from_ref(d_output);
        let mut clamp = Clamp::new(net, learning_rate, self.0);
        N::gradient(inputs, d_outputs, tape, &mut clamp);
    }
}
