//! Expected results of networks: outputs, gradients, and weights after a step.

use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use tests::compare::widen;
use tests::oracle::image::{Known, Mode, Twin as Layered, outputs};
use tests::oracle::{Activation as Twin, Data, Loss as LossTwin, Oracle, Part};
use tests::parameters;
use tests::tolerance::{GRADIENT, ROUNDOFF};

use super::Want;

/// The outputs of a network for these inputs.
pub fn forward<N: TrainableNetwork + Layered>(net: &N, inputs: &[N::Input]) -> Want {
    let known = widen(&parameters::read(net));
    let inputs: Vec<Vec<f64>> = inputs.iter().map(|input| widen(input.as_slice())).collect();
    let known = Known::new(&known, &mut [], Mode::Inference);
    let sums = outputs(&*N::twin(), known, &inputs);
    let last = Twin::named(N::Activation::NAME, None);
    let rows = sums.chunks(N::Output::LEN);
    Want::alike(rows.flat_map(|sums| last.apply(sums)).collect())
}

/// The gradient of the mean cross-entropy of a network of dense layers with these parameters.
pub fn gradient<N: TrainableNetwork>(
    parameters: &[f32],
    inputs: &[N::Input],
    classes: &[usize],
) -> Want {
    let oracle = Oracle::of::<N>(LossTwin::CrossEntropy, None);
    let parameters = widen(parameters);
    let target = |class: &usize| {
        let one = |index| f64::from(u8::from(index == *class));
        (0..N::Output::LEN).map(one).collect()
    };
    let data = Data {
        inputs: inputs
            .iter()
            .flat_map(|input| widen(input.as_slice()))
            .collect(),
        targets: classes.iter().map(target).collect(),
    };
    let amplified = 1.0 + oracle.largest_size(&parameters, &data);
    let sizes = oracle
        .gradient(Part::Sizes, &parameters, &data)
        .d_parameters;
    Want {
        values: oracle
            .gradient(Part::Values, &parameters, &data)
            .d_parameters,
        limits: sizes
            .iter()
            .map(|size| GRADIENT.limit(amplified * size))
            .collect(),
    }
}

/// The parameters after an online step with this gradient.
pub fn online_step(before: &[f32], gradient: &Want, rate: f32) -> Want {
    let rate = f64::from(rate);
    let rows = widen(before)
        .into_iter()
        .zip(&gradient.values)
        .zip(&gradient.limits);
    let (values, limits) = rows
        .map(|((before, d), limit)| {
            let after = before - rate * d;
            (
                after,
                rate * limit + 2.0 * ROUNDOFF * (before.abs() + (rate * d).abs()),
            )
        })
        .unzip();
    Want { values, limits }
}
