//! Trainers as words: what the optimiser remembers, and where the random numbers of training are.

use super::{Online, Trainer};
use crate::memory::Room;
use crate::network::TrainableNetwork;
use crate::optim::Optimizer;
use crate::settings::Rate;
use crate::state::{Fingerprint, Stored, Words};
use crate::zero::Zero;

/// The learning rate, the step and the seed, and the optimiser's state. Other settings of the optimiser and of the loss are those
/// of the program.
impl<N, L, O, const BATCH: usize> Stored for Trainer<N, L, O, BATCH>
where
    N: TrainableNetwork,
    O: Optimizer,
{
    const WORDS: usize = PLACE + <O::State<N> as Stored>::WORDS;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text(O::NAME);
        fingerprint.number(<O::State<N> as Stored>::FINGERPRINT);
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word.checked_sub(PLACE)
            .map_or(word == 0, <O::State<N> as Stored>::is_number)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        let rate = self.optimizer.learning_rate();
        let rate = self.optimizer.is_ready().then(|| Rate::new(rate));
        place(rate.and_then(Result::ok).unwrap_or(Rate::ZERO), &self.room).store(visit);
        self.state.store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        let rate = take_place(&mut self.room, visit);
        // A trainer without settings has stored no rate: then the program's stays.
        if rate.is_set() {
            let _ = self.optimizer.set_learning_rate(rate.get());
        }
        self.state.restore(visit);
    }
}

/// The learning rate, the step and the seed.
impl<N: TrainableNetwork, L> Stored for Online<N, L> {
    const WORDS: usize = PLACE;
    const FINGERPRINT: u64 = {
        let mut fingerprint = Fingerprint::new();
        fingerprint.text("Online");
        fingerprint.finish()
    };

    fn is_number(word: usize) -> bool {
        word == 0
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        place(self.memory.learning_rate, &self.memory.room).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.memory.learning_rate = take_place(&mut self.memory.room, visit);
    }
}

/// The words of where a training is.
const PLACE: usize = 3;

/// Where a training is.
fn place<N: TrainableNetwork, const BATCH: usize>(
    rate: Rate,
    room: &Room<N, BATCH>,
) -> Words<PLACE> {
    Words([rate.to_bits(), room.step, room.seed])
}

/// Goes to where a training was; gives its learning rate.
fn take_place<N: TrainableNetwork, const BATCH: usize>(
    room: &mut Room<N, BATCH>,
    visit: &mut impl FnMut(&mut [u32]),
) -> Rate {
    let mut words = Words([0; PLACE]);
    words.restore(visit);
    let [rate, step, seed] = words.0;
    (room.step, room.seed) = (step, seed);
    Rate::from_bits(rate)
}
