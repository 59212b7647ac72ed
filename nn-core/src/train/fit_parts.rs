//! The parts of a training run that have types of their own: observers, validation, schedule and clipping.

use super::{
    Both, ClipNorm, ClipValue, EachStep, Epoch, Fit, History, KeepBest, Metric, Validation,
    ValidationIn,
};
use crate::network::{TrainableNetwork, Workspace};
use crate::optim::Schedule;

impl<V, C, S> Fit<(), V, C, S> {
    /// Adds an observer: an [`Observer`](super::Observer) by value or as `&mut`, or a closure.
    ///
    /// A closure is called after every epoch. The types of its arguments must be written. It can return
    /// [`ControlFlow`](core::ops::ControlFlow): `Break` ends the run.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let mut losses = Vec::new();
    /// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    /// Fit::epochs(50)
    ///     .observe(|epoch: &Epoch| losses.push(epoch.loss))
    ///     .run(&mut trainer, &mut Line::ZERO, (&[[1.0], [2.0]], &[[2.0], [4.0]]))?;
    /// assert_eq!(losses.len(), 50);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn observe<O>(self, observer: O) -> Fit<O, V, C, S> {
        self.with_parts(|(), validation, clip, schedule| (observer, validation, clip, schedule))
    }
}

impl<A, B, V, C, S> Fit<Both<A, B>, V, C, S> {
    /// Adds an observer to those of [`keep_best`](Fit::keep_best) and [`history`](Fit::history).
    #[must_use]
    pub fn observe<O>(self, observer: O) -> Fit<Both<Both<A, B>, O>, V, C, S> {
        self.and_observe(observer)
    }
}

impl<O, V, C, S> Fit<O, V, C, S> {
    /// Measures the mean loss over other data, `(&inputs, &targets)`, after each epoch.
    ///
    /// It decides which epoch is the [best](super::Report::best) and when the [patience](Self::patience) ends, and is the `validation` of
    /// an [`Epoch`]. The targets may have another type than those of the run. The workspace exists during the evaluation, as in
    /// [`Network::predict`](crate::network::Network::predict).
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let (inputs, targets) = ([[1.0], [2.0]], [[2.0], [4.0]]);
    /// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    /// let report = Fit::epochs(100)
    ///     .validate(([[3.0]], [[6.0]]))
    ///     .run(&mut trainer, &mut Line::ZERO, (&inputs, &targets))?;
    /// assert!(report.last.validation < Some(0.01));
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn validate<X, Y>(self, (inputs, targets): (X, Y)) -> Fit<O, Validation<X, Y>, C, S> {
        let data = Validation { inputs, targets };
        self.with_parts(|observer, _, clip, schedule| (observer, data, clip, schedule))
    }

