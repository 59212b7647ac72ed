//! The products of a dense layer, for one sample and for a batch.

use std::rc::Rc;

use nn_core::batch::Batch;
use nn_core::kernel;

use super::contestant;
use crate::contest::{Contestant, Entry, Limit, OURS, Work};
use crate::data;
use crate::matrix::Matrix;
use crate::oracle::{Fault, Want};
use crate::rivals::{MULTIPLIERS, Write, plain};

pub(super) const ALL: [Entry; 11] = [
    Entry::new("affine.784x128", affine::<784, 128>),
    Entry::new("affine.128x10", affine::<128, 10>),
    Entry::new("affine.16x32", affine::<16, 32>),
    Entry::new("affine_batch.32x784x128", affine_batch::<32, 784, 128>),
    Entry::new("affine_batch.32x128x10", affine_batch::<32, 128, 10>),
    Entry::new("input_gradient.32x784x128", input_gradient::<32, 784, 128>),
    Entry::new("input_gradient.32x128x10", input_gradient::<32, 128, 10>),
    Entry::new(
        "weight_gradient.32x784x128",
        weight_gradient::<32, 784, 128>,
    ),
    Entry::new("weight_gradient.32x128x10", weight_gradient::<32, 128, 10>),
    Entry::new("rank_one.784x128", rank_one::<784, 128>),
    Entry::new("rank_one.16x32", rank_one::<16, 32>),
];

/// The scale of a rank-one update.
const SCALE: f32 = -0.01;

/// Inputs, weights, biases and output gradients of a layer.
#[derive(Clone)]
struct Layer<const I: usize, const O: usize> {
    x: Vec<[f32; I]>,
    d: Vec<[f32; O]>,
    weights: Box<[[f32; O]; I]>,
    bias: [f32; O],
    y: Vec<[f32; O]>,
    d_x: Vec<[f32; I]>,
}

impl<const I: usize, const O: usize> Layer<I, O> {
    fn new(batch: usize) -> Self {
        let weights = data::rows(I, 33).into_boxed_slice();
        Layer {
            x: data::rows(batch, 31),
            d: data::rows(batch, 32),
            weights: weights.try_into().expect("as many rows as were drawn"),
            bias: data::rows(1, 34)[0],
            y: vec![[f32::NAN; O]; batch],
            d_x: vec![[f32::NAN; I]; batch],
        }
    }

    /// The biases, repeated for each sample.
    fn biases(&self) -> Vec<f32> {
        self.bias.repeat(self.x.len())
    }

    /// `y = x W + b`
    fn sums(&self) -> Want {
        let (x, weights) = (Matrix::of(&self.x), Matrix::of(&*self.weights));
        Want::product(x, weights, Some(&self.biases()))
    }

    /// `W + x^T d`, with the first sample's gradients scaled.
    fn moved(&self, scale: f32) -> Want {
        let d: Vec<f32> = self.d.as_flattened().iter().map(|d| scale * d).collect();
        let (x, d) = (Matrix::of(&self.x), Matrix::new(&d, self.d.len(), O));
        Want::product(x.transposed(), d, Some(self.weights.as_flattened()))
    }
}

fn work(macs: usize, limit: Limit, contestants: Vec<Contestant>) -> Result<Work, Fault> {
    Ok(Work {
        flops: 2.0 * macs as f64,
        limit,
        contestants,
    })
}

fn affine<const I: usize, const O: usize>() -> Result<Work, Fault> {
    let layer = Layer::<I, O>::new(1);
    let want = Rc::new(layer.sums());
    let output = |layer: &Layer<I, O>| layer.y.as_flattened().to_vec();
    let ours = |layer: &mut Layer<I, O>| {
        kernel::affine(&layer.x[0], &layer.weights, &layer.bias, &mut layer.y[0]);
    };
    let loops = |layer: &mut Layer<I, O>| {
        plain::affine(&layer.x[0], &layer.weights, &layer.bias, &mut layer.y[0]);
    };
    let mut all = vec![
        contestant(OURS, layer.clone(), &want, ours, output),
        contestant("plain", layer.clone(), &want, loops, output),
    ];
    all.extend(multiplied(&layer, &want));
    work(I * O, Limit::Reading(I * O * size_of::<f32>()), all)
}

