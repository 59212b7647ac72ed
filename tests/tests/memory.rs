//! Memory: the constants are the sizes of the types, the arena is exactly long enough, and everything can be a
//! static.

use nn_core::Error;
use nn_core::network::Net;
use nn_core::prelude::*;
use typenum::{IsLessOrEqual, True, U200, Unsigned};

use tests::instruction_sets::portable;
use tests::{arena, samples};

type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
type Deep = network![5 => Dense<9, Tanh> => Dense<4, Gelu> => Dense<9, Silu> => Dense<3, Softmax>];
type One = network![3 => Dense<2>];

/// The noise of a training step.
const SEED_AND_STEP: usize = 4 + 4;

/// The alignment of networks: a cache line with the feature `simd`.
const ALIGNMENT: usize = if cfg!(feature = "simd") { 64 } else { 4 };

/// The bytes of `count` numbers.
const fn floats(count: usize) -> usize {
    4 * count
}

fn check_sizes<N: Network>(params: usize, macs: usize, arena: usize) {
    assert_eq!(N::PARAMS, params);
    assert_eq!(N::MACS, macs);
    assert_eq!(N::ARENA, arena);
    assert_eq!(
        <N::Params as Unsigned>::USIZE,
        params,
        "in typenum's notation"
    );
    assert_eq!(
        <N::Arena as Unsigned>::USIZE,
        arena,
        "in typenum's notation"
    );
    assert_eq!(N::FLASH_BYTES, floats(params));
    assert_eq!(N::INFER_RAM_BYTES, floats(arena));
    assert_eq!(
        size_of::<N>(),
        N::FLASH_BYTES.next_multiple_of(ALIGNMENT),
        "the network is its weights and nothing else"
    );
    assert_eq!(size_of::<Workspace<N>>(), N::INFER_RAM_BYTES);
    assert_eq!(size_of::<Gradients<N>>(), N::FLASH_BYTES);
    assert_eq!(align_of::<N>(), ALIGNMENT);
    assert_eq!(
        size_of::<OnlineTrainer<N, MeanSquaredError>>() + N::FLASH_BYTES,
        N::TRAIN_RAM_BYTES
    );
    let mut all = 0;
    N::ZERO.parameters(&mut |block| all += block.len());
    assert_eq!(all, params, "the blocks of parameters");
}

#[test]
fn sizes_of_networks() {
    check_sizes::<Mnist>(101_770, 784 * 128 + 128 * 10, 128 + 10);
    check_sizes::<Deep>(54 + 40 + 45 + 30, 45 + 36 + 36 + 27, 9 + 4);
    check_sizes::<One>(8, 6, 2);
}

/// A number of parameters is a type: a signature can state a budget, and numbers of every size keep all their digits.
#[test]
fn lengths_are_types() {
    fn params_within_200<N: Network>() -> usize
    where
        N::Params: IsLessOrEqual<U200, Output = True>,
    {
        <N::Params as Unsigned>::USIZE
    }
    assert_eq!(params_within_200::<Deep>(), Deep::PARAMS);
    type Million = network![2000 => Dense<1000> => Dense<10>];
    assert_eq!(<<Million as Network>::Params as Unsigned>::USIZE, 2_011_010);
    type Round = network![999 => Dense<1>];
    assert_eq!(<<Round as Network>::Params as Unsigned>::USIZE, 1_000);
}

/// In addition to weights, gradients and state, a trainer has a seed and a step counter, and for each sample an index, two numbers
/// per unit, and a third if an activation needs its input.
#[test]
fn sizes_of_trainers() {
    type Plain = Trainer<Deep, CrossEntropy, Sgd, 6>;
    type Heavy = Trainer<Deep, CrossEntropy, Sgd<Momentum>, 6>;
    type Rms = Trainer<Deep, CrossEntropy, RmsProp, 6>;
    type Adams = Trainer<Deep, CrossEntropy, Adam, 6>;
    const WEIGHTS: usize = floats(Deep::PARAMS);
    const SAMPLES: usize = 6 * floats(1 + 2 * (9 + 4 + 9 + 3) + (4 + 9));
    let plain = 2 * WEIGHTS + SAMPLES + SEED_AND_STEP + size_of::<Sgd>();
    assert_eq!(Plain::TRAIN_RAM_BYTES, plain);
    assert_eq!(
        Heavy::TRAIN_RAM_BYTES,
        plain - size_of::<Sgd>() + WEIGHTS + size_of::<Sgd<Momentum>>()
    );
    assert_eq!(
        Rms::TRAIN_RAM_BYTES,
        plain - size_of::<Sgd>() + WEIGHTS + size_of::<RmsProp>()
    );
    let corrections = floats(2);
    assert_eq!(
        Adams::TRAIN_RAM_BYTES,
        plain - size_of::<Sgd>() + 2 * WEIGHTS + corrections + size_of::<Adam>()
    );
    for (bytes, trainer) in [
        (Plain::TRAIN_RAM_BYTES, size_of::<Plain>()),
        (Adams::TRAIN_RAM_BYTES, size_of::<Adams>()),
    ] {
        assert_eq!(bytes, Deep::FLASH_BYTES + trainer);
    }
}