    /// [`validate`](Self::validate) in a workspace that can be a `static`.
    #[must_use]
    pub fn validate_in<N: TrainableNetwork, X, Y>(
        self,
        (inputs, targets): (X, Y),
        workspace: &mut Workspace<N>,
    ) -> Fit<O, ValidationIn<'_, N, X, Y>, C, S> {
        let data = Validation { inputs, targets };
        let validation = ValidationIn { data, workspace };
        self.with_parts(|observer, _, clip, schedule| (observer, validation, clip, schedule))
    }

    /// Measures a metric after each epoch. Larger values are better.
    ///
    /// It replaces [`validate`](Self::validate).
    ///
    /// ```
    /// use nn_core::metrics::accuracy;
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![1 => Dense<1, Sigmoid>];
    /// let (inputs, labels) = ([[-1.0], [1.0]], [false, true]);
    /// let mut trainer = OnlineTrainer::new(BinaryCrossEntropy, 0.1);
    /// let report = Fit::epochs(100)
    ///     .maximize(|net: &Net| accuracy(net, &inputs, &labels))
    ///     .patience(5, 0.0)
    ///     .run(&mut trainer, &mut Net::ZERO, (&inputs, &labels))?;
    /// assert_eq!((report.best.number, report.best.validation), (1, Some(1.0)));
    /// assert_eq!((report.last.number, report.reason), (6, Reason::Patience));
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn maximize<F>(self, metric: F) -> Fit<O, Metric<F>, C, S> {
        let metric = Metric::new(metric, true);
        self.with_parts(|observer, _, clip, schedule| (observer, metric, clip, schedule))
    }

    /// [`maximize`](Self::maximize) for a metric whose smaller values are better.
    #[must_use]
    pub fn minimize<F>(self, metric: F) -> Fit<O, Metric<F>, C, S> {
        let metric = Metric::new(metric, false);
        self.with_parts(|observer, _, clip, schedule| (observer, metric, clip, schedule))
    }

    /// Copies the network into `best`, in place, after each epoch that is the best so far.
    ///
    /// The trained network keeps the result of the last epoch, so the program has both. A resumed run goes on with the copy that the program
    /// passes to it. To store the best network elsewhere, for example in a [`FlashStore`](crate::weights::image), use an observer:
    ///
    /// ```
    /// use nn_core::prelude::*;
    /// use nn_core::weights::image;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let data = ([[1.0], [2.0]], [[2.0], [4.0]]);
    /// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    ///
    /// let (mut net, mut best, mut stored) = (Line::ZERO, Line::ZERO, [0; image::bytes::<Line>()]);
    /// let report = Fit::epochs(50)
    ///     .validate(([[2.0]], [[3.0]]))
    ///     .keep_best(&mut best)
    ///     .observe(|net: &Line, epoch: &Epoch| {
    ///         if epoch.is_best {
    ///             image::write(net, &mut stored).expect("finite weights");
    ///         }
    ///     })
    ///     .run(&mut trainer, &mut net, data)?;
    /// assert_eq!(Some(trainer.loss(&best, &[[2.0]], &[[3.0]])?), report.best.validation);
    ///
    /// let mut again = Line::ZERO;
    /// image::read(&mut again, &stored).unwrap();
    /// assert_eq!(again, best);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn keep_best<N>(self, best: &mut N) -> Fit<Both<O, KeepBest<'_, N>>, V, C, S> {
        self.and_observe(KeepBest(best))
    }

    /// Writes the result of each epoch into `room`. Epochs after its end are not recorded.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let mut room = [Epoch::default(); 50];
    /// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.1);
    /// let report = Fit::epochs(50)
    ///     .until_loss(0.01)
    ///     .history(&mut room)
    ///     .run(&mut trainer, &mut Line::ZERO, (&[[1.0], [2.0]], &[[2.0], [4.0]]))?;
    /// let history = &room[..report.last.number];
    /// assert!(history.len() < 50 && history.last() == Some(&report.last));
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn history(self, room: &mut [Epoch]) -> Fit<Both<O, History<'_>>, V, C, S> {
        self.and_observe(History(room))
    }

    /// Sets the learning rate of each epoch by a schedule. The base rate is the learning rate of the trainer when the run begins.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let mut rates = Vec::new();
    /// let mut trainer = OnlineTrainer::new(MeanSquaredError, 0.25);
    /// Fit::epochs(4)
    ///     .schedule(Schedule::linear(4, 0.0))
    ///     .observe(|epoch: &Epoch| rates.push(epoch.learning_rate))
    ///     .run(&mut trainer, &mut Line::ZERO, (&[[1.0], [2.0]], &[[2.0], [4.0]]))?;
    /// assert_eq!(rates, [0.25, 0.1875, 0.125, 0.0625]);
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    ///
    /// The trainer keeps the last rate.
    #[must_use]
    pub fn schedule(self, schedule: Schedule) -> Fit<O, V, C, Schedule> {
        self.with_parts(|observer, validation, clip, _| (observer, validation, clip, schedule))
    }

    /// Sets the learning rate of each training step by a schedule. Steps are counted over all epochs.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Line = network![1 => Dense<1>];
    /// let data = ([[1.0], [2.0], [3.0]], [[2.0], [4.0], [6.0]]);
    /// let mut trainer = Trainer::<Line, _, _, 2>::new(MeanSquaredError, Adam::new(0.1));
    /// let schedule = Schedule::one_cycle(50 * data.0.len().div_ceil(2));
    /// Fit::epochs(50).schedule_steps(schedule).run(&mut trainer, &mut Line::ZERO, data)?;
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    #[must_use]
    pub fn schedule_steps(self, schedule: Schedule) -> Fit<O, V, C, EachStep> {
        let schedule = EachStep(schedule);
        self.with_parts(|observer, validation, clip, _| (observer, validation, clip, schedule))
    }

    /// Limits the norm of the gradient of each step: see [`ClipNorm`]. It replaces [`clip_value`](Self::clip_value).
    #[must_use]
    pub fn clip_norm(self, maximum: f32) -> Fit<O, V, ClipNorm, S> {
        let clip = ClipNorm(maximum);
        self.with_parts(|observer, validation, _, schedule| (observer, validation, clip, schedule))
    }

    /// Limits each number of the gradient of each step: see [`ClipValue`]. It replaces [`clip_norm`](Self::clip_norm).
    #[must_use]
    pub fn clip_value(self, limit: f32) -> Fit<O, V, ClipValue, S> {
        let clip = ClipValue(limit);
        self.with_parts(|observer, validation, _, schedule| (observer, validation, clip, schedule))
    }

    /// Adds an observer to those that exist.
    fn and_observe<P>(self, other: P) -> Fit<Both<O, P>, V, C, S> {
        self.with_parts(|observer, validation, clip, schedule| {
            (Both(observer, other), validation, clip, schedule)
        })
    }

    /// The same settings with other parts.
    fn with_parts<P, W, D, R>(
        self,
        change: impl FnOnce(O, V, C, S) -> (P, W, D, R),
    ) -> Fit<P, W, D, R> {
        let (observer, validation, clip, schedule) =
            change(self.observer, self.validation, self.clip, self.schedule);
        Fit {
            epochs: self.epochs,
            batch: self.batch,
            drop_last: self.drop_last,
            shuffle: self.shuffle,
            seed: self.seed,
            until_gradient_norm: self.until_gradient_norm,
            until_loss: self.until_loss,
            patience: self.patience,
            schedule,
            clip,
            validation,
            observer,
        }
    }
}
