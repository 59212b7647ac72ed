//! Computations whose bits must be the same everywhere: initialization, shuffling, functions, and training with every optimizer.

use nn_core::init::Init;
use nn_core::math;
use nn_core::optim::Momentum;
use nn_core::prelude::*;
use nn_core::train::Permutation;

use crate::networks::SAMPLES;
use crate::{Board, Digest};

/// Every activation that is allowed inside a network.
pub type Activations = network![5
    => Dense<6, Tanh> => Dense<5, Softplus> => Dense<6, Gelu> => Dense<5, Silu> => Dense<6, Elu>
    => Dense<5, LeakyRelu> => Dense<6, Sigmoid> => Dense<5, Relu> => Dense<3, Softmax>];
/// A network of every layer over images.
pub type Images = network![[1, 5, 4]
    => Conv2d<filters = 3, kernel = 3, padding = 1> => BatchNorm<Relu>
    => Residual<
        DepthwiseConv2d<3, padding = Same, Relu> => Conv2d<filters = 4, kernel = 2, stride = 2>,
        projection = Conv2d<filters = 4, kernel = 1, stride = 2, padding = 0> => MaxPool2d<[2, 1], stride = 1>,
        Tanh
    >
    => Concat<[AvgPool2d<2, stride = 1, padding = Same>], [Conv2d<filters = 2, kernel = [2, 1], padding = Same, Gelu>]>
    => MaxPool2d<2, stride = 1> => Flatten => Dropout<0.1> => Dense<5> => LayerNorm<Tanh>
    => Residual<Dense<5, Relu> => Dense<5>> => Dense<3, Softmax>];
/// A network of every layer over sequences.
pub type Sequences = network![[2, 12]
    => Conv1d<filters = 4, kernel = 5, stride = 2, padding = 2, Relu> => MaxPool1d<2, stride = 1>
    => Conv1d<filters = 5, kernel = 2> => BatchNorm<Silu> => AvgPool1d<2> => GlobalAvgPool => Dense<3, Softmax>];

const STEPS: usize = 100;
const CLASSES: [u8; 4] = [0, 1, 2, 1];

/// A tensor of numbers that are neither integers nor 0.
fn tensor<T: Tensor<Element = f32>>(sample: usize) -> T {
    let mut tensor = T::ZERO;
    let numbers = SAMPLES.as_flattened().iter().cycle().skip(7 * sample);
    for (value, number) in tensor.as_mut_slice().iter_mut().zip(numbers) {
        *value = *number;
    }
    tensor
}

/// A network after a hundred steps.
fn steps<N, O, const BATCH: usize>(
    board: &mut impl Board,
    name: &'static str,
    net: &mut N,
    trainer: &mut Trainer<N, CrossEntropy, O, BATCH>,
) where
    N: TrainableNetwork<Activation = Softmax, Output = [f32; 3]>,
    O: Optimizer,
{
    net.initialize(&mut Random::seed(3));
    let inputs: [N::Input; BATCH] = core::array::from_fn(tensor);
    let classes = CLASSES.get(..BATCH).unwrap_or_default();
    trainer.set_seed(11);
    let mut taken = 0;
    board.measure(name, || {
        while taken < STEPS && trainer.step(net, &inputs, classes).is_ok() {
            taken += 1;
        }
    });
    let mut digest = Digest(Digest::of(net));
    digest.add(taken as u32);
    for input in &inputs {
        digest.floats(&net.predict(input));
    }
    board.result(name, digest.0);
}

/// The same with a trainer of its own.
fn optimizer<O: Optimizer + Zero>(
    board: &mut impl Board,
    name: &'static str,
    net: &mut Activations,
    optimizer: O,
) {
    let mut trainer = Trainer::<Activations, CrossEntropy, O, 4>::ZERO;
    trainer.optimizer = optimizer;
    steps(board, name, net, &mut trainer);
}

/// A dense network with every activation, trained with every optimizer and online.
pub fn optimizers(board: &mut impl Board, net: &mut Activations) {
    optimizer(board, "bits: sgd", net, Sgd::new(0.05));
    optimizer(board, "bits: momentum", net, momentum());
    optimizer(board, "bits: nesterov", net, momentum().with_nesterov());
    optimizer(board, "bits: adam", net, Adam::new(0.02));
    optimizer(board, "bits: adamw", net, AdamW::new(0.02));
    optimizer(board, "bits: rmsprop", net, RmsProp::new(0.01));

    net.initialize(&mut Random::seed(3));
    let mut taken = 0;
    let mut online = OnlineTrainer::new(CrossEntropy, 0.05);
    for (sample, class) in (0..STEPS).zip(CLASSES.iter().cycle()) {
        taken += u32::from(online.step(net, &tensor(sample % 4), class).is_ok());
    }
    let mut digest = Digest(Digest::of(net));
    digest.add(taken);
    board.result("bits: online", digest.0);
}

fn momentum() -> Sgd<Momentum> {
    Sgd::new(0.05).with_momentum(0.9)
}

/// Batches of two with Adam.
pub type AdamOf<N> = Trainer<N, CrossEntropy, Adam, 2>;

/// A network over images.
pub fn images(board: &mut impl Board, net: &mut Images, trainer: &mut AdamOf<Images>) {
    trainer.optimizer = Adam::new(0.01);
    steps(board, "bits: images", net, trainer);
}

/// A network over sequences.
pub fn sequences(board: &mut impl Board, net: &mut Sequences, trainer: &mut AdamOf<Sequences>) {
    trainer.optimizer = Adam::new(0.01);
    steps(board, "bits: sequences", net, trainer);
}

/// Initialization by every rule, shuffling, and functions over their whole range.
pub fn numbers(board: &mut impl Board, net: &mut Activations) {
    let rng = &mut Random::seed(5);
    let rules = [
        Init::XavierUniform,
        Init::XavierNormal,
        Init::HeUniform,
        Init::HeNormal,
        Init::LecunUniform,
        Init::LecunNormal,
    ];
    let mut digest = Digest::default();
    for rule in rules {
        net.initialize_by(rule, rng);
        digest.add(Digest::of(net));
    }
    board.result("bits: first values", digest.0);

    let mut digest = Digest::default();
    for len in [1, 2, 3, 100, 1_797] {
        let order = Permutation::new(len, rng);
        (0..len).for_each(|index| digest.add(order.at(index) as u32));
    }
    board.result("bits: shuffling", digest.0);

    // every 2^20th number of either sign: small to huge, infinite and NaN
    let mut digest = Digest::default();
    for bits in (0..4096_u32).map(|index| (index << 20) | 0x3_1416) {
        let x = f32::from_bits(bits);
        for y in [
            math::exp(x),
            math::ln(x),
            math::tanh(x),
            math::sigmoid(x),
            math::softplus(x),
            math::sqrt(x),
            math::exp_m1(x),
            math::erf(x),
            math::sin(x),
            math::cos(x),
        ] {
            // the bits of a NaN differ between processors, and have no effect
            digest.add(if y.is_nan() { 0 } else { y.to_bits() });
        }
    }
    board.result("bits: functions", digest.0);
}
