//! Augmentation: samples that change whenever they are used for training.

use core::fmt;
use core::ops::DerefMut;

use super::{Clip, HasLoss, Learner, Step};
use crate::error::Error;
use crate::network::{TrainableNetwork, Workspace};
use crate::rng::Random;
use crate::slices;
use crate::state::{Fingerprint, Persist};
use crate::zero::Zero;

/// A learner that changes samples before its inner learner trains on them.
///
/// [`Fit`](super::Fit) selects the samples of a step. `Augment` copies them into a [`SampleBuffer`], calls the function `change` for each input, and
/// passes the copies to the inner learner. The data set is not changed, so each epoch trains on other variants of it.
///
/// The batches have at most as many samples as the buffer. The buffer is borrowed or boxed, so that it can be a `static` or on the heap.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::rng::uniform;
/// use nn_core::train::{Augment, SampleBuffer};
///
/// type Net = network![2 => Dense<8, Tanh> => Dense<2, Softmax>];
/// let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// let classes = [0u8, 1, 1, 0];
///
/// let mut net = Net::random(&mut Random::seed(1));
/// let trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(0.05));
/// let mut buffer = SampleBuffer::<[f32; 2], u8, 4>::ZERO;
/// let noisy = |input: &mut [f32; 2], random: &mut Random| {
///     for value in input {
///         *value += uniform(random, -0.1, 0.1);
///     }
/// };
/// let mut augment = Augment::new(trainer, &mut buffer, noisy, Random::seed(2));
/// Fit::epochs(100).run(&mut augment, &mut net, (&inputs, &classes))?;
/// assert_eq!(inputs.map(|input| net.classify(&input)), [0, 1, 1, 0]);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// A refused step has not used up random numbers. A [checkpoint](crate::weights::Checkpoint) of an `Augment` stores them, so a resumed run continues
/// with the same changes.
pub struct Augment<L, B, F> {
    /// The inner learner.
    pub learner: L,
    buffer: B,
    change: F,
    random: Random,
}

/// The memory for the changed samples of a step: up to `BATCH` inputs of type `S` with targets of type `T`.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "S: bytemuck::Zeroable, T: bytemuck::Zeroable")
)]
pub struct SampleBuffer<S, T, const BATCH: usize> {
    inputs: [S; BATCH],
    targets: [T; BATCH],
    picks: [u32; BATCH],
}

impl<S: Zero, T: Zero, const BATCH: usize> Zero for SampleBuffer<S, T, BATCH> {
    const ZERO: Self = SampleBuffer {
        inputs: Zero::ZERO,
        targets: Zero::ZERO,
        picks: [0; BATCH],
    };
}

impl<S: Clone, T: Clone, const BATCH: usize> SampleBuffer<S, T, BATCH> {
    /// Copies the samples of these indices, and changes the inputs. Returns their number.
    fn fill(
        &mut self,
        inputs: &[S],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        mut change: impl FnMut(&mut S),
    ) -> usize {
        let slots = self.inputs.iter_mut().zip(&mut self.targets);
        let mut count = 0;
        for (((input, target), slot), pick) in slots.zip(&mut self.picks).zip(picks) {
            if let (Some(from), Some(of)) = (inputs.get(pick), targets.get(pick)) {
                input.clone_from(from);
                target.clone_from(of);
                change(input);
            }
            *slot = pick as u32;
            count += 1;
        }
        count
    }
}

impl<L, B, F> Augment<L, B, F> {
    /// Wraps a learner. `change` changes an input with random numbers from `random`. `buffer` is a `&mut SampleBuffer` or a box.
    pub const fn new(learner: L, buffer: B, change: F, random: Random) -> Self {
        Augment {
            learner,
            buffer,
            change,
            random,
        }
    }
}

impl<L: HasLoss, B, F> HasLoss for Augment<L, B, F> {
    type Loss = L::Loss;
}

impl<N, T, L, B, F, const BATCH: usize> Learner<N, T> for Augment<L, B, F>
where
    N: TrainableNetwork,
    T: Clone,
    L: Learner<N, T>,
    B: DerefMut<Target = SampleBuffer<N::Input, T, BATCH>>,
    F: FnMut(&mut N::Input, &mut Random),
{
    const CAPACITY: usize = if BATCH < L::CAPACITY {
        BATCH
    } else {
        L::CAPACITY
    };
    const WEIGHTED: bool = L::WEIGHTED;

    fn weight(&self, target: &T) -> f32 {
        self.learner.weight(target)
    }

    fn learn<C: Clip>(
        &mut self,
        net: &mut N,
        inputs: &[N::Input],
        targets: &[T],
        picks: &mut dyn Iterator<Item = usize>,
        clip: C,
    ) -> Result<Step, Error> {
        let buffer = &mut *self.buffer;
        let mut random = self.random.clone();
        let count = buffer.fill(inputs, targets, picks, |input| {
            (self.change)(input, &mut random);
        });
        let changed = slices::range(&buffer.inputs, ..count);
        let targets = slices::range(&buffer.targets, ..count);
        let step = self
            .learner
            .learn(net, changed, targets, &mut (0..count), clip)
            .map_err(|error| in_data(error, &buffer.picks))?;
        self.random = random;
        Ok(step)
    }

    fn loss_in(
        &self,
        net: &N,
        inputs: &[N::Input],
        targets: &[T],
        workspace: &mut Workspace<N>,
    ) -> Result<f32, Error> {
        self.learner.loss_in(net, inputs, targets, workspace)
    }

    fn learning_rate(&self) -> Result<f32, Error> {
        self.learner.learning_rate()
    }

    fn set_learning_rate(&mut self, learning_rate: f32) {
        self.learner.set_learning_rate(learning_rate);
    }
}

/// The error with the index of the sample in the data instead of that in the buffer.
fn in_data(error: Error, picks: &[u32]) -> Error {
    let pick = error.sample().and_then(|sample| picks.get(sample));
    match pick {
        Some(pick) => error.with_sample(*pick as usize),
        None => error,
    }
}

/// Stores the inner learner and the random numbers of the changes.
impl<L: Persist, B, F> Persist for Augment<L, B, F> {
    const WORDS: usize = L::WORDS + Random::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("Augment");
        fingerprint.number(L::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word < L::WORDS && L::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.learner.store(visit);
        self.random.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.learner.restore(visit);
        self.random.restore(visit);
    }
}

impl<L: fmt::Debug, B, F> fmt::Debug for Augment<L, B, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Augment")
            .field("learner", &self.learner)
            .field("random", &self.random)
            .finish_non_exhaustive()
    }
}
