//! The right results: the same jobs on this machine, without its vector instructions.

use std::collections::BTreeMap;

use nn_core::memory::Workspace;
use nn_core::prelude::Zero;
use work::networks::{Big, LeNet, Small};
use work::{Board, bits, infer, keep, learn, train, worst_case};

/// What every board must say.
#[derive(Default)]
pub(crate) struct Reference(pub(crate) BTreeMap<String, u32>);

impl Board for Reference {
    fn result(&mut self, name: &'static str, bits: u32) {
        let before = self.0.insert(name.to_owned(), bits);
        assert!(before.is_none(), "two results are called `{name}`");
    }

    fn bytes(&mut self, _name: &'static str, _bytes: usize) {}

    fn measure(&mut self, _name: &'static str, work: impl FnOnce()) {
        work();
    }
}

impl Reference {
    /// Does every job of the images.
    pub(crate) fn compute() -> Self {
        let mut reference = Reference::default();
        let host = &mut reference;
        host.result("nothing", 0);
        infer::small(host, &mut zeros::<Workspace<Small>>());
        infer::activations(host);
        infer::big(host, &mut zeros::<Workspace<Big>>());
        infer::lenet(host, &mut zeros::<Workspace<LeNet>>());
        worst_case::worst_case(host, &mut zeros(), &mut zeros(), &mut zeros());
        train::online(host, &mut zeros(), &mut zeros());
        train::adam(host, &mut zeros(), &mut zeros());
        train::big(host, &mut zeros(), &mut zeros());
        learn::irises(host, &mut zeros(), &mut zeros());
        keep::weights(host, &mut zeros(), &mut zeros());
        bits::numbers(host, &mut zeros());
        bits::optimizers(host, &mut zeros());
        bits::images(host, &mut zeros(), &mut zeros());
        bits::sequences(host, &mut zeros(), &mut zeros());
        reference
    }
}

/// Zeros on the heap.
fn zeros<T: Zero>() -> Box<T> {
    Box::new(T::ZERO)
}
