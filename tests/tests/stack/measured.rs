//! The stack that the public functions need for LeNet, beyond their stack for a small network with the same kernels.
//!
//! Without optimization, a kernel has frames of many KiB. They hold copies of registers and do not depend on the network. So each
//! function is measured twice: for LeNet, and for a network with the same layers but smaller tensors and fewer weights. A value
//! of LeNet's size on the stack is the difference.

use nn_core::metrics::{Confusion, accuracy, accuracy_in};
use nn_core::prelude::*;

use tests::instruction_sets::portable;
use tests::samples;
use tests::sources::assert_none;
use tests::stack::depth;

use crate::{device, files, runs, scores};

/// The allowed bytes on the stack for LeNet.
const LIMIT: usize = 1024;

/// 24 KiB of tensors, 241 KiB of weights.
type LeNet = network![[1, 28, 28]
    => Conv2d<filters = 6, kernel = 5, padding = Same, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];
/// 4 KiB of tensors, 62 KiB of weights.
type Small = network![[1, 12, 12]
    => Conv2d<filters = 6, kernel = 5, padding = Same, Relu> => MaxPool2d<2>
    => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
    => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];

/// The file of a function in `nn-core/src`, or `core` for the traits of the standard library, and its name.
pub(crate) type Place = (&'static str, &'static str);

/// The bytes of stack of the functions for one network.
#[derive(Default)]
pub(crate) struct Depths(Vec<(Place, usize)>);

impl Depths {
    pub(crate) fn add(&mut self, file: &'static str, name: &'static str, work: impl FnOnce()) {
        self.0.push(((file, name), depth(work)));
    }
}

/// A network and the functions to measure.
pub(crate) struct Subject<N: TrainableNetwork, const BATCH: usize> {
    pub(crate) net: Box<N>,
    pub(crate) workspace: Box<Workspace<N>>,
    pub(crate) inputs: Box<[N::Input; BATCH]>,
    pub(crate) classes: [u8; BATCH],
}

pub(crate) type Adams<N> = Trainer<N, CrossEntropy, Adam, 4>;
pub(crate) type Onlines<N> = OnlineTrainer<N, CrossEntropy>;

/// Measures all functions for the network `$net`.
macro_rules! depths {
    ($net:ty) => {{
        let mut subject = Subject::<$net, 4> {
            net: <$net>::boxed(),
            workspace: Workspace::boxed(),
            inputs: Boxed::boxed(),
            classes: [0, 1, 2, 3],
        };
        let rng = &mut Random::seed(1);
        subject.net.initialize(rng);
        samples::fill(Tensor::all_mut(&mut *subject.inputs), -1.0, 1.0, rng);
        let mut depths = Depths::default();
        inference(&mut subject, &mut depths);
        metrics(&mut subject, &mut depths);
        scores::scores(&mut subject, &mut depths);
        let adam = Adam::new(0.01);
        let mut trainer = Adams::<$net>::boxed(CrossEntropy, adam);
        let mut online = Onlines::<$net>::boxed();
        training(&mut subject, &mut trainer, &mut online, &mut depths);
        device::device(&mut subject, &mut trainer, &mut online, &mut depths);
        files::images(&mut *trainer, &mut depths);
        copies(&mut subject, &mut depths);
        let mut folded = <nn_core::folded![$net]>::boxed();
        depths.add("fold/mod.rs", "Fold::fold_into", || {
            subject.net.fold_into(&mut folded);
        });
        depths.add(
            "network/trainable.rs",
            "TrainableNetwork::random_boxed",
            || {
                drop(<$net>::random_boxed(&mut Random::seed(1)));
            },
        );
        depths.add("network/net.rs", "clone", || {
            assert!(subject.net.clone() == subject.net);
        });
        files::files(&mut *subject.net, &mut depths);
        depths.0
    }};
}

fn inference<N, const BATCH: usize>(subject: &mut Subject<N, BATCH>, depths: &mut Depths)
where
    N: TrainableNetwork<Output = [f32; 10]>,
{
    let (net, workspace) = (&mut *subject.net, &mut *subject.workspace);
    let input = &subject.inputs[0];
    let file = "network/mod.rs";
    depths.add(file, "Network::predict", || {
        net.predict(input);
    });
    depths.add(file, "Network::predict_in", || {
        net.predict_in(input, workspace);
    });
    depths.add(file, "Network::logits", || {
        net.logits(input);
    });
    depths.add(file, "Network::logits_in", || {
        net.logits_in(input, workspace);
    });
    depths.add(file, "Network::classify", || {
        net.classify(input);
    });
    depths.add(file, "Network::classify_in", || {
        net.classify_in(input, workspace);
    });
    depths.add(file, "Network::try_classify", || {
        net.try_classify(input);
    });
    depths.add(file, "Network::try_classify_in", || {
        net.try_classify_in(input, workspace);
    });
    depths.add("layer/contract.rs", "Layer::infer", || {
        net.infer(input, &mut [0.0; 10]);
    });
}

