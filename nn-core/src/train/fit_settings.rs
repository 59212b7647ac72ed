//! The settings of a training run: epochs, batches, the order of the samples, and when to stop.

use super::Fit;
use crate::error::Error;
use crate::settings::{self, NOT_NEGATIVE, at_least_one};

impl Fit {
    /// A run of at most this many epochs. Each takes all samples once, in a new random order.
    #[must_use]
    pub const fn epochs(epochs: usize) -> Self {
        Fit {
            epochs,
            batch: usize::MAX,
            drop_last: false,
            shuffle: true,
            seed: 0,
            until_gradient_norm: None,
            until_loss: None,
            patience: None,
            schedule: (),
            clip: (),
            validation: (),
            observer: (),
        }
    }
}

impl<O, V, C, S> Fit<O, V, C, S> {
    /// Sets the seed of the random orders. It is 0 by default. The same seed gives the same orders on every machine.
    ///
    /// The random numbers of layers such as [`Dropout`](crate::layer::Dropout) have a separate seed:
    /// [`Trainer::set_seed`](super::Trainer::set_seed).
    #[must_use]
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Sets the number of samples in a batch. The default and the maximum are the capacity of the trainer. The last batch of an epoch
    /// contains the remaining samples.
    ///
    /// The last batch is left out if it is too small for the network, such as a single sample for a `BatchNorm` over vectors. With
    /// shuffling, other samples are left out in each epoch.
    #[must_use]
    pub const fn batch(mut self, samples: usize) -> Self {
        self.batch = samples;
        self
    }

    /// Sets whether a last batch that is smaller than the others is left out. By default it is not.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let (inputs, targets) = ([[1.0], [2.0], [3.0]], [[2.0], [4.0], [6.0]]);
    /// let mut trainer = Trainer::<Line, _, _, 2>::new(MeanSquaredError, Sgd::new(0.1));
    /// let fit = Fit::epochs(1).shuffle(false).drop_last(true);
    /// let report = fit.run(&mut trainer, &mut Line::ZERO, (&inputs, &targets))?;
    /// assert_eq!(report.last.loss, (2.0 * 2.0 + 4.0 * 4.0) / 2.0); // of the first two samples
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub const fn drop_last(mut self, drop_last: bool) -> Self {
        self.drop_last = drop_last;
        self
    }

    /// Sets whether each epoch takes the samples in a new random order. By default it does. Otherwise it takes them in the order of
    /// the data, and a last batch that is left out contains the same samples in every epoch.
    #[must_use]
    pub const fn shuffle(mut self, shuffle: bool) -> Self {
        self.shuffle = shuffle;
        self
    }

    /// Stops the run after an epoch whose gradient norm is at most `limit`.
    ///
    /// With one batch per epoch this is the usual stopping rule of gradient descent.
    #[must_use]
    pub const fn until_gradient_norm(mut self, limit: f32) -> Self {
        self.until_gradient_norm = Some(limit);
        self
    }

    /// Stops the run after an epoch whose mean loss is at most `limit`.
    #[must_use]
    pub const fn until_loss(mut self, limit: f32) -> Self {
        self.until_loss = Some(limit);
        self
    }

    /// Stops the run after this many epochs without an improvement.
    ///
    /// The value is that of [`validate`](Self::validate), [`maximize`](Self::maximize) or [`minimize`](Self::minimize), or else the
    /// training loss. An epoch is an improvement if it is better than the last improvement by more than `improvement`. A NaN is not. The
    /// rule is that of Keras' `EarlyStopping` with `patience` and `min_delta`.
    ///
    /// [`Report::best`](super::Report::best) and [`keep_best`](Self::keep_best) are about the epoch with the best value, however small
    /// its lead is.
    #[must_use]
    pub const fn patience(mut self, epochs: usize, improvement: f32) -> Self {
        self.patience = Some((epochs, improvement));
        self
    }

    /// Checks the settings and the lengths of the data.
    pub(super) fn check(&self, inputs: usize, targets: usize) -> Result<(), Error> {
        at_least_one("epochs", self.epochs)?;
        at_least_one("batch", self.batch)?;
        let (patience, improvement) = self.patience.unwrap_or((1, 0.0));
        at_least_one("patience", patience)?;
        settings::check(
            &[
                ("improvement", &NOT_NEGATIVE),
                ("gradient_norm", &NOT_NEGATIVE),
                ("loss", &NOT_NEGATIVE),
            ],
            &[
                improvement,
                self.until_gradient_norm.unwrap_or(0.0),
                self.until_loss.unwrap_or(0.0),
            ],
        )?;
        Error::check_lengths(inputs, targets)
    }

    /// The number of samples in a batch, and the number of samples that an epoch trains on.
    pub(super) fn batches(
        &self,
        samples: usize,
        capacity: usize,
        least: usize,
    ) -> Result<(usize, usize), Error> {
        let batch = self.batch.clamp(1, capacity.max(1));
        let least = if self.drop_last { batch } else { least };
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
}
