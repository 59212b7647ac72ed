//! Convolutions against their list of products under each instruction set, for any order of sums; and under `Portable` the
//! outputs and the gradient by the input to the bit, in the order that nn-core documents.

use nn_core::geometry::Geometry;
use nn_core::instruction_set::InstructionSet;
use nn_core::prelude::*;

use tests::compare::assert_same;
use tests::exact_kernels::{Sums, assert_like_one};
use tests::instruction_sets;
use tests::oracle::image::{Convolution, Window};
use tests::parameters;
use tests::run::{Run, run, tensors};
use tests::samples;

/// Samples in a batch.
const BATCH: usize = 2;

/// A layer behind flat rows: so what compares is compiled once.
type Layers = fn(parameters: &[f32], inputs: &[f32], d_outputs: &[f32]) -> Run;

fn pass<L: Trainable>(parameters: &[f32], inputs: &[f32], d_outputs: &[f32]) -> Run {
    let mut layer = L::ZERO;
    parameters::write(&mut layer, parameters);
    let (inputs, d_outputs) = (tensors(inputs), tensors(d_outputs));
    run::<BATCH, L>(&layer, &inputs, &d_outputs, Noise::new(0, 0)).0
}

/// Runs the layer and its list of products over a batch of random numbers.
fn check(map: Convolution, sizes: [usize; 2], layer: Layers) {
    let case = format!("{map:?}");
    assert_eq!(
        sizes,
        [map.weights() + map.biases(), map.products()],
        "{case}"
    );
    let [input, output, _] = map.window.sizes();
    let (input, output) = (map.channels * input, map.biases() * output);
    let rng = &mut Random::seed((input * output) as u64);
    let mut row = |length: usize| {
        let mut row = vec![0.0; length];
        samples::fill(&mut row, -1.0, 1.0, rng);
        row
    };
    let (parameters, x, d) = (row(sizes[0]), row(BATCH * input), row(BATCH * output));
    let bits = bits(&map, &parameters, &x, &d);
    let sums = sums(&map, &parameters, &x, &d);
    instruction_sets::each(|set| {
        let case = format!("{case}, {set}");
        let got = layer(&parameters, &x, &d);
        if set == InstructionSet::Portable {
            assert_same(&format!("{case}: outputs"), &got.outputs, &bits[0]);
            assert_same(&format!("{case}: inputs"), &got.d_inputs, &bits[1]);
        }
        let rows = [got.outputs, got.d_inputs, got.d_parameters];
        let parts = ["outputs", "inputs", "parameters"];
        for ((part, got), sums) in parts.iter().zip(&rows).zip(&sums) {
            assert_like_one(&format!("{case}: {part}, exact"), got, &[sums]);
        }
    });
}

/// The outputs and the gradient by the inputs, in the documented order.
fn bits(map: &Convolution, parameters: &[f32], x: &[f32], d: &[f32]) -> [Vec<f32>; 2] {
    let (weights, bias) = parameters.split_at(map.weights());
    let plane = map.window.sizes()[1];
    let (mut y, mut d_x) = (Vec::new(), Vec::new());
    let samples = x.chunks(x.len() / BATCH).zip(d.chunks(d.len() / BATCH));
    for (x, d) in samples {
        let mut outputs: Vec<f32> = bias.iter().flat_map(|bias| vec![*bias; plane]).collect();
        map.each(|to, from, weight| outputs[to] += x[from] * weights[weight]);
        y.extend(outputs);
        d_x.extend(map.input_gradient(d, weights));
    }
    [y, d_x]
}

