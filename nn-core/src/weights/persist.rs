//! Stores networks as words.

use crate::network::Network;
use crate::state::{Persist, floats, floats_mut};

impl<N: Network> Persist for N {
    const WORDS: usize = {
        assert!(
            N::STATE.words() >= N::PARAMS,
            "a layer with parameters states its `tensors`"
        );
        N::STATE.words()
    };
    const FINGERPRINT: u64 = N::STATE.fingerprint();

    fn is_number(word: usize) -> bool {
        let is_all_real = const { N::STATE.is_all_real() };
        is_all_real || N::STATE.is_real(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        if const { N::STATE.is_all_real() } {
            self.state(&mut |values| visit(floats(values.reals())));
        } else {
            self.state(&mut |values| values.store(visit));
        }
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        if const { N::STATE.is_all_real() } {
            self.state_mut(&mut |values| visit(floats_mut(values.reals())));
        } else {
            self.state_mut(&mut |values| values.restore(visit));
        }
    }
}
