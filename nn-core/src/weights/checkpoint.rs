//! All of a training, so that it goes on as if it had not stopped.

use crate::network::Network;
use crate::rng::Random;
use crate::state::{Fingerprint, Stored};
use crate::train::Run;

/// A network, its trainer, the run and the generator of random numbers, to be stored together as an [image](super::image) after an epoch.
///
/// A training that is taken up again gives the same bits as one that did not stop, if its data and settings are the same.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::weights::{Checkpoint, image};
///
/// type Net = network![2 => Dense<4, Tanh> => Dense<1>];
/// type Learner = Trainer<Net, MeanSquaredError, Adam, 2>;
///
/// let inputs = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// let targets = [[0.0], [1.0], [1.0], [0.0]];
/// let (mut net, mut random) = (Net::ZERO, Random::seed(1));
/// net.initialize(&mut random);
/// let mut trainer = Learner::new(MeanSquaredError, Adam::new(0.01)?);
/// let mut run = Fit::epochs(20).start();
///
/// let mut stored = [0; image::bytes::<Checkpoint<'_, Net, Learner>>()];
/// while run.epoch(&mut trainer, &mut net, &inputs, &targets, &mut random, &mut ())?.is_none() {
///     if run.epochs() == 10 {
///         let all = Checkpoint { net: &mut net, trainer: &mut trainer, run: &mut run, random: &mut random };
///         image::write(&all, &mut stored).unwrap();
///     }
/// }
///
/// let (mut again, mut random) = (Net::ZERO, Random::seed(0));
/// let mut trainer = Learner::new(MeanSquaredError, Adam::new(0.01)?);
/// let mut run = Fit::epochs(20).start();
/// let mut all = Checkpoint { net: &mut again, trainer: &mut trainer, run: &mut run, random: &mut random };
/// image::read(&mut all, &stored).unwrap();
/// while run.epoch(&mut trainer, &mut again, &inputs, &targets, &mut random, &mut ())?.is_none() {}
/// assert_eq!(again, net);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Checkpoint<'a, N, T, R = Random> {
    /// The network.
    pub net: &'a mut N,
    /// What trains it.
    pub trainer: &'a mut T,
    /// How far the run is.
    pub run: &'a mut Run,
    /// Where the order of the samples comes from.
    pub random: &'a mut R,
}

impl<N: Network, T: Stored, R: Stored> Stored for Checkpoint<'_, N, T, R> {
    const WORDS: usize = <N as Stored>::WORDS + T::WORDS + Run::WORDS + R::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.number(<N as Stored>::FINGERPRINT);
        fingerprint.number(T::FINGERPRINT);
        fingerprint.number(R::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        match word.checked_sub(<N as Stored>::WORDS) {
            None => <N as Stored>::is_number(word),
            Some(word) => word < T::WORDS && T::is_number(word),
        }
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.net.store(visit);
        self.trainer.store(visit);
        self.run.store(visit);
        self.random.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.net.restore(visit);
        self.trainer.restore(visit);
        self.run.restore(visit);
        self.random.restore(visit);
    }
}