/// The same, and the gradient by weights and biases, in `f64`.
fn sums(map: &Convolution, parameters: &[f32], x: &[f32], d: &[f32]) -> [Sums; 3] {
    let (weights, bias) = parameters.split_at(map.weights());
    let [_, places, kernel] = map.window.sizes();
    let (input, output) = (x.len() / BATCH, d.len() / BATCH);
    let plane: Vec<f32> = bias.iter().flat_map(|bias| vec![*bias; places]).collect();
    let sees = |channels: usize| kernel * map.filters.map_or(1, |_| channels);
    let mut outputs = Sums::starting(&plane.repeat(BATCH), sees(map.channels));
    let mut d_inputs = Sums::starting(&vec![0.0; x.len()], sees(map.biases()));
    let mut d_parameters = Sums::starting(&vec![0.0; parameters.len()], BATCH * places);
    for (x_start, y_start) in (0..BATCH).map(|b| (b * input, b * output)) {
        map.each(|to, from, weight| {
            let (to, from) = (y_start + to, x_start + from);
            outputs.add(to, x[from], weights[weight]);
            d_inputs.add(from, d[to], weights[weight]);
            d_parameters.add(weight, x[from], d[to]);
        });
        for to in 0..output {
            d_parameters.add(map.weights() + to / places, 1.0, d[y_start + to]);
        }
    }
    [outputs, d_inputs, d_parameters]
}

/// `channels filters, [height width] [kernel] / [stride] + [top bottom left right]`, then the dilation if there is one.
macro_rules! images {
    ($($c:literal $f:literal, $input:tt $kernel:tt / $stride:tt + $padding:tt $(* $dilation:tt)?;)+) => {$({
        type Windows = slides!($input $kernel / $stride + $padding $(* $dilation)?);
        convolution::<$c, $f, Windows>();
    })+};
}

/// The same along one dimension.
macro_rules! sequences {
    ($($c:literal $f:literal, $input:tt $kernel:tt / $stride:tt + $padding:tt $(* $dilation:tt)?;)+) => {$({
        type Windows = slide!($input $kernel / $stride + $padding $(* $dilation)?);
        convolution::<$c, $f, Windows>();
    })+};
}

fn convolution<const C: usize, const F: usize, G: Geometry>() {
    let map = Convolution {
        channels: C,
        filters: Some(F),
        window: Window::of([G::ROWS, G::COLUMNS]),
        has_bias: true,
    };
    let sizes = [Conv::<C, F, G>::FACTS.params, Conv::<C, F, G>::FACTS.macs];
    check(map, sizes, pass::<Conv<C, F, G>>);
}

fn each_channel<const C: usize, G: Geometry>() {
    let map = Convolution {
        channels: C,
        filters: None,
        window: Window::of([G::ROWS, G::COLUMNS]),
        has_bias: true,
    };
    let sizes = [
        DepthwiseConv::<C, G>::FACTS.params,
        DepthwiseConv::<C, G>::FACTS.macs,
    ];
    check(map, sizes, pass::<DepthwiseConv<C, G>>);
}

/// All numbers of channels and filters from 1 to 9, which make blocks of four, two and one; widths that leave every number of
/// columns behind tiles of eight and four.
#[test]
fn blocks_and_tiles() {
    images! {
        1 1, [4 24] [3 3] / [1 1] + [1 1 1 1];
        2 4, [4 23] [2 3] / [1 1] + [0 0 0 0];
        3 7, [3 16] [3 2] / [1 1] + [2 0 1 0];
        4 5, [3 13] [2 5] / [1 1] + [0 1 4 4];
        5 2, [4 9] [2 2] / [1 1] + [1 1 1 1];
        6 9, [3 6] [1 3] / [1 1] + [0 0 1 1];
        7 6, [3 8] [1 1] / [1 1] + [0 0 0 0];
        8 8, [2 30] [2 3] / [1 2] + [1 0 1 1];
        9 3, [2 40] [1 2] / [1 3] + [0 0 1 0];
    }
}