/// Metrics, initialization, and the table of layers.
fn metrics<N, const BATCH: usize>(subject: &mut Subject<N, BATCH>, depths: &mut Depths)
where
    N: TrainableNetwork<Output = [f32; 10]>,
{
    let net = &mut *subject.net;
    let (inputs, classes) = (&*subject.inputs, &subject.classes);
    let file = "network/trainable.rs";
    let workspace = &mut *subject.workspace;
    depths.add("metrics/accuracy.rs", "accuracy", || {
        accuracy(net, inputs, classes).expect("good data");
    });
    depths.add("metrics/accuracy.rs", "accuracy_in", || {
        accuracy_in(net, inputs, classes, workspace).expect("good data");
    });
    depths.add("metrics/confusion.rs", "of", || {
        Confusion::of(net, inputs, classes).expect("good data");
    });
    depths.add("metrics/confusion.rs", "of_in", || {
        Confusion::of_in(net, inputs, classes, workspace).expect("good data");
    });
    depths.add("network/mod.rs", "Network::inference_summary", || {
        drop(N::inference_summary().to_string());
    });
    let image = || drop(N::diagram().to_string());
    depths.add("network/mod.rs", "Network::diagram", image);
    depths.add(file, "TrainableNetwork::summary", || {
        drop(N::summary().to_string());
    });
    let rng = &mut Random::seed(1);
    depths.add(file, "TrainableNetwork::initialize_by", || {
        net.initialize_by(Init::HeUniform, rng);
    });
    depths.add(file, "TrainableNetwork::initialize", || net.initialize(rng));
}

fn training<N, const BATCH: usize>(
    subject: &mut Subject<N, BATCH>,
    trainer: &mut Adams<N>,
    online: &mut Onlines<N>,
    depths: &mut Depths,
) where
    N: TrainableNetwork<Output = [f32; 10], Activation = Softmax> + Boxed + Clone,
{
    let (net, workspace) = (&mut *subject.net, &mut *subject.workspace);
    let (inputs, classes) = (&*subject.inputs, &subject.classes);
    depths.add("train/trainer.rs", "step", || {
        trainer.step(net, inputs, classes).expect("good data");
    });
    online.set_learning_rate(0.01);
    runs::clipped(net, trainer, online, (inputs, classes), depths);
    runs::runs(net, trainer, (inputs, classes), workspace, depths);
    depths.add("train/online.rs", "step", || {
        let step = online.step(net, &inputs[0], &classes[0]);
        step.expect("good data");
    });
    depths.add("train/evaluate.rs", "loss", || {
        let loss = trainer.loss(net, inputs, classes).expect("good data");
        assert_eq!(online.loss(net, inputs, classes), Ok(loss));
    });
    depths.add("train/evaluate.rs", "loss_in", || {
        let loss = trainer.loss_in(net, inputs, classes, workspace);
        let loss = loss.expect("good data");
        assert_eq!(online.loss_in(net, inputs, classes, workspace), Ok(loss));
    });
}

fn copies<N, const BATCH: usize>(subject: &mut Subject<N, BATCH>, depths: &mut Depths)
where
    N: TrainableNetwork + Boxed + Clone + PartialEq + std::fmt::Debug,
{
    let mut copy = subject.net.boxed_clone();
    depths.add("zero.rs", "Boxed::boxed", || drop(N::boxed()));
    depths.add("zero.rs", "Boxed::boxed_clone", || {
        drop(subject.net.boxed_clone());
    });
    depths.add("core", "Clone::clone_from", || {
        (*copy).clone_from(&subject.net);
    });
    depths.add("core", "PartialEq::eq", || assert!(copy == subject.net));
    depths.add("core", "Debug::fmt", || drop(format!("{copy:?}")));
}

/// The functions that are measured.
pub(crate) fn places() -> Vec<Place> {
    depths!(Small).into_iter().map(|(place, _)| place).collect()
}

#[test]
fn nothing_of_the_size_of_a_network_is_on_the_stack() {
    let (large, small) = portable(|| (depths!(LeNet), depths!(Small)));
    let mut found = Vec::new();
    for (((file, name), large), (_, small)) in large.into_iter().zip(small) {
        if large > small + LIMIT {
            found.push(format!(
                "{file}: `{name}` takes {large} bytes, {small} for a small network"
            ));
        }
    }
    assert_none(
        &format!("a network puts at most {LIMIT} bytes on the stack"),
        &found,
    );
}

/// The same comparison finds a workspace on the stack.
#[test]
fn a_workspace_on_the_stack_is_found() {
    fn predict<N: TrainableNetwork>() -> usize {
        let (net, input) = (Box::new(N::ZERO), Box::new(N::Input::ZERO));
        depth(|| {
            let mut workspace = Workspace::<N>::ZERO;
            net.predict_in(&input, &mut workspace);
        })
    }
    let (large, small) = portable(|| (predict::<LeNet>(), predict::<Small>()));
    assert!(large > small + LIMIT, "{large} {small}");
}