fn affine_batch<const BATCH: usize, const I: usize, const O: usize>() -> Result<Work, Fault> {
    let layer = Layer::<I, O>::new(BATCH);
    let want = Rc::new(layer.sums());
    let output = |layer: &Layer<I, O>| layer.y.as_flattened().to_vec();
    let ours = |layer: &mut Layer<I, O>| {
        kernel::affine_batch(
            Batch::all(&layer.x),
            &layer.weights,
            &layer.bias,
            &mut layer.y,
        );
    };
    let mut all = vec![contestant(OURS, layer.clone(), &want, ours, output)];
    all.extend(multiplied(&layer, &want));
    work(BATCH * I * O, Limit::Arithmetic, all)
}

/// The forward pass by rivals: they add the product to the biases.
fn multiplied<const I: usize, const O: usize>(
    layer: &Layer<I, O>,
    want: &Rc<Want>,
) -> Vec<Contestant> {
    let rival = |name, multiply: fn(Matrix<'_>, Matrix<'_>, Write, &mut [f32])| {
        let run = move |layer: &mut Layer<I, O>| {
            layer.y.fill(layer.bias);
            let (x, weights) = (Matrix::of(&layer.x), Matrix::of(&*layer.weights));
            multiply(x, weights, Write::Add, layer.y.as_flattened_mut());
        };
        contestant(name, layer.clone(), want, run, |layer| {
            layer.y.as_flattened().to_vec()
        })
    };
    MULTIPLIERS
        .iter()
        .map(|of| rival(of.name, of.multiply))
        .collect()
}

fn input_gradient<const BATCH: usize, const I: usize, const O: usize>() -> Result<Work, Fault> {
    let layer = Layer::<I, O>::new(BATCH);
    let weights = Matrix::of(&*layer.weights).transposed();
    let want = Rc::new(Want::product(Matrix::of(&layer.d), weights, None));
    let output = |layer: &Layer<I, O>| layer.d_x.as_flattened().to_vec();
    let ours = |layer: &mut Layer<I, O>| {
        kernel::input_gradient(&layer.d, &layer.weights, &mut layer.d_x);
    };
    let mut all = vec![contestant(OURS, layer.clone(), &want, ours, output)];
    for rival in MULTIPLIERS {
        let run = move |layer: &mut Layer<I, O>| {
            let weights = Matrix::of(&*layer.weights).transposed();
            let d_x = layer.d_x.as_flattened_mut();
            (rival.multiply)(Matrix::of(&layer.d), weights, Write::Replace, d_x);
        };
        all.push(contestant(rival.name, layer.clone(), &want, run, output));
    }
    work(BATCH * I * O, Limit::Arithmetic, all)
}

fn weight_gradient<const BATCH: usize, const I: usize, const O: usize>() -> Result<Work, Fault> {
    let layer = Layer::<I, O>::new(BATCH);
    let want = Rc::new(layer.moved(1.0));
    let ours = |layer: &mut Layer<I, O>| {
        kernel::weight_gradient(Batch::all(&layer.x), &layer.d, &mut layer.weights);
    };
    let mut all = vec![contestant(OURS, layer.clone(), &want, ours, weights)];
    for rival in MULTIPLIERS {
        let run = move |layer: &mut Layer<I, O>| {
            let (x, d) = (Matrix::of(&layer.x).transposed(), Matrix::of(&layer.d));
            (rival.multiply)(x, d, Write::Add, layer.weights.as_flattened_mut());
        };
        all.push(contestant(rival.name, layer.clone(), &want, run, weights));
    }
    work(BATCH * I * O, Limit::Arithmetic, all)
}

fn rank_one<const I: usize, const O: usize>() -> Result<Work, Fault> {
    let layer = Layer::<I, O>::new(1);
    let want = Rc::new(layer.moved(SCALE));
    let ours = |layer: &mut Layer<I, O>| {
        kernel::rank_one(SCALE, &layer.x[0], &layer.d[0], &mut layer.weights);
    };
    let loops = |layer: &mut Layer<I, O>| {
        plain::rank_one(SCALE, &layer.x[0], &layer.d[0], &mut layer.weights);
    };
    let all = vec![
        contestant(OURS, layer.clone(), &want, ours, weights),
        contestant("plain", layer, &want, loops, weights),
    ];
    work(I * O, Limit::Changing(I * O * size_of::<f32>()), all)
}

fn weights<const I: usize, const O: usize>(layer: &Layer<I, O>) -> Vec<f32> {
    layer.weights.as_flattened().to_vec()
}