/// Every kernel at every stride, larger than the kernel, too, with paddings of all sizes; at the end of some images there are
/// rows and columns that no window reaches.
#[test]
fn kernels_strides_and_paddings() {
    images! {
        2 3, [7 9] [1 1] / [2 3] + [0 0 0 0];
        3 2, [7 9] [2 2] / [2 2] + [1 0 1 0];
        1 2, [8 18] [2 2] / [3 4] + [0 1 0 0];
        2 5, [8 9] [3 3] / [2 2] + [1 1 1 1];
        2 3, [8 12] [3 3] / [3 5] + [2 0 2 2];
        2 2, [9 8] [5 5] / [1 2] + [4 4 4 4];
        1 3, [9 10] [5 5] / [3 3] + [1 3 0 4];
        2 1, [6 9] [5 1] / [2 1] + [2 2 0 0];
        2 2, [6 9] [1 5] / [3 2] + [0 0 3 2];
    }
}

/// Images that are no larger than the kernel, or smaller: the padding reaches over them.
#[test]
fn small_images() {
    images! {
        2 3, [3 3] [3 3] / [1 1] + [0 0 0 0];
        3 2, [2 1] [5 5] / [1 1] + [4 4 4 4];
        2 2, [1 3] [2 5] / [2 1] + [1 0 4 0];
    }
}

#[test]
fn depthwise() {
    macro_rules! channels {
        ($($c:literal, $input:tt $kernel:tt / $stride:tt + $padding:tt $(* $dilation:tt)?;)+) => {$(
            each_channel::<$c, slides!($input $kernel / $stride + $padding $(* $dilation)?)>();
        )+};
    }
    channels! {
        1, [5 22] [3 3] / [1 1] + [1 1 1 1];
        2, [5 21] [5 5] / [1 1] + [2 2 2 2];
        5, [6 17] [3 3] / [2 2] + [1 1 1 1];
        9, [4 9] [2 3] / [2 1] + [1 0 0 2];
        3, [1 2] [3 5] / [1 3] + [1 1 2 2];
        2, [9 20] [3 3] / [1 1] + [2 2 2 2] * [2 2];
        3, [8 15] [2 3] / [2 1] + [0 3 4 0] * [3 2];
    }
}

#[test]
fn depthwise_sequences() {
    macro_rules! channels {
        ($($c:literal, $input:tt $kernel:tt / $stride:tt + $padding:tt $(* $dilation:tt)?;)+) => {$(
            each_channel::<$c, slide!($input $kernel / $stride + $padding $(* $dilation)?)>();
        )+};
    }
    channels! {
        1, [9] [3] / [1] + [1 1];
        4, [33] [5] / [2] + [3 0];
        3, [40] [3] / [1] + [8 0] * [4];
        2, [7] [2] / [3] + [0 5] * [5];
    }
}

#[test]
fn sequences() {
    sequences! {
        1 1, [1] [1] / [1] + [0 0];
        2 3, [50] [5] / [2] + [0 0];
        4 7, [22] [2] / [1] + [1 0];
        3 9, [37] [5] / [3] + [4 4];
        9 4, [12] [3] / [5] + [2 0];
        5 1, [3] [5] / [1] + [4 4];
    }
}

/// Dilations smaller and larger than the stride and the kernel, with padding at either side, and with windows so long that vectors
/// of them are shorter, or that only one column at a time is computed.
#[test]
fn dilated() {
    images! {
        2 6, [9 24] [3 3] / [1 1] + [2 2 2 2] * [2 2];
        1 5, [8 21] [2 3] / [2 1] + [0 0 3 3] * [3 2];
        3 4, [7 30] [3 2] / [1 2] + [4 0 0 9] * [2 9];
        2 3, [5 50] [1 5] / [1 1] + [0 0 0 0] * [4 9];
        1 2, [6 6] [5 5] / [1 1] + [4 4 4 4] * [2 2];
    }
    sequences! {
        2 5, [40] [3] / [1] + [8 0] * [4];
        3 4, [41] [3] / [2] + [0 0] * [2];
        1 7, [90] [5] / [3] + [10 30] * [13];
        2 2, [5] [2] / [1] + [9 0] * [9];
    }
}
