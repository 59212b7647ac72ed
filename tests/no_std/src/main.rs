//! A program without the standard library and without an allocator. It trains in batches and online, predicts, splits data, and stores weights.
//!
//! It returns 0 if the networks have learned and the weights are restored. `tests/no_std.rs` builds it and checks its symbols: there is no
//! allocator and no function that can panic.

#![no_std]
#![no_main]

mod data;
mod guided;
mod device;
mod kept;
mod measured;

use core::hint::black_box;
use core::panic::PanicInfo;

use nn_core::Error;
use nn_core::metrics::Confusion;
use nn_core::prelude::*;
use nn_core::train::{ClipNorm, ClipValue};

// The entry point, `exit` and memory copies. This program calls nothing in it.
#[link(name = "c")]
unsafe extern "C" {}

/// Never called. The linker removes it.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}

type Classes = network![4 => Dense<9, Relu> => Dense<5, Gelu> => Dense<3, Softmax>];
type Truths = network![4 => Dense<7, Tanh> => Dense<6, Softplus> => Dense<3, Sigmoid>];
type Numbers = network![4 => Dense<8, Silu> => Dense<6, Elu> => Dense<5, LeakyRelu> => Dense<3>];

/// Every layer over images, with padding, strides, and windows that do not divide the input.
type Images = network![[2, 7, 6]
    => Conv2d<filters = 5, kernel = 3, padding = 1> => BatchNorm<Relu>
    => Residual<
        DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 7, kernel = 2, stride = 2>,
        projection = Conv2d<filters = 7, kernel = 1, stride = 2, padding = 0> => MaxPool2d<[2, 1], stride = 1>,
        Tanh
    >
    => Concat<[AvgPool2d<2, stride = 1, padding = Same>], [Conv2d<filters = 3, kernel = [2, 3], padding = Same, Gelu>]>
    => MaxPool2d<2> => Flatten => Dropout<0.1> => Dense<6> => LayerNorm<Tanh>
    => Residual<Dense<6, Relu> => Dense<6>> => Dense<3, Softmax>];
type Sequences = network![[3, 14]
    => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<3, stride = 2>
    => Conv1d<filters = 6, kernel = 2> => BatchNorm<Silu> => AvgPool1d<2> => GlobalAvgPool => Dense<3, Softmax>];
type Recurrents = network![[3, 14]
    => Gru<5, sequences = true> => Lstm<4, sequences = true, bias = false> => MinGru<4, sequences = true> => FastGrnn<4, sequences = true>
    => Rnn<6, Relu> => Dense<3, Softmax>];

const INPUTS: [[f32; 4]; 6] = [
    [0.1, 0.9, -0.3, 0.0],
    [-0.5, 0.2, 0.8, 1.0],
    [0.7, -0.7, 0.1, -1.0],
    [0.2, 0.8, -0.4, 0.1],
    [-0.6, 0.1, 0.9, 0.9],
    [0.8, -0.6, 0.0, -0.8],
];
const TARGETS: [[f32; 3]; 6] = [
    [1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.0, 1.0],
    [1.0, 0.0, 0.0],
    [0.0, 1.0, 0.0],
    [0.0, 0.0, 1.0],
];
const CLASSES: [u8; 6] = [0, 1, 2, 0, 1, 2];

/// Steps and runs of a trainer with a stateful optimizer and with incomplete batches.
fn classes<O: Optimizer>(optimizer: O) -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(1));
    let mut net = Classes::ZERO;
    net.initialize(rng);
    let mut trainer = Trainer::<Classes, _, _, 4>::new(CrossEntropy, optimizer);
    let (inputs, classes) = (black_box(&INPUTS), black_box(&CLASSES));
    let before = trainer.loss(&net, inputs, classes)?;
    trainer.step(
        &mut net,
        inputs.get(..3).unwrap_or_default(),
        classes.get(..3).unwrap_or_default(),
    )?;
    let fit = Fit::epochs(black_box(60))
        .until_loss(1e-4)
        .patience(20, 0.0);
    fit.seed(black_box(1))
        .run(&mut trainer, &mut net, (inputs, classes))?;
    let confusion = Confusion::<3>::of(&net, inputs, classes)?;
    Ok(trainer.loss(&net, inputs, classes)? < before && confusion.accuracy() > 0.5)
}

