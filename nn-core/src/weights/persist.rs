//! Networks as words.

use crate::network::Network;
use crate::state::{Persist, floats, floats_mut};

impl<N: Network> Persist for N {
    const WORDS: usize = {
        assert!(
            N::STATE.floats() >= N::PARAMS,
            "a layer with parameters states its `TENSORS`"
        );
        N::STATE.floats()
    };
    const FINGERPRINT: u64 = N::STATE.fingerprint();

    fn is_number(_word: usize) -> bool {
        true
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.state(&mut |values| visit(floats(values)));
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.state_mut(&mut |values| visit(floats_mut(values)));
    }
}
