//! Activations of a row of numbers, which is copied before each call because they work in place.

use std::rc::Rc;

use nn_core::activation::Activation as Apply;
use nn_core::prelude::*;
use tests::compare::widen;
use tests::oracle::Activation as Twin;

use super::contestant;
use crate::contest::{Entry, Limit, OURS, Work};
use crate::data;
use crate::oracle::{Fault, Want};
use crate::rivals::plain;

/// The number of values in a row.
const LENGTH: usize = 1024;
/// The largest magnitude.
const REACH: f32 = 4.0;

pub(super) const ALL: [Entry; 13] = [
    Entry::new("activation.Relu", || apply::<LENGTH, Relu>(plain::relu)),
    Entry::new("activation.Relu6", || apply::<LENGTH, Relu6>(relu6)),
    Entry::new("activation.LeakyRelu", || {
        apply::<LENGTH, LeakyRelu>(leaky_relu)
    }),
    Entry::new("activation.Elu", || apply::<LENGTH, Elu>(elu)),
    Entry::new("activation.Gelu", || apply::<LENGTH, Gelu>(gelu)),
    Entry::new("activation.Silu", || apply::<LENGTH, Silu>(silu)),
    Entry::new("activation.HardSwish", || {
        apply::<LENGTH, HardSwish>(hard_swish)
    }),
    Entry::new("activation.Sigmoid", || apply::<LENGTH, Sigmoid>(sigmoid)),
    Entry::new("activation.HardSigmoid", || {
        apply::<LENGTH, HardSigmoid>(hard_sigmoid)
    }),
    Entry::new("activation.Tanh", || apply::<LENGTH, Tanh>(plain::tanh)),
    Entry::new("activation.Softplus", || {
        apply::<LENGTH, Softplus>(softplus)
    }),
    Entry::new("activation.Softmax", || {
        apply::<LENGTH, Softmax>(plain::softmax)
    }),
    Entry::new("activation.Softmax.10", || {
        apply::<10, Softmax>(plain::softmax)
    }),
];

/// The inputs, and the buffer in which they are replaced by the outputs.
type Rows<const COUNT: usize> = (Box<[f32]>, Box<[f32]>);

/// An activation, compared with plain loops.
fn apply<const COUNT: usize, A: Apply>(loops: fn(&mut [f32])) -> Result<Work, Fault> {
    let rows = data::rows::<[f32; 1]>(COUNT, 51).into_flattened();
    let z: Box<[f32]> = rows.iter().map(|value| REACH * value).collect();
    let values = Twin::named(A::NAME, None).apply(&widen(&z));
    // the error of a difference is that of the subtracted numbers, which are near 1
    let want = Rc::new(Want::each(values, 4e-6, 4e-7));
    let rows: Rows<COUNT> = (z.clone(), z);
    let run = |apply: fn(&mut [f32])| {
        move |rows: &mut Rows<COUNT>| {
            rows.1.copy_from_slice(&rows.0);
            apply(&mut rows.1);
        }
    };
    let output = |rows: &Rows<COUNT>| rows.1.to_vec();
    Ok(Work {
        flops: 0.0,
        limit: Limit::Changing(COUNT * size_of::<f32>()),
        contestants: vec![
            contestant(OURS, rows.clone(), &want, run(A::apply), output),
            contestant("plain", rows, &want, run(loops), output),
        ],
    })
}

fn each(values: &mut [f32], function: impl Fn(f32) -> f32) {
    values
        .iter_mut()
        .for_each(|value| *value = function(*value));
}

fn relu6(values: &mut [f32]) {
    each(values, |z| z.clamp(0.0, 6.0));
}

fn leaky_relu(values: &mut [f32]) {
    each(values, |z| if z > 0.0 { z } else { 0.01 * z });
}

fn elu(values: &mut [f32]) {
    each(values, |z| if z > 0.0 { z } else { z.exp_m1() });
}

/// GELU with an error function in `f64`. The standard library has no error function.
fn gelu(values: &mut [f32]) {
    each(values, |z| {
        let root = std::f32::consts::FRAC_1_SQRT_2;
        0.5 * z * libm::erfcf(-z * root)
    });
}

fn silu(values: &mut [f32]) {
    each(values, |z| z / (1.0 + (-z).exp()));
}

fn hard_swish(values: &mut [f32]) {
    each(values, |z| z * ((z + 3.0).clamp(0.0, 6.0) / 6.0));
}

fn sigmoid(values: &mut [f32]) {
    each(values, |z| 1.0 / (1.0 + (-z).exp()));
}

fn hard_sigmoid(values: &mut [f32]) {
    each(values, |z| (z + 3.0).clamp(0.0, 6.0) / 6.0);
}

fn softplus(values: &mut [f32]) {
    each(values, |z| z.max(0.0) + (-z.abs()).exp().ln_1p());
}
