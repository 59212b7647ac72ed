//! Every gradient, for each activation, each suitable loss and one to three layers, at random points and where activations are flat.
//! nn-core is compared with an oracle in `f64`, and the oracle with differences of its own loss.

use nn_core::instruction_set::InstructionSet;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use tests::compare::{assert_within, widen};
use tests::oracle::{self, Data, Gradient, Oracle, Part};
use tests::pass::{flat, pass};
use tests::tolerance::{DIFFERENCE, GRADIENT};
use tests::{difference, instruction_sets, parameters, reach, samples};

/// Samples in each batch.
const BATCH: usize = 4;

/// The points: the seed, and how far from 0 the first layer's values reach if they are scaled.
const POINTS: [(u64, Option<f64>); 7] = [
    (1, None),
    (2, None),
    (3, None),
    (4, Some(30.0)),
    (5, Some(30.0)),
    (6, Some(100.0)),
    (7, Some(100.0)),
];

/// The name of a network, and the slope of its activation if it is not the default.
type Named<'a> = (&'a str, Option<f64>);

/// Compares the gradients at all points, of nn-core's loss and of the oracle's.
fn check<N, L, T>(
    (name, slope): Named<'_>,
    (loss, twin): (L, oracle::Loss),
    draw: impl Fn(&mut Random) -> T,
) where
    N: TrainableNetwork,
    L: Loss,
    N::Activation: EndsIn<L::Needs, L>,
    T: Target<L, N::Output>,
{
    let oracle = Oracle::of::<N>(twin, slope);
    for (seed, reach) in POINTS {
        let rng = &mut Random::seed(seed);
        let net: N = parameters::random(seed);
        let at = widen(&parameters::read(&net));
        let targets: Vec<T> = (0..BATCH).map(|_| draw(rng)).collect();
        let number = |target: &T, index| f64::from(target.at(index));
        let numbers = |target: &T| (0..N::Output::LEN).map(|k| number(target, k)).collect();
        let mut inputs: Vec<N::Input> = reach::mirrored(BATCH, rng);
        let mut data = Data {
            inputs: widen(&flat(&inputs)),
            targets: targets.iter().map(numbers).collect(),
        };
        if let Some(reach) = reach {
            reach::stretch(&mut inputs, &oracle, &at, &mut data, reach);
        }
        let got = instruction_sets::results(|| {
            let pass = pass::<BATCH, N, L, T>(&net, &loss, &inputs, &targets);
            [pass.d_parameters, pass.d_inputs]
        });
        let point = format!("seed {seed}, reach {reach:?}");
        let case = format!("{name}, {twin:?}, {point}");
        compare(&case, &oracle, &at, &data, &got);
    }
}

/// The gradients of parameters and inputs with each instruction set.
type Results = [(InstructionSet, [Vec<f32>; 2])];

/// Compares nn-core's gradients with the oracle's, and those with differences.
fn compare(name: &str, oracle: &Oracle, parameters: &[f64], data: &Data, got: &Results) {
    let amplified = 1.0 + oracle.largest_size(parameters, data);
    let want = oracle.gradient(Part::Values, parameters, data);
    let sizes = oracle.gradient(Part::Sizes, parameters, data);
    let loss = oracle.loss(parameters, data);
    let differences = differences(oracle, parameters, data);
    let rows = [
        (
            "parameters",
            &want.d_parameters,
            &sizes.d_parameters,
            &differences.d_parameters,
        ),
        (
            "inputs",
            &want.d_inputs,
            &sizes.d_inputs,
            &differences.d_inputs,
        ),
    ];
    for (row, (part, want, sizes, differences)) in rows.into_iter().enumerate() {
        for (index, (want, difference)) in want.iter().zip(differences).enumerate() {
            let limit = DIFFERENCE.limit(amplified * sizes[index]) + DIFFERENCE.absolute * loss;
            let error = (want - difference).abs();
            assert!(
                error <= limit,
                "{name}, {part} [{index}]: the oracle says {want:e}, its difference {difference:e}; allowed {limit:e}"
            );
        }
        let limit = |index: usize| GRADIENT.limit(amplified * sizes[index]);
        for (set, got) in got {
            assert_within(&format!("{name}, {set}, {part}"), &got[row], want, limit);
        }
    }
}

/// The gradient of the oracle's loss by central differences.
fn differences(oracle: &Oracle, parameters: &[f64], data: &Data) -> Gradient {
    const STEP: f64 = 1e-6;
    let mut moved = data.clone();
    Gradient {
        d_parameters: difference::gradient(parameters, STEP, |parameters| {
            oracle.loss(parameters, data)
        }),
        d_inputs: difference::gradient(&data.inputs, STEP, |inputs| {
            moved.inputs.copy_from_slice(inputs);
            oracle.loss(parameters, &moved)
        }),
    }
}

/// The losses that are suitable for every activation.
fn elementwise<N: TrainableNetwork>(named: Named<'_>) {
    let draw = |rng: &mut Random| samples::row::<N::Output>(-1.0, 1.0, rng);
    let narrow = Huber::new(0.25);
    check::<N, _, _>(
        named,
        (MeanSquaredError, oracle::Loss::MeanSquaredError),
        draw,
    );
    check::<N, _, _>(
        named,
        (MeanAbsoluteError, oracle::Loss::MeanAbsoluteError),
        draw,
    );
    check::<N, _, _>(named, (Huber::default(), oracle::Loss::Huber(1.0)), draw);
    check::<N, _, _>(named, (narrow, oracle::Loss::Huber(0.25)), draw);
}

