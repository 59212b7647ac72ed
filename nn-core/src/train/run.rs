//! One epoch of a training run.

use super::epoch_mean::{EpochMean, weight_of_batch};
use super::{
    Clip, Epoch, Learner, Observe, Permutation, Progress, Rates, Report, Run, Samples, Validate,
};
use crate::error::Error;
use crate::network::TrainableNetwork;

impl<O, V, C, S> Run<O, V, C, S> {
    /// The number of completed epochs.
    pub const fn epochs(&self) -> usize {
        self.epochs
    }

    /// Trains for one epoch on `(&inputs, &targets)`. Returns the report if it was the last.
    ///
    /// # Errors
    /// As for [`Fit::run`](super::Fit::run).
    pub fn epoch<N, T, L, K, M>(
        &mut self,
        learner: &mut L,
        net: &mut N,
        (inputs, targets): (impl Samples<N::Input>, impl Samples<T>),
    ) -> Result<Option<Report>, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        O: Observe<N, K>,
        V: Validate<N, L, M>,
        C: Clip,
        S: Rates,
    {
        let (inputs, targets) = (inputs.as_samples(), targets.as_samples());
        self.fit.check(inputs.len(), targets.len())?;
        self.fit.clip.check()?;
        self.fit.schedule.check()?;
        self.fit.validation.check()?;
        let (loss, gradient_norm) = self.pass(learner, net, inputs, targets)?;
        self.epochs += 1;
        let mut last = Epoch {
            number: self.epochs,
            loss,
            gradient_norm,
            learning_rate: learner.learning_rate()?,
            validation: self.fit.validation.measure(net, learner)?,
            is_best: false,
        };
        let (_, improvement) = self.fit.patience.unwrap_or_default();
        let grows = self.fit.validation.grows();
        self.monitor.update(&mut last, grows, improvement);
        let flow = self.fit.observer.after_epoch(net, &last);
        let (best, waited) = (self.monitor.best, self.monitor.waited(last.number));
        let reason = self.fit.reason(&last, waited, flow);
        Ok(reason.map(|reason| Report { last, best, reason }))
    }

    /// One pass over the data. Returns the mean loss and the mean norm of the gradients.
    fn pass<N, T, L, K>(
        &mut self,
        learner: &mut L,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
    ) -> Result<(f32, f32), Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        O: Observe<N, K>,
        C: Clip,
        S: Rates,
    {
        let (capacity, least) = (L::CAPACITY, N::FACTS.least_batch);
        let (batch, total) = self.fit.batches(inputs.len(), capacity, least)?;
        let base = self.begin(learner)?;
        let draw = || Permutation::new(inputs.len(), &mut self.random);
        let order = self.fit.shuffle.then(draw);
        let (mut mean, mut seen) = (EpochMean::over(total), 0);
        while seen < total {
            let end = total.min(seen + batch);
            let place = |index| order.as_ref().map_or(index, |order| order.at(index));
            if let Some(rate) = self.fit.schedule.of_step(base, self.steps) {
                learner.set_learning_rate(rate);
            }
            let picks = &mut (seen..end).map(place);
            let result = learner.learn(net, inputs, targets, picks, self.fit.clip);
            let weight = weight_of_batch(learner, targets, (seen..end).map(place));
            seen = end;
            let Some(step) = mean.add(weight, result)? else {
                continue;
            };
            self.steps = self.steps.saturating_add(1);
            let progress = Progress::new(self.epochs + 1, seen, total, step);
            self.fit.observer.after_step(&progress);
        }
        mean.values()
    }

    /// Sets the learning rate of an epoch. Returns the base rate.
    fn begin<N, T, L>(&mut self, learner: &mut L) -> Result<f32, Error>
    where
        N: TrainableNetwork,
        L: Learner<N, T>,
        S: Rates,
    {
        let base = match self.base_rate {
            Some(rate) => rate,
            None => learner.learning_rate()?,
        };
        self.base_rate = Some(base);
        if let Some(rate) = self.fit.schedule.of_epoch(base, self.epochs) {
            learner.set_learning_rate(rate);
        }
        Ok(base)
    }
}
