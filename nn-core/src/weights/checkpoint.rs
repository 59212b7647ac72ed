//! A checkpoint: the complete state of a training run, from which it can be resumed.

use crate::network::Network;
use crate::state::{Fingerprint, Persist};
use crate::train::Run;

/// A network, its trainer and its run, which are stored together as an [image](super::image) between epochs.
///
/// With the same data and settings, a resumed run computes the same bits as a run that was not interrupted.
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
/// let mut net = Net::random(&mut Random::seed(1));
/// let mut trainer = Learner::new(MeanSquaredError, Adam::new(0.01));
/// let mut run = Fit::epochs(20).seed(2).start();
///
/// let mut bytes = [0; image::bytes::<Checkpoint<'_, Net, Learner>>()];
/// while run.epoch(&mut trainer, &mut net, (&inputs, &targets))?.is_none() {
///     if run.epochs() == 10 {
///         let checkpoint = Checkpoint { net: &mut net, trainer: &mut trainer, run: &mut run };
///         image::write(&checkpoint, &mut bytes).unwrap();
///     }
/// }
///
/// let mut resumed = Net::ZERO;
/// let mut trainer = Learner::new(MeanSquaredError, Adam::new(0.01));
/// let mut run = Fit::epochs(20).start();
/// let mut checkpoint = Checkpoint { net: &mut resumed, trainer: &mut trainer, run: &mut run };
/// image::read(&mut checkpoint, &bytes).unwrap();
/// while run.epoch(&mut trainer, &mut resumed, (&inputs, &targets))?.is_none() {}
/// assert_eq!(resumed, net);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Checkpoint<'a, N, T, R = Run> {
    /// The network.
    pub net: &'a mut N,
    /// Its trainer.
    pub trainer: &'a mut T,
    /// The position of the run, with the random numbers of the sample order.
    pub run: &'a mut R,
}

impl<N: Network, T: Persist, R: Persist> Persist for Checkpoint<'_, N, T, R> {
    const WORDS: usize = <N as Persist>::WORDS + T::WORDS + R::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.number(<N as Persist>::FINGERPRINT);
        fingerprint.number(T::FINGERPRINT);
        fingerprint.number(R::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        match word.checked_sub(<N as Persist>::WORDS) {
            None => <N as Persist>::is_number(word),
            Some(word) => match word.checked_sub(T::WORDS) {
                None => T::is_number(word),
                Some(word) => R::is_number(word),
            },
        }
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.net.store(visit);
        self.trainer.store(visit);
        self.run.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.net.restore(visit);
        self.trainer.restore(visit);
        self.run.restore(visit);
    }
}
