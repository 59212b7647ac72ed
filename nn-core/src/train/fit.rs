//! Whole training runs: epochs over a data set, shuffled, until a rule says stop.

use rand_core::Rng;

use super::{Epoch, Learner, Observer, Permutation, Progress, Report, Run};
use crate::error::Error;
use crate::network::TrainableNetwork;
use crate::settings::not_negative;
use crate::sum::Sum;

/// How to train over a data set: for how long, in which batches, and when to stop earlier.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let mut net = Line::ZERO;
/// let mut trainer = Trainer::<Line, _, _, 8>::new(MeanSquaredError, Sgd::new(0.2)?);
/// let inputs: [[f32; 1]; 8] = core::array::from_fn(|i| [i as f32 / 4.0 - 1.0]);
/// let targets = inputs.map(|[x]| [3.0 * x - 1.0]);
///
/// let report = Fit::epochs(10_000)
///     .until_gradient_norm(1e-4)? // gradient descent's own stopping rule
///     .run(&mut trainer, &mut net, &inputs, &targets, &mut Random::seed(1), &mut ())?;
/// assert_eq!(report.reason, Reason::GradientNorm);
/// assert!((net.layers.weights[0][0] - 3.0).abs() < 1e-3);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    pub(super) epochs: usize,
    batch: usize,
    drops_last: bool,
    pub(super) shuffles: bool,
    pub(super) gradient_norm: Option<f32>,
    pub(super) loss: Option<f32>,
    pub(super) patience: Option<(usize, f32)>,
}

impl Fit {
    /// At most so many epochs, each over all samples in a new order.
    pub const fn epochs(epochs: usize) -> Self {
        Fit {
            epochs,
            batch: usize::MAX,
            drops_last: false,
            shuffles: true,
            gradient_norm: None,
            loss: None,
            patience: None,
        }
    }

    /// Batches of so many samples, if the trainer has room for them; otherwise, and by default, as many as it has room
    /// for. The last batch of an epoch holds what is left.
    ///
    /// What is left is not learnt from if the network cannot learn from so few samples at once: a single sample, where `BatchNorm`
    /// normalizes vectors. In a shuffled run it is another one in each epoch.
    #[must_use]
    pub const fn batch(mut self, samples: usize) -> Self {
        self.batch = samples;
        self
    }

    /// Leaves out the last batch of an epoch if it is smaller than the others.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let (inputs, targets) = ([[1.0], [2.0], [3.0]], [[2.0], [4.0], [6.0]]);
    /// let mut trainer = Trainer::<Line, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1)?);
    /// let fit = Fit::epochs(1).in_order().drop_last();
    /// let report = fit.run(
    ///     &mut trainer, &mut Line::ZERO, &inputs, &targets, &mut Random::seed(1), &mut (),
    /// )?;
    /// assert_eq!(report.last.loss, (2.0 * 2.0 + 4.0 * 4.0) / 2.0); // of the first two samples
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub const fn drop_last(mut self) -> Self {
        self.drops_last = true;
        self
    }

    /// The samples in the order of the data in every epoch. A last batch that is left out holds the same samples each time.
    #[must_use]
    pub const fn in_order(mut self) -> Self {
        self.shuffles = false;
        self
    }

    /// Stops after an epoch in which the gradient's norm was not above `limit`.
    ///
    /// With one batch per epoch that is the stopping rule of gradient descent.
    ///
    /// # Errors
    /// The limit must be a number not below 0.
    pub fn until_gradient_norm(mut self, limit: f32) -> Result<Self, Error> {
        self.gradient_norm = Some(not_negative("gradient_norm", limit)?);
        Ok(self)
    }

    /// Stops after an epoch in which the mean loss was not above `target`.
    ///
    /// # Errors
    /// The target must be a number not below 0.
    pub fn until_loss(mut self, target: f32) -> Result<Self, Error> {
        self.loss = Some(not_negative("loss", target)?);
        Ok(self)
    }

    /// Stops when the loss has not fallen below its best by more than `improvement` for so many epochs.
    ///
    /// # Errors
    /// The improvement must be a number not below 0.
    pub fn patience(mut self, epochs: usize, improvement: f32) -> Result<Self, Error> {
        self.patience = Some((epochs, not_negative("improvement", improvement)?));
        Ok(self)
    }

    /// Trains.
    ///
    /// The order of the samples is drawn from `rng`: the same seed gives the same run, on every machine. To do something between
    /// epochs, such as to store a [checkpoint](crate::weights::Checkpoint), see [`start`](Self::start).
    ///
    /// # Errors
    /// Epochs, batch or patience are 0, there are no samples or too few for a batch, not as many targets as inputs, or a step was
    /// refused. The network is then as the step before left it.
    pub fn run<N, T, L, R, W>(
        &self,
        learner: &mut L,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        rng: &mut R,
        observer: &mut W,
    ) -> Result<Report, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        R: Rng + ?Sized,
        W: Observer<N> + ?Sized,
    {
        let mut run = self.start();
        loop {
            if let Some(report) = run.epoch(learner, net, inputs, targets, rng, observer)? {
                return Ok(report);
            }
        }
    }

    /// A run that goes on epoch by epoch when it is told to.
    pub const fn start(&self) -> Run {
        Run::new(*self)
    }

    /// Refuses what no run can begin with.
    pub(super) fn check(&self, inputs: usize, targets: usize) -> Result<(), Error> {
        let patience = self.patience.map_or(1, |(epochs, _)| epochs);
        let counts = [
            ("epochs", self.epochs),
            ("batch", self.batch),
            ("patience", patience),
        ];
        for (name, count) in counts {
            if count == 0 {
                let (value, rule) = (0.0, "it must be at least 1");
                return Err(Error::Setting { name, value, rule });
            }
        }
        Error::check_lengths(inputs, targets)
    }

    /// How many samples a batch has, and how many of `samples` an epoch learns from.
    fn batches(
        &self,
        samples: usize,
        capacity: usize,
        least: usize,
    ) -> Result<(usize, usize), Error> {
        let batch = self.batch.clamp(1, capacity.max(1));
        let least = if self.drops_last { batch } else { least };
        let rest = samples.checked_rem(batch).unwrap_or_default();
        let used = if rest < least {
            samples - rest
        } else {
            samples
        };
        if used == 0 || batch < least {
            let samples = samples.min(batch);
            return Err(Error::BatchTooSmall { samples, least });
        }
        Ok((batch, used))
    }

    /// One pass over the data.
    #[expect(clippy::too_many_arguments, reason = "the parts of one run, unpacked")]
    pub(super) fn epoch<N, T, L, W>(
        &self,
        number: usize,
        order: Option<&Permutation>,
        learner: &mut L,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        observer: &mut W,
    ) -> Result<Epoch, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        W: Observer<N> + ?Sized,
    {
        let (batch, used) = self.batches(inputs.len(), L::CAPACITY, N::FACTS.least_batch)?;
        let (mut loss, mut gradient_norm, mut seen) = (Sum::up_to(used), Sum::up_to(used), 0);
        while seen < used {
            let end = used.min(seen + batch);
            let mut picks = (seen..end).map(|index| order.map_or(index, |order| order.at(index)));
            let step = learner.learn(net, inputs, targets, &mut picks)?;
            let share = (end - seen) as f32 / used as f32;
            loss.add(share * step.loss);
            gradient_norm.add(share * step.gradient_norm);
            seen = end;
            observer.step(&Progress {
                epoch: number,
                samples: seen,
                of: used,
                step,
            });
        }
        Ok(Epoch {
            number,
            loss: loss.value(),
            gradient_norm: gradient_norm.value(),
        })
    }
}