/// What online training needs in addition to the weights: two numbers per unit, a third if an activation needs it, the rate, the seed
/// and the step counter.
#[test]
fn online_holds_no_gradients() {
    let units = 2 * (9 + 4 + 9 + 3) + (4 + 9);
    assert_eq!(
        Deep::TRAIN_RAM_BYTES,
        floats(Deep::PARAMS) + floats(units + 1) + SEED_AND_STEP
    );
}

#[test]
fn the_arena_is_as_long_as_it_is_touched() {
    arena::check::<One>(true);
    arena::check::<Deep>(true);
    arena::check::<Mnist>(true);
    arena::check::<network![2 => Dense<7, Relu> => Dense<7, Relu> => Dense<7, Relu>]>(true);
    arena::check::<network![2 => Dense<1, Relu> => Dense<8, Relu> => Dense<2, Relu> => Dense<3>]>(
        true,
    );
    // the widest layer is the first or the last, or is between others
    arena::check::<network![2 => Dense<20> => Dense<3> => Dense<2>]>(true);
    arena::check::<network![2 => Dense<3> => Dense<2> => Dense<20>]>(true);
    // nested to the right, the tensor between the first two layers is kept while the rest runs
    arena::check::<nn_core::sized![Chain<Dense<2, 4>, Chain<Dense<4, 5>, Dense<5, 3>>>]>(true);
    arena::check::<
        nn_core::sized![Chain<Chain<Dense<2, 4>, Dense<4, 5>>, Chain<Dense<5, 6>, Dense<6, 1>>>],
    >(false);
}

/// `predict`, `predict_in`, `infer` and the outputs of training have equal bits if sums have one order.
#[test]
fn every_way_to_infer_gives_the_same() {
    portable(check_every_way_to_infer);
}

fn check_every_way_to_infer() {
    let rng = &mut Random::seed(3);
    let mut net = Deep::ZERO;
    samples::randomize(&mut net, rng);
    let inputs: Vec<[f32; 5]> = samples::rows(4, 1.0, rng);
    let mut workspace = Workspace::<Deep>::ZERO;
    let pass = tests::pass::pass::<4, _, _, _>(&net, &CrossEntropy, &inputs, &[0usize; 4]);
    for (input, trained) in inputs.iter().zip(pass.outputs.chunks(3)) {
        let predicted = net.predict(input);
        assert_eq!(net.predict_in(input, &mut workspace), &predicted);
        let mut inferred = [0.0; 3];
        net.infer(input, &mut inferred);
        <Softmax as Activation>::apply(&mut inferred);
        assert_eq!(inferred, predicted);
        assert_eq!(trained, predicted);
    }
}

static WEIGHTS: Mnist = Mnist::ZERO;
static TRAINER: std::sync::Mutex<Trainer<Deep, CrossEntropy, Adam, 8>> =
    std::sync::Mutex::new(Trainer::new(CrossEntropy, ADAM));
static NET: std::sync::Mutex<Deep> = std::sync::Mutex::new(Deep::ZERO);
static ARENA: std::sync::Mutex<Workspace<Deep>> = std::sync::Mutex::new(Workspace::ZERO);
const ADAM: Adam = Adam::new(0.01);
const CONSTANT: One = Net::of(Dense::new(
    [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
    [0.5, -0.5],
));

/// Networks, trainers and workspaces can be statics, and are trained in place.
#[test]
fn statics() -> Result<(), Error> {
    assert_eq!(WEIGHTS.predict(&[1.0; 784]), [0.5; 10]);
    assert_eq!(CONSTANT.predict(&[1.0, 10.0, 100.0]), [531.5, 641.5]);
    let mut net = NET.lock().expect("no test panicked");
    let mut trainer = TRAINER.lock().expect("no test panicked");
    net.initialize(&mut Random::seed(1));
    let inputs = [[0.5; 5], [-0.5; 5]];
    let before = trainer.step(&mut net, &inputs, &[0usize, 1])?;
    for _ in 0..50 {
        trainer.step(&mut net, &inputs, &[0usize, 1])?;
    }
    let after = trainer.step(&mut net, &inputs, &[0usize, 1])?;
    assert!(after.loss < before.loss / 2.0);
    let mut arena = ARENA.lock().expect("no test panicked");
    assert!(net.predict_in(&inputs[0], &mut arena)[0] > 0.5);
    Ok(())
}