/// Cross-entropy, with classes and with distributions.
fn cross_entropy<const CLASSES: usize, N>(named: Named<'_>)
where
    N: TrainableNetwork<Output = [f32; CLASSES], Activation = Softmax>,
{
    let loss = (CrossEntropy, oracle::Loss::CrossEntropy);
    check::<N, _, usize>(named, loss, class::<CLASSES>);
    check::<N, _, u8>(named, loss, |rng| class::<CLASSES>(rng) as u8);
    check::<N, _, N::Output>(named, loss, |rng| samples::distributions(1, rng)[0]);
    check::<N, _, N::Output>(named, loss, |rng| samples::row(0.0, 1.0, rng));
    let smoothed = CrossEntropy.with_label_smoothing(0.25);
    check::<N, _, usize>(
        named,
        (smoothed, oracle::Loss::Smoothed(0.25)),
        class::<CLASSES>,
    );
    for gamma in [0.0, 0.5, 1.0, 2.0, 3.5] {
        let loss = (Focal::new(gamma), oracle::Loss::Focal(gamma.into()));
        check::<N, _, usize>(named, loss, class::<CLASSES>);
        check::<N, _, N::Output>(named, loss, |rng| samples::distributions(1, rng)[0]);
    }
}

/// Binary cross-entropy, with classes and with one target per output.
fn binary_cross_entropy<const CLASSES: usize, N>(named: Named<'_>)
where
    N: TrainableNetwork<Output = [f32; CLASSES], Activation = Sigmoid>,
{
    let loss = (BinaryCrossEntropy, oracle::Loss::BinaryCrossEntropy);
    check::<N, _, usize>(named, loss, class::<CLASSES>);
    check::<N, _, u16>(named, loss, |rng| class::<CLASSES>(rng) as u16);
    check::<N, _, N::Output>(named, loss, |rng| samples::row(0.0, 1.0, rng));
    let weighted = BinaryCrossEntropy.with_positive_weight(3.0);
    let loss = (weighted, oracle::Loss::Positive(3.0));
    check::<N, _, N::Output>(named, loss, |rng| samples::row(0.0, 1.0, rng));
    for (gamma, alpha) in [(0.0, 0.5), (0.5, 0.75), (2.0, 0.25), (3.5, 1.0)] {
        let twin = oracle::Loss::BinaryFocal(gamma.into(), alpha.into());
        let loss = (BinaryFocal::new(gamma, alpha), twin);
        check::<N, _, u16>(named, loss, |rng| class::<CLASSES>(rng) as u16);
        check::<N, _, N::Output>(named, loss, |rng| samples::row(0.0, 1.0, rng));
    }
}

fn class<const CLASSES: usize>(rng: &mut Random) -> usize {
    let place: [f32; 1] = samples::row(0.0, CLASSES as f32, rng);
    place[0] as usize
}

/// One test per activation: networks of one, two and three layers with it in all layers or in the last.
macro_rules! activations {
    ($($test:ident: $hidden:ty, $last:ty, $slope:expr, [$($more:ident),*];)+) => {$(
        #[test]
        fn $test() {
            type One = nn_core::sized![Dense<3, 2, $last>];
            type Two = nn_core::sized![Chain<Dense<3, 5, $hidden>, Dense<5, 3, $last>>];
            type Three = nn_core::sized![
                Chain<Chain<Dense<3, 4, $hidden>, Dense<4, 5, $hidden>>, Dense<5, 2, $last>>
            ];
            let one = (concat!("one layer, ", stringify!($test)), $slope);
            let two = (concat!("two layers, ", stringify!($test)), $slope);
            let three = (concat!("three layers, ", stringify!($test)), $slope);
            elementwise::<One>(one);
            elementwise::<Two>(two);
            elementwise::<Three>(three);
            $(
                $more::<2, One>(one);
                $more::<3, Two>(two);
                $more::<2, Three>(three);
            )*
        }
    )+};
}

activations! {
    identity: Identity, Identity, None, [];
    relu: Relu, Relu, None, [];
    relu6: Relu6, Relu6, None, [];
    leaky_relu: LeakyRelu, LeakyRelu, None, [];
    leaky_relu_with_slope: LeakyRelu<1, 4>, LeakyRelu<1, 4>, Some(0.25), [];
    elu: Elu, Elu, None, [];
    elu_with_alpha: Elu<3, 2>, Elu<3, 2>, Some(1.5), [];
    gelu: Gelu, Gelu, None, [];
    silu: Silu, Silu, None, [];
    hard_swish: HardSwish, HardSwish, None, [];
    sigmoid: Sigmoid, Sigmoid, None, [binary_cross_entropy];
    hard_sigmoid: HardSigmoid, HardSigmoid, None, [];
    tanh: Tanh, Tanh, None, [];
    softplus: Softplus, Softplus, None, [];
    softmax: Tanh, Softmax, None, [cross_entropy];
    relu_and_softmax: Relu, Softmax, None, [cross_entropy];
    relu_and_sigmoid: Relu, Sigmoid, None, [binary_cross_entropy];
}
