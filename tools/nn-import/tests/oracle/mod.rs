//! Computes the layers of an imported network in `f64` with plain loops, by the definitions of the language.

mod recurrent;
mod resize;
mod window;

use nn_import::layer::{Activation, Layer, Stage};
use nn_import::tensor::Tensor;

use self::resize::{pad, repeat};
use self::window::{convolve, pool};

/// The output of a chain of layers.
pub(crate) fn run(stages: &[Stage], input: Tensor) -> Tensor {
    stages.iter().fold(input, |value, stage| {
        let output = compute(&stage.layer, &value);
        assert_eq!(output.shape, stage.output, "{:?}", stage.layer);
        activate(stage.activation, output)
    })
}

fn compute(layer: &Layer, x: &Tensor) -> Tensor {
    match layer {
        Layer::Dense { weight, bias } => dense(x, weight, bias),
        Layer::Conv {
            weight,
            bias,
            window,
            is_depthwise,
        } => convolve(x, weight, bias, window, *is_depthwise),
        Layer::Pool {
            window,
            is_max,
            is_ceil,
            counts_padding,
        } => pool(x, window, *is_max, *is_ceil, *counts_padding),
        Layer::GlobalAvgPool => {
            by_channel(x, |plane| plane.iter().sum::<f64>() / plane.len() as f64)
        }
        Layer::GlobalMaxPool => {
            by_channel(x, |plane| plane.iter().copied().fold(f64::MIN, f64::max))
        }
        Layer::ZeroPad([before, after]) => pad(x, before, after),
        Layer::Upsample(factors) => repeat(x, factors),
        Layer::Flatten => of(&[x.values.len()], x.values.clone()),
        Layer::Residual { branch, projection } => {
            let other = run(projection.as_deref().unwrap_or_default(), x.clone());
            let sum = run(branch, x.clone());
            assert_eq!(sum.shape, other.shape);
            let values = sum.values.iter().zip(&other.values).map(|(a, b)| a + b);
            of(&sum.shape, values.collect())
        }
        Layer::Concat(branches) => concat(branches, x),
        Layer::Recurrent { .. } => recurrent::run(layer, x),
        other => normalize(other, x),
    }
}

/// A number for each channel.
fn by_channel(x: &Tensor, work: impl Fn(&[f64]) -> f64) -> Tensor {
    let planes = x.values.chunks(x.values.len() / x.shape[0]);
    of(&[x.shape[0]], planes.map(work).collect())
}

fn concat(branches: &[Vec<Stage>], x: &Tensor) -> Tensor {
    let parts = branches.iter().map(|branch| run(branch, x.clone()));
    let parts: Vec<Tensor> = parts.collect();
    let mut shape = parts[0].shape.clone();
    shape[0] = parts.iter().map(|part| part.shape[0]).sum();
    let values = parts.into_iter().flat_map(|part| part.values);
    of(&shape, values.collect())
}

fn dense(x: &Tensor, weight: &Tensor, bias: &Option<Tensor>) -> Tensor {
    assert_eq!(x.shape, [weight.shape[1]], "a dense layer takes a vector");
    let rows = weight.values.chunks(x.values.len()).enumerate();
    let outputs = rows.map(|(output, row)| {
        let products = row.iter().zip(&x.values).map(|(w, x)| w * x);
        bias_of(bias, output) + products.sum::<f64>()
    });
    let outputs: Vec<f64> = outputs.collect();
    of(&[outputs.len()], outputs)
}

fn normalize(layer: &Layer, x: &Tensor) -> Tensor {
    let plane = x.values.len() / x.shape[0];
    let per_channel = |work: &dyn Fn(usize, f64) -> f64| {
        let values = x.values.iter().enumerate();
        let values = values.map(|(index, x)| work(index / plane, *x));
        of(&x.shape, values.collect())
    };
    match layer {
        Layer::PRelu { slopes } => per_channel(&|at, x| {
            let slope = slopes.single().unwrap_or_else(|| slopes.values[at]);
            if x > 0.0 { x } else { slope * x }
        }),
        Layer::Standardize { mean, scale } => {
            per_channel(&|at, x| (x - mean.values[at]) / scale.values[at])
        }
        Layer::BatchNorm {
            parameters: [weight, bias, mean, variance],
            epsilon,
        } => per_channel(&|at, x| {
            let deviation = (variance.values[at] + f64::from(*epsilon)).sqrt();
            (x - mean.values[at]) / deviation * weight.values[at] + bias.values[at]
        }),
        Layer::LayerNorm {
            parameters: [weight, bias],
            epsilon,
        } => {
            let length = x.values.len() as f64;
            let mean = x.values.iter().sum::<f64>() / length;
            let variance = x.values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / length;
            let deviation = (variance + f64::from(*epsilon)).sqrt();
            let values = x.values.iter().zip(&weight.values).zip(&bias.values);
            let values = values.map(|((x, w), b)| (x - mean) / deviation * w + b);
            of(&x.shape, values.collect())
        }
        other => panic!("the oracle does not compute {other:?}"),
    }
}

fn of(shape: &[usize], values: Vec<f64>) -> Tensor {
    Tensor::new(shape.to_vec(), values).unwrap()
}

fn bias_of(bias: &Option<Tensor>, at: usize) -> f64 {
    bias.as_ref().map_or(0.0, |bias| bias.values[at])
}

fn activate(activation: Activation, x: Tensor) -> Tensor {
    let function: Box<dyn Fn(f64) -> f64> = match activation {
        Activation::Identity => return x,
        Activation::Softmax => {
            let most = x.values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = x.values.iter().map(|x| (x - most).exp()).sum();
            return x.map(|x| (x - most).exp() / sum);
        }
        Activation::Relu => Box::new(|x| x.max(0.0)),
        Activation::LeakyRelu(slope) => {
            Box::new(move |x| if x < 0.0 { x * f64::from(slope) } else { x })
        }
        Activation::Elu(alpha) => Box::new(move |x| {
            if x < 0.0 {
                f64::from(alpha) * x.exp_m1()
            } else {
                x
            }
        }),
        Activation::Gelu => Box::new(|x| 0.5 * x * (1.0 + libm::erf(x / std::f64::consts::SQRT_2))),
        Activation::Silu => Box::new(|x| x / (1.0 + (-x).exp())),
        Activation::Sigmoid => Box::new(|x| 1.0 / (1.0 + (-x).exp())),
        Activation::Tanh => Box::new(f64::tanh),
        Activation::Relu6 => Box::new(|x| x.clamp(0.0, 6.0)),
        Activation::HardSigmoid => Box::new(|x| (x + 3.0).clamp(0.0, 6.0) / 6.0),
        Activation::HardSwish => Box::new(|x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0),
        Activation::Softplus => Box::new(|x| x.max(0.0) + (-x.abs()).exp().ln_1p()),
        other => panic!("the oracle does not compute {other:?}"),
    };
    x.map(function)
}
