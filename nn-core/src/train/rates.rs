//! The learning rates of a run, by epochs or by steps.

use crate::error::Error;
use crate::optim::Schedule;

/// The learning rates of a run: a [`Schedule`] that counts epochs, [`EachStep`], or `()` for rates that the program sets.
///
/// It is a type, so that a run without a schedule contains no code for it.
pub trait Rates: Copy {
    /// Checks the settings.
    ///
    /// # Errors
    /// One is out of its range.
    fn check(self) -> Result<(), Error>;

    /// The rate with which an epoch begins, counted from 0. `base` is the learning rate of the trainer when the run began.
    fn of_epoch(self, base: f32, epoch: usize) -> Option<f32> {
        let _ = (base, epoch);
        None
    }

    /// The rate of a step, counted from 0 over all epochs.
    fn of_step(self, base: f32, step: usize) -> Option<f32> {
        let _ = (base, step);
        None
    }
}

/// A schedule that counts training steps: see [`Fit::schedule_steps`](super::Fit::schedule_steps).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EachStep(pub Schedule);

impl Rates for () {
    fn check(self) -> Result<(), Error> {
        Ok(())
    }
}

impl Rates for Schedule {
    fn check(self) -> Result<(), Error> {
        self.check_settings()
    }

    fn of_epoch(self, base: f32, epoch: usize) -> Option<f32> {
        Some(self.rate(base, epoch))
    }
}

impl Rates for EachStep {
    fn check(self) -> Result<(), Error> {
        Rates::check(self.0)
    }

    fn of_step(self, base: f32, step: usize) -> Option<f32> {
        Some(self.0.rate(base, step))
    }
}
