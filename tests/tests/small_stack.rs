//! Nothing large is on the stack: values larger than the stack are created, trained and used on a thread with a stack of 256 KiB.

use nn_core::Error;
use nn_core::metrics::{Confusion, accuracy};
use nn_core::prelude::*;

use tests::samples;

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];

/// Runs on a thread with a stack of 256 KiB. A stack overflow ends the program.
fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    let handle = thread.spawn(work).expect("a thread");
    handle.join().expect("the work ends well")
}

/// 407 kB of weights and about 1.7 MB of trainer are created, trained and used on a stack that is smaller than each.
#[test]
fn a_large_network_trains_on_a_small_stack() -> Result<(), Error> {
    const { assert!(Mnist::FLASH_BYTES > 256 * 1024) };
    on_a_small_stack(|| {
        let rng = &mut Random::seed(1);
        let mut net = Mnist::boxed();
        net.initialize(rng);
        let mut trainer = Trainer::<Mnist, _, _, 32>::boxed(BinaryCrossEntropy, Adam::new(2e-3));
        let inputs: Vec<[f32; 784]> = samples::rows(40, 1.0, rng);
        let classes: Vec<u8> = (0..40).map(|index| index % 10).collect();
        let before = trainer.step(&mut net, &inputs[..32], &classes[..32])?;
        Fit::epochs(1).run(&mut *trainer, &mut *net, (&inputs, &classes))?;
        let after = trainer.loss(&net, &inputs, &classes)?;
        assert!(after < before.loss, "{} to {after}", before.loss);
        assert!(
            net.predict(&inputs[0])
                .iter()
                .all(|y| (0.0..=1.0).contains(y))
        );
        assert!(net.classify(&inputs[0]) < 10);
        Ok(())
    })
}

#[test]
fn a_large_network_trains_online_on_a_small_stack() -> Result<(), Error> {
    on_a_small_stack(|| {
        let rng = &mut Random::seed(1);
        let mut net = Mnist::boxed();
        net.initialize_by(Init::XavierNormal, rng);
        let mut online = OnlineTrainer::new(BinaryCrossEntropy, 0.05);
        let input: [f32; 784] = samples::row(-1.0, 1.0, rng);
        let before = online.step(&mut *net, &input, &3u8)?;
        let after = online.step(&mut *net, &input, &3u8)?;
        assert!(after.loss < before.loss);
        Ok(())
    })
}

/// Every layer and its tape can be boxed: a trainer of more than 1 MiB for images.
#[test]
fn layers_of_all_kinds_train_on_a_small_stack() -> Result<(), Error> {
    type All = network![[1, 16, 16]
        => Conv2d<filters = 8, kernel = 3, padding = 1> => BatchNorm<Relu> => MaxPool2d<2>
        => Residual<DepthwiseConv2d<3, padding = 1, Gelu> => Conv2d<filters = 8, kernel = 1>, Relu>
        => Concat<[Conv2d<filters = 4, kernel = 1, Relu>], [AvgPool2d<3, stride = 1, padding = 1>]>
        => Residual<Conv2d<filters = 6, kernel = 2, stride = 2>, projection = Conv2d<filters = 6, kernel = 2, stride = 2>, Relu>
        => LayerNorm => Dropout<0.2> => GlobalAvgPool => Dense<4, Softmax>];
    type Adams = Trainer<All, CrossEntropy, Adam, 16>;
    const { assert!(size_of::<Adams>() > 1024 * 1024) };
    on_a_small_stack(|| {
        let rng = &mut Random::seed(1);
        let mut net = All::boxed();
        net.initialize(rng);
        let mut trainer = Adams::boxed(CrossEntropy, Adam::new(5e-3));
        let inputs: Vec<[[[f32; 16]; 16]; 1]> = samples::rows(16, 1.0, rng);
        let classes: Vec<u8> = (0..16).map(|index| index % 4).collect();
        let before = trainer.step(&mut net, &inputs, &classes)?;
        for _ in 0..5 {
            trainer.step(&mut net, &inputs, &classes)?;
        }
        let after = trainer.step(&mut net, &inputs, &classes)?;
        assert!(
            after.loss < before.loss,
            "{} to {}",
            before.loss,
            after.loss
        );
        assert!(net.classify(&inputs[0]) < 4);
        Ok(())
    })
}

