//! Training: single steps, whole runs, and when to stop.
//!
//! There are two trainers. A [`Trainer`] takes mini-batches and any optimizer. It contains the gradients, the state of the optimizer,
//! and a tape for the number of samples that its type states. An [`OnlineTrainer`] takes one sample at a time and moves the weights
//! layer by layer. It stores no gradients of parameters, so training takes little more memory than the weights.
//!
//! Both take single steps. [`Fit`] trains either of them over a data set.

mod clip;
mod copy;
mod epoch;
mod epoch_mean;
mod evaluate;
mod fit;
mod fit_parts;
mod fit_settings;
mod gradient;
mod has_loss;
mod keep;
mod learner;
mod learners;
mod monitor;
mod observer;
mod online;
mod permutation;
mod persist;
mod propagate;
mod ram;
mod rates;
mod report;
mod run;
mod samples;
mod stopping;
mod trainer;
mod validate;
mod weight;

pub use self::clip::{Clip, ClipNorm, ClipValue};
pub use self::epoch::{Epoch, Progress};
pub use self::fit::{Fit, Run};
pub use self::has_loss::HasLoss;
pub use self::keep::{Both, CopyInto, History, KeepBest};
pub use self::learner::Learner;
pub use self::observer::{Observe, Observer, Verdict};
pub use self::online::OnlineTrainer;
pub use self::permutation::Permutation;
pub use self::ram::TrainRam;
pub use self::rates::{EachStep, Rates};
pub use self::report::{Reason, Report};
pub use self::samples::Samples;
pub use self::trainer::Trainer;
pub use self::validate::{Metric, TakesSamples, Validate, Validation, ValidationIn};

/// The result of one training step, measured before it changed the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Step {
    /// The mean loss of the batch.
    pub loss: f32,
    /// The Euclidean norm of the gradient of that loss.
    pub gradient_norm: f32,
}
