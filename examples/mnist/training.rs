//! Makes the trainer that the command line asks for, and lets it run.

use std::error::Error;
use std::io::{self, Write};

use nn_core::metrics::accuracy;
use nn_core::optim::Optimizer;
use nn_core::prelude::*;

use crate::Mnist;
use crate::learner::{Lessons, MnistTrainer};
use crate::options::{OptimizerName, Options};
use examples::digits::Samples;
use examples::progress::{Record, Watch};

/// What is learnt from, what shows how well, and how it is done.
pub(crate) struct Course<'a> {
    pub(crate) train: Samples<'a>,
    pub(crate) validation: Samples<'a>,
    pub(crate) options: &'a Options,
}

/// The settings with which an optimiser starts; its state for this network can be made on the heap.
trait Settings: Optimizer<State<Mnist>: Boxed> + Boxed {}
impl<O: Optimizer<State<Mnist>: Boxed> + Boxed> Settings for O {}

impl Course<'_> {
    /// Trains the network, and gives what every epoch brought.
    pub(crate) fn run(
        &self,
        net: &mut Mnist,
        rng: &mut Random,
    ) -> Result<Vec<Record>, Box<dyn Error>> {
        let rate = |usual| self.options.learning_rate.unwrap_or(usual);
        let momentum = || Sgd::new(rate(0.5))?.with_momentum(0.9);
        match self.options.optimizer {
            OptimizerName::Sgd => self.with(Sgd::new(rate(2.0))?, net, rng),
            OptimizerName::Momentum => self.with(momentum()?, net, rng),
            OptimizerName::Nesterov => self.with(momentum()?.nesterov(), net, rng),
            OptimizerName::Adam => self.with(Adam::new(rate(0.005))?, net, rng),
            OptimizerName::AdamW => self.with(AdamW::new(rate(0.005))?, net, rng),
            OptimizerName::RmsProp => self.with(RmsProp::new(rate(0.005))?, net, rng),
        }
    }

    /// Trains with a trainer of any kind.
    fn train<O: Settings, const BATCH: usize>(
        &self,
        trainer: Box<MnistTrainer<O, BATCH>>,
        net: &mut Mnist,
        rng: &mut Random,
    ) -> Result<Vec<Record>, Box<dyn Error>> {
        writeln!(
            io::stdout(),
            "{:?}, learning rate {} falling to 0, batches of {BATCH}, {:.2} MB with the network\n",
            self.options.optimizer,
            trainer.optimizer.learning_rate(),
            MnistTrainer::<O, BATCH>::TRAIN_RAM_BYTES as f64 / 1e6,
        )?;
        let Samples { images, labels } = self.train;
        let epochs = usize::from(self.options.epochs);
        let steps = epochs * images.len().div_ceil(BATCH);
        // Another seed than that of the weights and of the order, but one that follows from it.
        let moves = Random::seed(!self.options.seed);
        let mut lessons = Lessons::new(trainer, steps, self.options.shift, moves);
        let validate = |net: &Mnist| accuracy(net, self.validation.images, self.validation.labels);
        let mut watch =
            Watch::new(epochs, images.len(), validate).until(self.options.target_accuracy);
        let result = Fit::epochs(epochs).run(&mut lessons, net, images, labels, rng, &mut watch);
        watch.finish();
        result?;
        Ok(watch.records)
    }
}

/// Compiles a trainer for each of these batch sizes: the size is a part of its type.
macro_rules! capacities {
    ($($capacity:literal)+) => {
        /// The batch sizes that can be chosen.
        pub(crate) const CAPACITIES: &[&str] = &[$(stringify!($capacity)),+];

        impl Course<'_> {
            /// Trains with this optimiser.
            fn with<O: Settings>(
                &self,
                optimizer: O,
                net: &mut Mnist,
                rng: &mut Random,
            ) -> Result<Vec<Record>, Box<dyn Error>> {
                let loss = BinaryCrossEntropy;
                match self.options.batch {
                    $($capacity => {
                        self.train(Trainer::<_, _, _, $capacity>::boxed(loss, optimizer), net, rng)
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