/// Boxes of values far larger than the stack start as zeros.
#[test]
fn boxing_does_not_use_the_stack() {
    type Large = network![2000 => Dense<1000, Relu> => Dense<10>];
    const { assert!(Large::FLASH_BYTES > 7 * 1024 * 1024) };
    on_a_small_stack(|| {
        let net = Large::boxed();
        let adam = Adam::new(0.001);
        let trainer = Trainer::<Large, _, _, 8>::boxed(MeanSquaredError, adam);
        assert_eq!(net.layers.last.bias, [0.0; 10]);
        assert_eq!(trainer.optimizer, adam);
        assert!(trainer.gradients().as_slice().iter().all(|d| *d == 0.0));
    });
}

type Wide = network![1024 => Dense<1024> => BatchNorm<Relu> => Dense<10, Softmax>];
/// A network with tensors of 2 MiB and parameters of 5 KiB.
type Maps = network![[3, 128, 128] => Conv2d<filters = 32, kernel = 3, padding = Same, Relu>
    => MaxPool2d<2> => GlobalAvgPool => Dense<4, Softmax>];

network! {
    struct WideNamed { 1024 => hidden: Dense<1024> => norm: BatchNorm<Relu> => output: Dense<10, Softmax> }
}

/// The best weights of a run are kept in a box: created by `clone`, and then overwritten.
#[test]
fn large_networks_are_copied_on_a_small_stack() {
    const { assert!(size_of::<Wide>() > 4 * 1024 * 1024) };
    on_a_small_stack(|| {
        let mut net = Wide::boxed();
        net.initialize(&mut Random::seed(1));
        let mut copy = net.clone();
        assert_eq!(copy, net);
        net.initialize(&mut Random::seed(2));
        assert_ne!(copy, net);
        (*copy).clone_from(&net);
        assert_eq!(copy, net);
        // the box's own method does the same
        net.initialize(&mut Random::seed(3));
        copy.clone_from(&net);
        assert_eq!(copy, net);
    });
}

#[test]
fn large_named_networks_are_copied_on_a_small_stack() {
    on_a_small_stack(|| {
        let mut net = WideNamed::boxed();
        net.initialize(&mut Random::seed(1));
        let mut copy = net.clone();
        assert_eq!(copy, net);
        net.initialize(&mut Random::seed(2));
        assert_ne!(copy, net);
        copy.clone_from(&net);
        assert_eq!(copy, net);
    });
}

#[test]
fn a_large_network_is_folded_on_a_small_stack() {
    type Folded = nn_core::folded![Wide];
    on_a_small_stack(|| {
        let mut net = Wide::boxed();
        net.initialize(&mut Random::seed(1));
        let mut folded = Folded::boxed();
        net.fold_into(&mut folded);
        let input = [0.5; 1024];
        let pairs = net.predict(&input).into_iter().zip(folded.predict(&input));
        for (whole, folded) in pairs {
            assert!((whole - folded).abs() < 1e-5, "{whole} {folded}");
        }
    });
}

/// An evaluation needs tensors that are far larger than the stack.
#[test]
fn large_maps_are_evaluated_on_a_small_stack() -> Result<(), Error> {
    const { assert!(Maps::INFER_RAM_BYTES > 2 * 1024 * 1024) };
    on_a_small_stack(|| {
        let mut net = Maps::boxed();
        let rng = &mut Random::seed(1);
        net.initialize(rng);
        let mut inputs = <[[[[f32; 128]; 128]; 3]; 2]>::boxed();
        samples::fill(Tensor::all_mut(&mut *inputs), -1.0, 1.0, rng);
        let inputs = &*inputs;
        let classes = [1u8, 2];
        let mut workspace = Workspace::<Maps>::boxed();
        let outputs = net.predict(&inputs[0]);
        assert_eq!(net.predict_in(&inputs[0], &mut workspace), &outputs);
        let logits = net.logits(&inputs[0]);
        assert_eq!(net.logits_in(&inputs[0], &mut workspace), &logits);
        let mut inferred = [0.0; 4];
        net.infer(&inputs[0], &mut inferred);
        assert_eq!(inferred, logits);
        let class = net.classify(&inputs[0]);
        assert_eq!(net.classify_in(&inputs[0], &mut workspace), class);
        accuracy(&*net, inputs, &classes)?;
        Confusion::of(&*net, inputs, &classes)?;
        let trainer = Trainer::<Maps, _, _, 1>::boxed(CrossEntropy, Sgd::new(0.1));
        let loss = trainer.loss(&net, inputs, &classes)?;
        let in_workspace = trainer.loss_in(&net, inputs, &classes, &mut workspace)?;
        assert_eq!(in_workspace, loss);
        let online = OnlineTrainer::<Maps, CrossEntropy>::boxed();
        assert_eq!(online.loss(&net, inputs, &classes)?, loss);
        let in_workspace = online.loss_in(&net, inputs, &classes, &mut workspace)?;
        assert_eq!(in_workspace, loss);
        Ok(())
    })
}