/// Online steps and runs with a loss for binary targets.
fn truths() -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(2));
    let mut net = Truths::ZERO;
    net.initialize_by(black_box(Init::XavierNormal), rng);
    let mut online = OnlineTrainer::new(BinaryCrossEntropy, black_box(0.1));
    let (inputs, targets) = (black_box(&INPUTS), black_box(&TARGETS));
    let before = online.loss(&net, inputs, targets)?;
    for (input, target) in inputs.iter().zip(targets) {
        online.step(&mut net, input, target)?;
    }
    Fit::epochs(black_box(60)).seed(black_box(2)).run(&mut online, &mut net, (inputs, targets))?;
    for (input, target) in inputs.iter().zip(targets) {
        online.step_clipped(&mut net, input, target, ClipNorm(black_box(0.5)))?;
        online.step_clipped(&mut net, input, target, ClipValue(black_box(0.1)))?;
    }
    let answers = inputs.iter().map(|input| net.classify(input));
    let right = answers
        .zip(&CLASSES)
        .filter(|(answer, class)| *answer == usize::from(**class));
    Ok(online.loss(&net, inputs, targets)? < before && right.count() > 3)
}

/// Predictions with losses and optimizers for values.
fn numbers<L: Elementwise>(loss: L) -> Result<bool, Error> {
    let rng = &mut Random::seed(black_box(3));
    let mut net = Numbers::ZERO;
    net.initialize(rng);
    let sgd = Sgd::new(black_box(0.02))
        .with_weight_decay(1e-4)
        .with_momentum(0.8);
    let mut trainer = Trainer::<Numbers, _, _, 6>::new(loss, sgd.with_nesterov());
    let (inputs, targets) = (black_box(&INPUTS), black_box(&TARGETS));
    let before = trainer.step(&mut net, inputs, targets)?;
    for _ in 0..black_box(40) {
        trainer.step(&mut net, inputs, targets)?;
    }
    let mut workspace = Workspace::ZERO;
    let outputs = inputs
        .iter()
        .map(|input| *net.predict_in(input, &mut workspace));
    let is_finite = outputs.flatten().all(f32::is_finite);
    let after = trainer.step(&mut net, inputs, targets)?;
    Ok(is_finite && after.loss < before.loss)
}

/// A tensor made from the four numbers of an input.
fn spread<T: Tensor<Element = f32>>(input: &[f32; 4]) -> T {
    let mut tensor = T::ZERO;
    for (value, number) in tensor.as_mut_slice().iter_mut().zip(input.iter().cycle()) {
        *value = *number;
    }
    tensor
}

/// Steps in batches and online, and predictions, for networks over images and sequences.
fn tensors<N>() -> Result<bool, Error>
where
    N: TrainableNetwork<Activation = Softmax, Output = [f32; 3]>,
{
    let rng = &mut Random::seed(black_box(4));
    let mut net = N::ZERO;
    net.initialize(rng);
    let inputs = black_box(&INPUTS).map(|input| spread(&input));
    let mut trainer = Trainer::<N, _, _, 6>::new(CrossEntropy, Adam::new(black_box(0.02)));
    trainer.set_seed(black_box(5));
    for _ in 0..black_box(60) {
        trainer.step(&mut net, &inputs, black_box(&CLASSES))?;
    }
    let mut online = OnlineTrainer::new(CrossEntropy, black_box(0.001));
    for (input, class) in inputs.iter().zip(black_box(&CLASSES)) {
        online.step(&mut net, input, class)?;
    }
    let mut workspace = Workspace::ZERO;
    let answers = inputs
        .iter()
        .map(|input| net.classify_in(input, &mut workspace));
    let right = answers
        .zip(&CLASSES)
        .filter(|(answer, class)| *answer == usize::from(**class));
    Ok(right.count() > 3)
}

/// Folds batch normalization.
fn folded() -> bool {
    type Deployed = nn_core::folded![Sequences];
    let mut net = Sequences::ZERO;
    net.initialize(&mut Random::seed(black_box(6)));
    let mut deployed = Deployed::ZERO;
    net.fold_into(&mut deployed);
    let input = spread(black_box(&INPUTS[0]));
    let pairs = net
        .predict(&input)
        .into_iter()
        .zip(deployed.predict(&input));
    pairs
        .map(|(whole, folded)| whole - folded)
        .all(|difference| difference.abs() < 1e-5)
}

fn all() -> Result<bool, Error> {
    Ok(classes(Adam::new(black_box(0.02)))?
        && classes(AdamW::new(black_box(0.02)))?
        && classes(RmsProp::new(black_box(0.01)))?
        && classes(Sgd::new(black_box(0.2)))?
        && guided::runs()?
        && truths()?
        && numbers(MeanSquaredError)?
        && numbers(MeanAbsoluteError)?
        && numbers(Huber::new(black_box(0.5)))?
        && tensors::<Images>()?
        && tensors::<Sequences>()?
        && tensors::<Recurrents>()?
        && folded()
        && device::learns()?
        && measured::all()?
        && data::in_place()?
        && kept::come_back())
}

/// The entry point that the system's start-up code calls.
#[unsafe(no_mangle)]
extern "C" fn main() -> i32 {
    match all() {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(_) => 2,
    }
}
