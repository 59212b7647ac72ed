//! A training run that can be stopped after any epoch, stored, and taken up again.

use core::ops::ControlFlow;

use rand_core::Rng;

use super::{Epoch, Fit, Learner, Observer, Permutation, Reason, Report};
use crate::error::Error;
use crate::network::TrainableNetwork;
use crate::state::{Stored, Words};

/// A training run as [`Fit`] describes it, epoch by epoch.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Line = network![1 => Dense<1>];
/// let (inputs, targets) = ([[1.0], [2.0]], [[2.0], [4.0]]);
/// let mut net = Line::ZERO;
/// let mut trainer = Online::new(MeanSquaredError, 0.1)?;
/// let mut rng = Random::seed(1);
///
/// let mut run = Fit::epochs(20).start();
/// while run.epoch(&mut trainer, &mut net, &inputs, &targets, &mut rng, &mut ())?.is_none() {
///     println!("after epoch {} the network could be stored", run.epochs());
/// }
/// assert_eq!(run.epochs(), 20);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    fit: Fit,
    epochs: usize,
    /// The loss and the number of the best epoch so far.
    best: (f32, usize),
}

impl Run {
    pub(super) const fn new(fit: Fit) -> Self {
        Run {
            fit,
            epochs: 0,
            best: (f32::INFINITY, 0),
        }
    }

    /// How many epochs are over.
    pub const fn epochs(&self) -> usize {
        self.epochs
    }

    /// Trains for an epoch. If it was the last, tells why.
    ///
    /// # Errors
    /// Those of [`Fit::run`].
    pub fn epoch<N, T, L, R, W>(
        &mut self,
        learner: &mut L,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        rng: &mut R,
        observer: &mut W,
    ) -> Result<Option<Report>, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        R: Rng + ?Sized,
        W: Observer<N> + ?Sized,
    {
        self.fit.check(inputs.len(), targets.len())?;
        let number = self.epochs + 1;
        let order = self
            .fit
            .shuffles
            .then(|| Permutation::new(inputs.len(), rng));
        let order = order.as_ref();
        let last = self
            .fit
            .epoch(number, order, learner, net, inputs, targets, observer)?;
        self.epochs = number;
        let ends = observer.epoch(net, &last);
        let reason = self.reason(&last, ends);
        Ok(reason.map(|reason| Report { last, reason }))
    }

    /// Why this epoch is the last, if it is.
    fn reason(&mut self, last: &Epoch, ends: ControlFlow<()>) -> Option<Reason> {
        let fit = &self.fit;
        let (wait, improvement) = fit.patience.unwrap_or((usize::MAX, 0.0));
        if last.loss < self.best.0 - improvement {
            self.best = (last.loss, last.number);
        }
        if fit
            .gradient_norm
            .is_some_and(|limit| last.gradient_norm <= limit)
        {
            Some(Reason::GradientNorm)
        } else if fit.loss.is_some_and(|target| last.loss <= target) {
            Some(Reason::Loss)
        } else if last.number - self.best.1 >= wait {
            Some(Reason::Patience)
        } else if ends.is_break() {
            Some(Reason::Observer)
        } else if last.number >= fit.epochs {
            Some(Reason::Epochs)
        } else {
            None
        }
    }
}

/// How far it is; not the settings, which a program states anew.
impl Stored for Run {
    const WORDS: usize = 3;
    const FINGERPRINT: u64 = 3;

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        let (loss, epoch) = self.best;
        Words([self.epochs as u32, loss.to_bits(), epoch as u32]).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let mut words = Words([0; 3]);
        words.restore(visit);
        let [epochs, loss, epoch] = words.0;
        self.epochs = epochs as usize;
        self.best = (f32::from_bits(loss), (epoch as usize).min(self.epochs));
    }
}
