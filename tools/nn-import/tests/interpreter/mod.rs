//! Computes the layers of an import in `f64`, with loops that are written from the definitions of the language.

mod window;

use nn_import::layer::{Activation, Layer, Stage};
use nn_import::tensor::Tensor;

use self::window::{convolution, pool};

/// The output of layers. `input` has no batch.
///
/// # Errors
/// A layer or an activation is not interpreted.
pub(crate) fn compute(stages: &[Stage], input: &Tensor) -> Result<Tensor, String> {
    stages.iter().try_fold(input.clone(), |value, stage| {
        let value = layer(&stage.layer, &value)?;
        let output = activation(stage.activation, &value)?;
        assert_eq!(
            output.shape, stage.output,
            "the stated shape of {:?}",
            stage.layer
        );
        Ok(output)
    })
}

fn layer(layer: &Layer, input: &Tensor) -> Result<Tensor, String> {
    Ok(match layer {
        Layer::Dense { weight, bias } => dense(weight, bias.as_ref(), input),
        Layer::Conv {
            weight,
            bias,
            window,
            is_depthwise,
        } => convolution(weight, bias.as_ref(), window, *is_depthwise, input),
        Layer::Pool {
            window,
            is_max,
            is_ceil,
            counts_padding,
        } => pool(window, *is_max, *is_ceil, *counts_padding, input),
        Layer::GlobalAvgPool => means(input),
        Layer::Flatten => vector(input.values.iter().copied()),
        Layer::BatchNorm {
            parameters,
            epsilon,
        } => batch_norm(parameters, f64::from(*epsilon), input),
        Layer::LayerNorm {
            parameters,
            epsilon,
        } => layer_norm(parameters, f64::from(*epsilon), input),
        Layer::Residual { branch, projection } => {
            let branch = compute(branch, input)?;
            let other = compute(projection.as_deref().unwrap_or_default(), input)?;
            branch.zip(&other, |x, y| x + y)?
        }
        Layer::Concat(branches) => concat(branches, input)?,
        #[allow(unreachable_patterns, reason = "layers may be added to the language")]
        other => return Err(format!("no interpretation of {other:?}")),
    })
}

fn vector(values: impl Iterator<Item = f64>) -> Tensor {
    let values: Vec<f64> = values.collect();
    Tensor {
        shape: vec![values.len()],
        values,
    }
}

/// The mean of each channel.
fn means(input: &Tensor) -> Tensor {
    let length: usize = input.shape[1..].iter().product();
    let planes = input.values.chunks(length);
    vector(planes.map(|plane| plane.iter().sum::<f64>() / length as f64))
}

fn batch_norm(parameters: &[Tensor; 4], epsilon: f64, input: &Tensor) -> Tensor {
    let [scale, shift, mean, variance] = parameters;
    let length: usize = input.shape[1..].iter().product();
    let mut output = input.clone();
    for (index, x) in output.values.iter_mut().enumerate() {
        let channel = index / length;
        let deviation = (variance.values[channel] + epsilon).sqrt();
        *x =
            (*x - mean.values[channel]) / deviation * scale.values[channel] + shift.values[channel];
    }
    output
}

fn layer_norm([scale, shift]: &[Tensor; 2], epsilon: f64, input: &Tensor) -> Tensor {
    let length = input.values.len() as f64;
    let mean = input.values.iter().sum::<f64>() / length;
    let squares = input.values.iter().map(|x| (x - mean).powi(2));
    let deviation = (squares.sum::<f64>() / length + epsilon).sqrt();
    let mut output = input.clone();
    for (index, x) in output.values.iter_mut().enumerate() {
        *x = (*x - mean) / deviation * scale.values[index] + shift.values[index];
    }
    output
}

/// The outputs of branches, one after the other along the first axis.
fn concat(branches: &[Vec<Stage>], input: &Tensor) -> Result<Tensor, String> {
    let mut output = Tensor::new(vec![0], vec![])?;
    for branch in branches {
        let branch = compute(branch, input)?;
        output.values.extend(&branch.values);
        let channels = output.shape[0] + branch.shape[0];
        output.shape.clone_from(&branch.shape);
        output.shape[0] = channels;
    }
    Ok(output)
}

fn dense(weight: &Tensor, bias: Option<&Tensor>, input: &Tensor) -> Tensor {
    assert_eq!(input.shape, [weight.shape[1]]);
    let outputs = weight.values.chunks(weight.shape[1]).enumerate();
    vector(outputs.map(|(output, row)| {
        let products = row.iter().zip(&input.values).map(|(w, x)| w * x);
        bias.map_or(0.0, |bias| bias.values[output]) + products.sum::<f64>()
    }))
}

fn activation(activation: Activation, input: &Tensor) -> Result<Tensor, String> {
    let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
    Ok(match activation {
        Activation::Identity => input.clone(),
        Activation::Relu => input.map(|x| x.max(0.0)),
        Activation::LeakyRelu(slope) => {
            input.map(|x| if x < 0.0 { f64::from(slope) * x } else { x })
        }
        Activation::Elu(alpha) => input.map(|x| {
            if x < 0.0 {
                f64::from(alpha) * x.exp_m1()
            } else {
                x
            }
        }),
        Activation::Gelu => input.map(|x| 0.5 * x * (1.0 + libm::erf(x * 0.5_f64.sqrt()))),
        Activation::Silu => input.map(|x| x * sigmoid(x)),
        Activation::Sigmoid => input.map(sigmoid),
        Activation::Tanh => input.map(f64::tanh),
        Activation::Softplus => input.map(|x| x.exp().ln_1p()),
        Activation::Softmax => {
            let sum: f64 = input.values.iter().map(|x| x.exp()).sum();
            input.map(|x| x.exp() / sum)
        }
        #[allow(
            unreachable_patterns,
            reason = "activations may be added to the language"
        )]
        other => return Err(format!("no interpretation of {other:?}")),
    })
}
