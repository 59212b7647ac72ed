//! Training runs over a data set: their settings, and a run at once.

use super::monitor::Monitor;
use super::{Clip, Learner, Observe, Rates, Report, Samples, Validate};
use crate::error::Error;
use crate::loss::Target;
use crate::network::TrainableNetwork;
use crate::rng::Random;

/// The settings of a training run over a data set: epochs, batches, order of the samples, and stopping rules.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let mut net = Line::ZERO;
/// let mut trainer = Trainer::<Line, _, _, 8>::new(MeanSquaredError, Sgd::new(0.2));
/// let inputs: [[f32; 1]; 8] = core::array::from_fn(|i| [i as f32 / 4.0 - 1.0]);
/// let targets = inputs.map(|[x]| [3.0 * x - 1.0]);
///
/// let report = Fit::epochs(10_000)
///     .until_gradient_norm(1e-4) // the stopping rule of gradient descent
///     .run(&mut trainer, &mut net, (&inputs, &targets))?;
/// assert_eq!(report.reason, Reason::GradientNorm);
/// assert!((net.layers.weights[0][0] - 3.0).abs() < 1e-3);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// With a schedule, clipping, and validation data that decide when the run stops and which network is kept:
///
/// ```
/// use nn_core::metrics;
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Dense<4, Tanh> => Dense<1, Sigmoid>];
/// let inputs: Vec<[f32; 1]> = (0..40).map(|k| [k as f32 / 20.0 - 1.0]).collect();
/// let labels: Vec<u8> = inputs.iter().map(|[x]| u8::from(*x > 0.25)).collect();
/// let (x_train, x_valid) = inputs.split_at(30);
/// let (y_train, y_valid) = labels.split_at(30);
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut best = Net::ZERO;
/// let mut trainer = Trainer::<Net, _, _, 8>::new(BinaryCrossEntropy, Adam::new(0.05));
/// let report = Fit::epochs(60)
///     .seed(42)
///     .validate((&x_valid, &y_valid))
///     .patience(20, 0.0)
///     .keep_best(&mut best)
///     .schedule(Schedule::cosine(60, 1e-4))
///     .clip_norm(1.0)
///     .run(&mut trainer, &mut net, (&x_train, &y_train))?;
/// assert!(report.best.validation < Some(0.1));
/// assert_eq!(metrics::accuracy(&best, x_valid, y_valid)?, 1.0);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// The settings are public fields. They are checked when the run begins. The type parameters are the observer, what is measured after
/// each epoch, the clipping and the schedule, all `()` by default, so that a run contains only the code of what it uses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<O = (), V = (), C = (), S = ()> {
    /// The number of epochs, at least 1.
    pub epochs: usize,
    /// The number of samples in a batch, at least 1. A trainer with a smaller capacity uses batches of its capacity.
    pub batch: usize,
    /// Whether a last batch that is smaller than the others is left out.
    pub drop_last: bool,
    /// Whether each epoch takes the samples in a new random order.
    pub shuffle: bool,
    /// The seed of the random orders.
    pub seed: u64,
    /// The run stops after an epoch whose gradient norm is at most this: a finite number, at least 0.
    pub until_gradient_norm: Option<f32>,
    /// The run stops after an epoch whose mean loss is at most this: a finite number, at least 0.
    pub until_loss: Option<f32>,
    /// The number of epochs without an improvement after which the run stops, and the change that an improvement must exceed: a finite
    /// number, at least 0.
    pub patience: Option<(usize, f32)>,
    /// The learning rates: a [`Schedule`](crate::optim::Schedule) that counts epochs, [`EachStep`](super::EachStep), or `()` for those of the
    /// trainer.
    pub schedule: S,
    /// The limit of the gradients: [`ClipNorm`](super::ClipNorm), [`ClipValue`](super::ClipValue), or `()`.
    pub clip: C,
    pub(super) validation: V,
    pub(super) observer: O,
}

impl<O, V, C, S> Fit<O, V, C, S> {
    /// Trains a network on `(&inputs, &targets)`.
    ///
    /// Both are slices, arrays, `Vec`s or references to them. To run code between epochs, for example to store a
    /// [checkpoint](crate::weights::Checkpoint), use [`start`](Self::start).
    ///
    /// # Errors
    /// A setting is out of its range, there are no samples or too few for a batch, there are not as many targets as inputs, a step was
    /// refused, or the validation failed. Its errors have the indices of the validation data. The network keeps the result of the last
    /// accepted step.
    pub fn run<N, T, L, K, M>(
        self,
        learner: &mut L,
        net: &mut N,
        (inputs, targets): (impl Samples<N::Input>, impl Samples<T>),
    ) -> Result<Report, Error>
    where
        N: TrainableNetwork,
        T: Target<L::Loss, N::Output>,
        L: Learner<N, T>,
        O: Observe<N, K>,
        V: Validate<N, L, M>,
        C: Clip,
        S: Rates,
    {
        let data = (inputs.as_samples(), targets.as_samples());
        let mut run = self.start();
        loop {
            if let Some(report) = run.epoch(learner, net, data)? {
                return Ok(report);
            }
        }
    }

    /// Starts a run that trains one epoch at a time: see [`Run::epoch`].
    #[must_use]
    pub const fn start(self) -> Run<O, V, C, S> {
        Run {
            random: Random::seed(self.seed),
            fit: self,
            epochs: 0,
            steps: 0,
            base_rate: None,
            monitor: Monitor::NEW,
        }
    }
}

/// A training run with the settings of a [`Fit`], one epoch at a time. It owns the random numbers of the sample order.
///
/// The base rate of a schedule is the learning rate of the trainer when the first epoch begins.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let (inputs, targets) = ([[1.0], [2.0]], [[2.0], [4.0]]);
/// let mut net = Line::ZERO;
/// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
///
/// let mut run = Fit::epochs(20).seed(1).start();
/// while run.epoch(&mut trainer, &mut net, (&inputs, &targets))?.is_none() {
///     println!("{} epochs are complete", run.epochs());
/// }
/// assert_eq!(run.epochs(), 20);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Run<O = (), V = (), C = (), S = ()> {
    pub(super) fit: Fit<O, V, C, S>,
    pub(super) random: Random,
    pub(super) epochs: usize,
    /// The number of completed steps.
    pub(super) steps: usize,
    /// The learning rate of the trainer when the first epoch began.
    pub(super) base_rate: Option<f32>,
    pub(super) monitor: Monitor,
}
