//! The computations with counted instructions, with each of the instruction sets in the arguments: `counted portable avx2`.
//!
//! `tests/tests/programs/counts.rs` runs this program in callgrind, which only counts inside of [`measured`]. Each computation runs
//! once before, so that the work of a first call does not count. The program prints the set and the name, in the order of the counts.

use std::error::Error;
use std::hint::black_box;

use nn_core::instruction_set::InstructionSet;
use nn_core::kernel;
use nn_core::loss::{EndsIn, Target};
use nn_core::optim::AdamState;
use nn_core::prelude::*;
use tests::samples::{row, rows};

/// Samples in a batch.
const BATCH: usize = 8;
/// The kernels' inputs.
const I: usize = 64;
/// The kernels' outputs.
const O: usize = 32;

type Tanhs = network![4 => Dense<16, Tanh> => Dense<16, Tanh> => Dense<3, Tanh>];
type Relus = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
type Wide = network![64 => Dense<32, Relu> => Dense<10, Softmax>];
type Image = network![[1, 12, 12]
    => Conv2d<filters = 4, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<10, Softmax>];

/// The counted function.
#[inline(never)]
fn measured(work: &mut dyn FnMut()) {
    work();
    // Otherwise the call would become a jump, and callgrind would not see its end.
    black_box(());
}

/// Runs a computation twice. The second run counts.
fn count(name: &str, mut work: impl FnMut()) {
    work();
    measured(&mut work);
    println!("{}\t{name}", InstructionSet::current());
}

/// Inference, a step with one sample, a step with a batch, and the part of Adam in that.
fn network<N, L, T>(name: &str, loss: L, targets: &[T; BATCH]) -> Result<(), nn_core::Error>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output>,
{
    let rng = &mut Random::seed(1);
    let inputs: Vec<N::Input> = rows(BATCH, 1.0, rng);
    let mut net = N::ZERO;
    net.initialize(rng);
    count(&format!("{name}: predict"), || {
        black_box(net.predict(black_box(&inputs[0])));
    });

    let mut online = OnlineTrainer::new(loss, 0.01);
    let mut done = Ok(());
    count(&format!("{name}: online step"), || {
        let step = online.step(&mut net, black_box(&inputs[0]), &targets[0]);
        done = black_box(step).map(|_| ());
    });
    done?;

    let adam = Adam::new(0.001);
    let mut trainer = Trainer::<N, L, Adam, BATCH>::new(loss, adam);
    let mut done = Ok(());
    count(&format!("{name}: step of {BATCH} by Adam"), || {
        let step = trainer.step(&mut net, black_box(&inputs), targets);
        done = black_box(step).map(|_| ());
    });
    done?;

    let mut state = AdamState::<N>::ZERO;
    count(&format!("{name}: Adam alone"), || {
        adam.step(&mut state, &mut net, trainer.gradients());
    });
    Ok(())
}

fn networks() -> Result<(), nn_core::Error> {
    let classes = [0usize, 1, 2, 3, 0, 1, 2, 3];
    network::<Tanhs, _, _>(
        "4-16-16-3 tanh",
        MeanSquaredError,
        &[[0.5, -0.5, 0.1]; BATCH],
    )?;
    network::<Relus, _, _>("16-32-32-4 relu softmax", CrossEntropy, &classes)?;
    network::<Wide, _, _>("64-32-10 relu softmax", CrossEntropy, &classes)?;
    network::<Image, _, _>("12x12 conv 4 of 3x3, max-pool, 10", CrossEntropy, &classes)
}

/// The products of a dense layer and a norm.
fn products() {
    let rng = &mut Random::seed(1);
    let weights: [[f32; O]; I] = row(-1.0, 1.0, rng);
    let x: Vec<[f32; I]> = rows(BATCH, 1.0, rng);
    let d: Vec<[f32; O]> = rows(BATCH, 1.0, rng);
    let bias = [0.5; O];
    let mut y = [[0.0; O]; BATCH];
    let mut d_x = [[0.0; I]; BATCH];
    let mut d_weights = [[0.0; O]; I];
    let all = Batch::all(&x);
    count("64x32: affine", || {
        kernel::affine(&x[0], &weights, &bias, &mut y[0]);
    });
    count("64x32: affine_batch of 8", || {
        kernel::affine_batch(all, &weights, &bias, &mut y);
    });
    count("64x32: weight_gradient of 8", || {
        kernel::weight_gradient(all, &d, &mut d_weights);
    });
    count("64x32: input_gradient of 8", || {
        kernel::input_gradient(&d, &weights, &mut d_x);
    });
    count("64x32: rank_one", || {
        kernel::rank_one(-0.01, &x[0], &d[0], &mut d_weights);
    });
    count("2,048: norm_squared", || {
        black_box(kernel::norm_squared(black_box(weights.as_flattened())));
    });
}

/// An activation of 128 values.
fn activation<A: Activation>() {
    let mut values: [f32; 128] = row(-3.0, 3.0, &mut Random::seed(1));
    count(&format!("128: {}", A::NAME), || {
        A::apply(black_box(&mut values));
    });
}

fn main() -> Result<(), Box<dyn Error>> {
    for name in std::env::args().skip(1) {
        let set = InstructionSet::ALL
            .into_iter()
            .find(|set| set.name() == name);
        let set = set.ok_or_else(|| format!("there is no instruction set `{name}`"))?;
        if !set.is_available() {
            continue;
        }
        set.select()?;
        networks()?;
        products();
        activation::<Relu>();
        activation::<Tanh>();
        activation::<Sigmoid>();
        activation::<Softplus>();
        activation::<Gelu>();
        activation::<Softmax>();
    }
    Ok(())
}
