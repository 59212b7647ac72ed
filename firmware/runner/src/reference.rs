//! The results of this host: the same jobs with the portable instruction set.

use nn_core::network::Workspace;
use nn_core::prelude::Zero;
use work::int8::{self, Big8, LeNet8, Small8};
use work::networks::{Big, LeNet, Small};
use work::{Board, bits, controller, infer, keep, keyword, learn, streams, train, worst_case};

use crate::golden::Goldens;
use crate::said::Said;

impl Board for Said {
    fn result(&mut self, name: &'static str, bits: u32) {
        let before = self.results.insert(name.to_owned(), bits);
        assert!(before.is_none(), "two results are called `{name}`");
    }

    fn bytes(&mut self, name: &'static str, bytes: usize) {
        self.bytes.insert(name.to_owned(), bytes as u32);
    }

    fn measure(&mut self, name: &'static str, work: impl FnOnce()) {
        work();
        self.measured.push((name.to_owned(), 0, None));
    }
}

/// Runs the job of every image.
pub(crate) fn compute() -> Goldens {
    let mut goldens = Goldens::default();
    let mut image = |name, job: &dyn Fn(&mut Said)| {
        let mut said = Said::default();
        job(&mut said);
        goldens.add(name, &said);
    };
    image("empty", &|host| {
        host.measure("nothing", || ());
        host.result("nothing", 0);
        host.bytes("ram", 0);
    });
    image("infer_small", &|host| {
        infer::small(host, &mut zeros::<Workspace<Small>>());
    });
    image("infer_activations", &|host| infer::activations(host));
    image("infer_big", &|host| {
        infer::big(host, &mut zeros::<Workspace<Big>>());
    });
    image("infer_lenet", &|host| {
        infer::lenet(host, &mut zeros::<Workspace<LeNet>>());
    });
    image("int8_small", &|host| {
        int8::small(host, &mut zeros::<Workspace<Small8>>());
    });
    image("int8_big", &|host| {
        int8::big(host, &mut zeros::<Workspace<Big8>>());
    });
    image("int8_lenet", &|host| {
        int8::lenet(host, &mut zeros::<Workspace<LeNet8>>());
    });
    image("fastgrnn", &|host| int8::fast_grnn(host, &mut zeros()));
    image("keyword_gru", &|host| {
        keyword::recurrent(host, &mut zeros());
    });
    image("keyword_conv", &|host| {
        keyword::convolutions(host, &mut zeros());
    });
    image("controller", &|host| {
        controller::drives(host, &mut zeros(), &mut zeros());
    });
    image("fixed_time", &|host| {
        worst_case::worst_case(host, &mut zeros(), &mut zeros(), &mut zeros());
    });
    image("train_sgd", &|host| {
        train::online(host, &mut zeros(), &mut zeros());
    });
    image("train_adam", &|host| {
        train::adam(host, &mut zeros(), &mut zeros());
    });
    image("train_big", &|host| {
        train::big(host, &mut zeros(), &mut zeros());
    });
    image("learn", &|host| {
        learn::irises(host, &mut zeros(), &mut zeros());
    });
    image("keep", &|host| {
        keep::weights(host, &mut zeros(), &mut zeros());
    });
    image("bits_dense", &|host| {
        bits::numbers(host, &mut zeros());
        bits::optimizers(host, &mut zeros());
    });
    image("bits_images", &|host| {
        bits::images(host, &mut zeros(), &mut zeros());
    });
    image("bits_sequences", &|host| {
        bits::sequences(host, &mut zeros(), &mut zeros());
    });
    image("bits_streams", &|host| streams::streams(host, &mut zeros()));
    goldens
}

/// Zeros on the heap.
fn zeros<T: Zero>() -> Box<T> {
    Box::new(T::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models;
    use crate::tally::Tally;

    #[test]
    fn this_machine_gives_the_stored_results() {
        let mut tally = Tally::default();
        let (stored, mut computed) = (Goldens::read(), compute());
        tally.check("models", models::add(&mut computed, &stored));
        stored.compare(&computed, &mut tally);
        assert!(tally.is_passed());
    }
}
