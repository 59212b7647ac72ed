//! With the feature `parallel`, training has the same bits with any number of threads. Batches and networks are so large that
//! every kernel that can use threads does.

use nn_core::batch::Batch;
use nn_core::prelude::*;
use nn_core::{Error, kernel};
use rayon::{ThreadPool, ThreadPoolBuilder};

use tests::{instruction_sets, parameters, samples};

/// The maximum number of samples in a batch: not a multiple of any block.
const BATCH: usize = 47;

type Perceptron = network![300 => Dense<300, Relu> => Dense<300, Tanh> => Dense<10, Softmax>];
type Images = network![
    [4, 16, 16]
    => Conv2d<filters = 12, kernel = 5, Relu>
    => DepthwiseConv2d<kernel = 9, padding = 4, Relu>
    => MaxPool2d<2>
    => Conv2d<filters = 24, kernel = 3, padding = 1, Tanh>
    => GlobalAvgPool
    => Dense<10, Softmax>
];
type Sequences = network![
    [6, 128]
    => Conv1d<filters = 24, kernel = 9, Relu>
    => Conv1d<filters = 16, kernel = 5, Tanh>
    => GlobalAvgPool
    => Dense<10, Softmax>
];

fn pool(threads: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(threads);
    pool.build().expect("the system has threads")
}

/// A function that returns the bits of a network after two steps of Adam with batches of different lengths.
macro_rules! trained {
    ($net:ty) => {
        || {
            let rng = &mut Random::seed(1);
            let mut net = <$net>::boxed();
            net.initialize(rng);
            let mut trainer = Trainer::<$net, _, _, BATCH>::boxed(CrossEntropy, Adam::new(1e-3));
            let inputs: Vec<<$net as Layer>::Input> = samples::rows(BATCH, 1.0, rng);
            let classes: Vec<usize> = (0..BATCH).map(|sample| sample % 10).collect();
            for length in [BATCH, BATCH - 1] {
                trainer.step(&mut net, &inputs[..length], &classes[..length])?;
            }
            Ok(parameters::bits(&*net))
        }
    };
}

fn assert_same(name: &str, trained: impl Fn() -> Result<Vec<u32>, Error> + Sync) {
    instruction_sets::each(|set| {
        let one = pool(1).install(&trained).expect("it can be trained");
        for threads in [2, 3] {
            let several = pool(threads).install(&trained).expect("it can be trained");
            let different = one.iter().zip(&several).filter(|(a, b)| a != b).count();
            assert_eq!(
                different, 0,
                "{name}, {threads} threads, {set}: bits differ"
            );
        }
    });
}

#[test]
fn dense_layers() {
    assert_same("dense layers", trained!(Perceptron));
}

/// One sample of a layer with enough weights for half a sample per thread.
#[test]
fn one_sample() {
    let weights = vec![[0.25; 2048]; 2048];
    let weights: &[[f32; 2048]; 2048] = weights.first_chunk().expect("2048 rows");
    let (x, mut y) = (vec![[0.5; 2048]], vec![[0.0; 2048]]);
    kernel::affine_batch(Batch::all(&x), weights, &[1.0; 2048], &mut y);
    assert_eq!(y[0], [257.0; 2048]);
    let mut d_x = vec![[0.0; 2048]];
    kernel::input_gradient(&y, weights, &mut d_x);
    assert_eq!(d_x[0], [131_584.0; 2048]);
}

#[test]
fn images() {
    assert_same("images", trained!(Images));
}

#[test]
fn sequences() {
    assert_same("sequences", trained!(Sequences));
}
