//! Schedules: how the learning rate changes during training.

mod curve;

pub use self::curve::Curve;

use crate::error::Error;

/// How the learning rate changes during training, as a pure function of a step number.
///
/// A step is an epoch for [`Fit::schedule`](crate::train::Fit::schedule), a training step for
/// [`Fit::schedule_steps`](crate::train::Fit::schedule_steps), and what the program counts if it steps by hand:
///
/// ```
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let mut net = Line::ZERO;
/// let mut trainer = Trainer::<Line, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
/// let schedule = Schedule::linear(20, 0.0).with_warm_up(3);
/// for step in 0..20 {
///     trainer.optimizer.set_learning_rate(schedule.rate(0.1, step));
///     trainer.step(&mut net, &[[1.0], [2.0]], &[[2.0], [4.0]])?;
/// }
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// Steps are counted from 0. The base rate is that of the optimizer before the first step. A schedule has no state, so a resumed run
/// continues it. Each one has the values of PyTorch's scheduler:
///
/// | schedule | rate of step `t` with base rate `b` | PyTorch |
/// | --- | --- | --- |
/// | [`constant`](Self::constant) | `b` | `ConstantLR` with `factor` 1 |
/// | [`step`](Self::step) | `b factor^floor(t / every)` | `StepLR` |
/// | [`exponential`](Self::exponential) | `b factor^t` | `ExponentialLR` |
/// | [`cosine`](Self::cosine) | `least + (b - least) (1 + cos(pi t / length)) / 2` | `CosineAnnealingLR` |
/// | [`linear`](Self::linear) | `b + (last - b) t / length` | `LinearLR` with `start_factor` 1 |
/// | [`one_cycle`](Self::one_cycle) | two half cosines, the first up to `b` | `OneCycleLR` with `max_lr` `b` |
///
/// After its length a schedule keeps its last rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The rates after the warm-up.
    pub curve: Curve,
    /// The number of steps of the warm-up, 0 by default.
    pub warm_up: usize,
}

impl Schedule {
    /// The base rate in every step.
    #[must_use]
    pub const fn constant() -> Self {
        Self::of(Curve::Constant)
    }

    /// The rate is multiplied by `factor` after each `every` steps.
    ///
    /// ```
    /// use nn_core::optim::Schedule;
    ///
    /// let schedule = Schedule::step(10, 0.5);
    /// assert_eq!([0, 9, 10, 20].map(|step| schedule.rate(0.8, step)), [0.8, 0.8, 0.4, 0.2]);
    /// ```
    #[must_use]
    pub const fn step(every: usize, factor: f32) -> Self {
        Self::of(Curve::Step { every, factor })
    }

    /// The rate is multiplied by `factor` after each step.
    #[must_use]
    pub const fn exponential(factor: f32) -> Self {
        Self::of(Curve::Exponential { factor })
    }

    /// The rate falls along half a cosine, from the base rate to the rate `least` at step `length` (Loshchilov and Hutter, 2017, without
    /// restarts).
    ///
    /// ```
    /// use nn_core::optim::Schedule;
    ///
    /// let schedule = Schedule::cosine(120, 0.0);
    /// assert_eq!(schedule.rate(0.1, 0), 0.1);
    /// assert!((schedule.rate(0.1, 60) - 0.05).abs() < 1e-8);
    /// assert_eq!(schedule.rate(0.1, 120), 0.0);
    /// ```
    #[must_use]
    pub const fn cosine(length: usize, least: f32) -> Self {
        Self::of(Curve::Cosine { length, least })
    }

    /// The rate changes linearly, from the base rate to the rate `last` at step `length`.
    ///
    /// ```
    /// use nn_core::optim::Schedule;
    ///
    /// let schedule = Schedule::linear(10, 0.0);
    /// assert_eq!([0, 5, 10, 11].map(|step| schedule.rate(0.5, step)), [0.5, 0.25, 0.0, 0.0]);
    /// ```
    #[must_use]
    pub const fn linear(length: usize, last: f32) -> Self {
        Self::of(Curve::Linear { length, last })
    }

    /// The rate rises to the base rate during 30 % of the steps and then falls, both along half a cosine (Smith and Topin, 2018, in the
    /// form of PyTorch). The first rate is 1/25 of the base rate, the last one, of step `length - 1`, 1/250,000. The settings of
    /// [`Curve::OneCycle`] change these numbers.
    ///
    /// Such a schedule usually counts training steps: [`Fit::schedule_steps`](crate::train::Fit::schedule_steps).
    ///
    /// ```
    /// use nn_core::optim::{Curve, Schedule};
    ///
    /// let schedule = Schedule::one_cycle(101);
    /// assert!((schedule.rate(0.5, 0) - 0.02).abs() < 1e-8);
    /// assert!((schedule.rate(0.5, 29) - 0.5).abs() < 1e-3);
    /// assert!(schedule.rate(0.5, 100) < 3e-6);
    ///
    /// let quick = Schedule::of(Curve::OneCycle { length: 101, rise: 0.1, first: 0.04, last: 0.0 });
    /// assert_eq!(quick.rate(0.5, 100), 0.0);
    /// ```
    #[must_use]
    pub const fn one_cycle(length: usize) -> Self {
        Self::of(Curve::OneCycle {
            length,
            rise: 0.3,
            first: 1.0 / 25.0,
            last: 1.0 / 250_000.0,
        })
    }

    /// A schedule with these rates and without a warm-up.
    #[must_use]
    pub const fn of(curve: Curve) -> Self {
        Schedule { curve, warm_up: 0 }
    }

    /// Puts `steps` steps in front of the schedule in which the rate rises linearly to its first rate.
    ///
    /// Step `t` has `(t + 1) / (steps + 1)` of that rate, so the first step has a rate above 0, and the rise ends where the schedule
    /// begins. It is PyTorch's `SequentialLR` with `LinearLR(start_factor=1 / (steps + 1), total_iters=steps)` in front.
    ///
    /// ```
    /// use nn_core::optim::Schedule;
    ///
    /// let schedule = Schedule::linear(2, 0.0).with_warm_up(3);
    /// assert_eq!([0, 1, 2, 3, 4, 5].map(|step| schedule.rate(0.5, step)), [0.125, 0.25, 0.375, 0.5, 0.25, 0.0]);
    /// ```
    #[must_use]
    pub const fn with_warm_up(mut self, steps: usize) -> Self {
        self.warm_up = steps;
        self
    }

    /// The learning rate of a step, counted from 0. `base` is the base rate.
    ///
    /// It is computed in `f64` and has the same bits on every target.
    #[must_use]
    pub fn rate(&self, base: f32, step: usize) -> f32 {
        let base = f64::from(base);
        let rate = match step.checked_sub(self.warm_up) {
            Some(step) => self.curve.rate(base, step),
            None => self.curve.rate(base, 0) * (step as f64 + 1.0) / (self.warm_up as f64 + 1.0),
        };
        rate as f32
    }

    /// Checks the settings.
    pub(crate) fn check_settings(&self) -> Result<(), Error> {
        self.curve.check()
    }
}
