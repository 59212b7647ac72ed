//! Trains with the optimizer and the batch size of the command line.

use std::error::Error;
use std::io::{self, Write};

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::metrics::accuracy;
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::train::{EachStep, Learner, Observer, Run};
use nn_core::weights::{Checkpoint, Persist, save_image};

use super::Rates;
use super::options::{OptimizerName, Options};
use super::resume::{self, Resumable};
use crate::changed::ChangingTrainer;
use crate::digits::Samples;
use crate::progress::{Record, Watch};
use crate::shift;

/// The data, the loss and the settings of a training.
pub(super) struct Training<'a, N: TrainableNetwork, L> {
    pub(super) train: Samples<'a, N::Input>,
    pub(super) validation: Samples<'a, N::Input>,
    pub(super) loss: L,
    pub(super) rates: Rates,
    pub(super) options: &'a Options,
}

/// A run with a learning rate that falls with each step.
pub(super) type Scheduled<O> = Run<O, (), (), EachStep>;

/// An optimizer whose state can be allocated on the heap.
trait Settings<N: TrainableNetwork>: Optimizer<State<N>: Boxed> + Boxed {}
impl<N: TrainableNetwork, O: Optimizer<State<N>: Boxed> + Boxed> Settings<N> for O {}

impl<N, L> Training<'_, N, L>
where
    N: OnHeap + Network<Activation: EndsIn<L::Needs, L>>,
    L: Loss + Boxed + Copy,
    u8: Target<L, N::Output>,
{
    /// Initializes and trains the network. Returns the results of all epochs.
    pub(super) fn run(&self, net: &mut N) -> Result<Vec<Record>, Box<dyn Error>> {
        net.initialize(&mut Random::seed(self.options.seed));
        let Rates {
            sgd,
            momentum,
            adaptive,
        } = self.rates;
        let rate = |default| self.options.learning_rate.unwrap_or(default);
        let heavy = || Sgd::new(rate(momentum)).with_momentum(0.9);
        match self.options.optimizer {
            OptimizerName::Sgd => self.with(Sgd::new(rate(sgd)), net),
            OptimizerName::Momentum => self.with(heavy(), net),
            OptimizerName::Nesterov => self.with(heavy().with_nesterov(), net),
            OptimizerName::Adam => self.with(Adam::new(rate(adaptive)), net),
            OptimizerName::AdamW => self.with(AdamW::new(rate(adaptive)), net),
            OptimizerName::RmsProp => self.with(RmsProp::new(rate(adaptive)), net),
        }
    }

    /// Trains with a trainer.
    fn train<O: Optimizer, const BATCH: usize>(
        &self,
        mut trainer: Box<Trainer<N, L, O, BATCH>>,
        net: &mut N,
    ) -> Result<Vec<Record>, Box<dyn Error>> {
        writeln!(
            io::stdout(),
            "{:?}, learning rate {} falling to 0, batches of {BATCH}, {:.2} MB with the network\n",
            self.options.optimizer,
            trainer.optimizer.learning_rate(),
            Trainer::<N, L, O, BATCH>::TRAIN_RAM_BYTES as f64 / 1e6,
        )?;
        trainer.set_seed(self.options.seed as u32);
        let images = self.train.images;
        let epochs = usize::from(self.options.epochs);
        let steps = epochs * images.len().div_ceil(BATCH);
        let reach = self.options.shift;
        let change = move |image: &N::Input, rng: &mut Random| shift::at_random(image, reach, rng);
        // A seed that differs from that of the weights and of the sample order.
        let moves = Random::seed(!self.options.seed);
        let trainer = ChangingTrainer::new(trainer, change, moves);
        let validate = |net: &N| accuracy(net, self.validation.images, self.validation.labels);
        let mut watch =
            Watch::new(epochs, images.len(), validate).until(self.options.target_accuracy);
        let fit = Fit::epochs(epochs)
            .seed(self.options.seed)
            .schedule_steps(Schedule::linear(steps, 0.0))
            .observe(&mut watch);
        let mut all = Checkpoint {
            net,
            trainer: &mut Resumable::new(trainer, self.options, images.len()),
            run: &mut fit.start(),
        };
        if let Some(path) = &self.options.resume {
            resume::resume(&mut all, path)?;
        }
        let result = self.go_on(&mut all);
        let records = watch.finish()?;
        result.map(|()| records)
    }

    /// Trains one epoch at a time and writes checkpoints.
    fn go_on<T: Learner<N, u8> + Persist>(
        &self,
        all: &mut Checkpoint<'_, N, Resumable<T>, Scheduled<impl Observer<N>>>,
    ) -> Result<(), Box<dyn Error>> {
        let Samples { images, labels } = self.train;
        let mut report = None;
        while report.is_none() && all.run.epochs() < self.options.epochs.into() {
            let (trainer, net) = (&mut all.trainer.trainer, &mut *all.net);
            report = all.run.epoch(trainer, net, (images, labels))?;
            if let Some(path) = &self.options.checkpoint {
                save_image(all, path)?;
            }
        }
        Ok(())
    }
}

/// Compiles a trainer for each batch size, since the size is part of its type.
macro_rules! capacities {
    ($($capacity:literal)+) => {
        /// The available batch sizes.
        pub(super) const CAPACITIES: &[&str] = &[$(stringify!($capacity)),+];

        /// Networks that can be allocated on the heap, together with the tapes of these batch sizes.
        pub trait OnHeap: TrainableNetwork + Boxed + Trainable<$(Tape<$capacity>: Boxed),+> {}
        impl<N: TrainableNetwork + Boxed + Trainable<$(Tape<$capacity>: Boxed),+>> OnHeap for N {}

        impl<N, L> Training<'_, N, L>
        where
            N: OnHeap + Network<Activation: EndsIn<L::Needs, L>>,
            L: Loss + Boxed + Copy,
            u8: Target<L, N::Output>,
        {
            /// Trains with an optimizer.
            fn with<O: Settings<N>>(
                &self,
                optimizer: O,
                net: &mut N,
            ) -> Result<Vec<Record>, Box<dyn Error>> {
                match self.options.batch {
                    $($capacity => {
                        self.train(Trainer::<_, _, _, $capacity>::boxed(self.loss, optimizer), net)
                    })+
                    samples => {
                        let capacity = [$($capacity),+].into_iter().fold(0, usize::max);
                        Err(nn_core::Error::BatchTooLarge { samples, capacity }.into())
                    }
                }
            }
        }
    };
}
capacities!(1 8 16 32 64 128 256);
