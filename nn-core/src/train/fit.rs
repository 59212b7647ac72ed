//! Training runs over a data set: at once, or one epoch at a time.

use core::ops::ControlFlow;

use super::epoch_mean::{EpochMean, weight_of_batch};
use super::{Epoch, Learner, Observe, Permutation, Progress, Reason, Report, Samples};
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
/// The settings are public fields. They are checked when the run begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit<O = ()> {
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
    /// The number of epochs without an improvement after which the run stops, and the smallest decrease of the best loss that counts
    /// as an improvement: a finite number, at least 0.
    pub patience: Option<(usize, f32)>,
    pub(super) observer: O,
}

impl<O> Fit<O> {
    /// Trains a network on `(&inputs, &targets)`.
    ///
    /// Both are slices, arrays, `Vec`s or references to them. To run code between epochs, for example to store a
    /// [checkpoint](crate::weights::Checkpoint), use [`start`](Self::start).
    ///
    /// # Errors
    /// A setting is out of its range, there are no samples or too few for a batch, there are not as many targets as inputs, or a step
    /// was refused. The network keeps the result of the last accepted step.
    pub fn run<N, T, L, K>(
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
    pub const fn start(self) -> Run<O> {
        Run {
            random: Random::seed(self.seed),
            fit: self,
            epochs: 0,
            best: (f32::INFINITY, 0),
        }
    }
}

/// A training run with the settings of a [`Fit`], one epoch at a time. It owns the random numbers of the sample order.
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
pub struct Run<O = ()> {
    fit: Fit<O>,
    pub(super) random: Random,
    pub(super) epochs: usize,
    /// The loss and the number of the best completed epoch.
    pub(super) best: (f32, usize),
}

impl<O> Run<O> {
    /// The number of completed epochs.
    pub const fn epochs(&self) -> usize {
        self.epochs
    }

    /// Trains for one epoch on `(&inputs, &targets)`. Returns the report if it was the last.
    ///
    /// # Errors
    /// As for [`Fit::run`].
    pub fn epoch<N, T, L, K>(
        &mut self,
        learner: &mut L,
        net: &mut N,
        (inputs, targets): (impl Samples<N::Input>, impl Samples<T>),
    ) -> Result<Option<Report>, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        O: Observe<N, K>,
    {
        let (inputs, targets) = (inputs.as_samples(), targets.as_samples());
        self.fit.check(inputs.len(), targets.len())?;
        let last = self.pass(learner, net, inputs, targets)?;
        self.epochs = last.number;
        let flow = self.fit.observer.after_epoch(net, &last);
        let reason = self.reason(&last, flow);
        Ok(reason.map(|reason| Report { last, reason }))
    }

    /// One pass over the data.
    fn pass<N, T, L, K>(
        &mut self,
        learner: &mut L,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
    ) -> Result<Epoch, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        O: Observe<N, K>,
    {
        let (batch, total) = self
            .fit
            .batches(inputs.len(), L::CAPACITY, N::FACTS.least_batch)?;
        let draw = || Permutation::new(inputs.len(), &mut self.random);
        let order = self.fit.shuffle.then(draw);
        let number = self.epochs + 1;
        let (mut mean, mut seen) = (EpochMean::over(total), 0);
        while seen < total {
            let end = total.min(seen + batch);
            let place = |index| order.as_ref().map_or(index, |order| order.at(index));
            let result = learner.learn(net, inputs, targets, &mut (seen..end).map(&place));
            let weight = weight_of_batch(learner, targets, (seen..end).map(place));
            seen = end;
            let Some(step) = mean.add(weight, result)? else {
                continue;
            };
            self.fit.observer.after_step(&Progress {
                epoch: number,
                samples: seen,
                total,
                step,
            });
        }
        mean.epoch(number)
    }

    /// The reason why this epoch is the last, or `None` if it is not.
    fn reason(&mut self, last: &Epoch, flow: ControlFlow<()>) -> Option<Reason> {
        let fit = &self.fit;
        let (wait, improvement) = fit.patience.unwrap_or((usize::MAX, 0.0));
        if last.loss < self.best.0 - improvement {
            self.best = (last.loss, last.number);
        }
        let is_at_most = |value: f32, limit: Option<f32>| limit.is_some_and(|limit| value <= limit);
        if is_at_most(last.gradient_norm, fit.until_gradient_norm) {
            Some(Reason::GradientNorm)
        } else if is_at_most(last.loss, fit.until_loss) {
            Some(Reason::Loss)
        } else if last.number - self.best.1 >= wait {
            Some(Reason::Patience)
        } else if flow.is_break() {
            Some(Reason::Observer)
        } else if last.number >= fit.epochs {
            Some(Reason::Epochs)
        } else {
            None
        }
    }
}
