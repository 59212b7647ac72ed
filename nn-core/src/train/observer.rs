//! Who watches a training run, and may end it.

use core::ops::ControlFlow;

use super::Step;

/// Where a run stands, after a step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// The samples seen in this epoch.
    pub samples: usize,
    /// All samples that an epoch learns from.
    pub of: usize,
    /// What the step saw.
    pub step: Step,
}

/// What an epoch brought.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Epoch {
    /// Its number, counted from 1.
    pub number: usize,
    /// The mean loss over these samples, each seen before the step that learnt from it.
    pub loss: f32,
    /// The mean norm of the steps' gradients; with one batch per epoch, the norm of the whole gradient.
    pub gradient_norm: f32,
}

/// Watches the training of a network `N`.
///
/// `()` watches nothing; a closure sees every epoch. Its arguments need their types:
///
/// ```
/// use std::ops::ControlFlow;
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let mut losses = Vec::new();
/// let mut watch = |_: &Line, epoch: &Epoch| {
///     losses.push(epoch.loss);
///     if epoch.loss < 0.01 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
/// };
/// let mut online = Online::new(MeanSquaredError, 0.1)?;
/// Fit::epochs(50).run(
///     &mut online, &mut Line::ZERO, &[[1.0], [2.0]], &[[2.0], [4.0]], &mut Random::seed(1), &mut watch,
/// )?;
/// assert!(losses.len() < 50);
/// # Ok::<(), nn_core::Error>(())
/// ```
pub trait Observer<N> {
    /// After every step.
    fn step(&mut self, progress: &Progress) {
        let _ = progress;
    }

    /// After every epoch; [`ControlFlow::Break`] ends the run.
    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()>;
}

impl<N> Observer<N> for () {
    fn epoch(&mut self, _net: &N, _epoch: &Epoch) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

impl<N, F: FnMut(&N, &Epoch) -> ControlFlow<()>> Observer<N> for F {
    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        self(net, epoch)
    }
}
