//! Computes the layers of an import in `f64`, with loops that are written from the definitions of the language.

use nn_import::layer::{Activation, Layer, Padding, Stage, Window};
use nn_import::tensor::{Tensor, positions, steps};

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
        Layer::GlobalAvgPool => {
            let length: usize = input.shape[1..].iter().product();
            let planes = input.values.chunks(length);
            vector(planes.map(|plane| plane.iter().sum::<f64>() / length as f64))
        }
        Layer::Flatten => vector(input.values.iter().copied()),
        Layer::BatchNorm {
            parameters: [scale, shift, mean, variance],
            epsilon,
        } => {
            let length: usize = input.shape[1..].iter().product();
            let mut output = input.clone();
            for (index, x) in output.values.iter_mut().enumerate() {
                let channel = index / length;
                let deviation = (variance.values[channel] + f64::from(*epsilon)).sqrt();
                *x = (*x - mean.values[channel]) / deviation * scale.values[channel]
                    + shift.values[channel];
            }
            output
        }
        Layer::LayerNorm {
            parameters: [scale, shift],
            epsilon,
        } => {
            let length = input.values.len() as f64;
            let mean = input.values.iter().sum::<f64>() / length;
            let variance = input.values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / length;
            let deviation = (variance + f64::from(*epsilon)).sqrt();
            let mut output = input.clone();
            for (index, x) in output.values.iter_mut().enumerate() {
                *x = (*x - mean) / deviation * scale.values[index] + shift.values[index];
            }
            output
        }
        Layer::Residual { branch, projection } => {
            let branch = compute(branch, input)?;
            let other = compute(projection.as_deref().unwrap_or_default(), input)?;
            branch.zip(&other, |x, y| x + y)?
        }
        Layer::Concat(branches) => {
            let mut output = Tensor::new(vec![0], vec![])?;
            for branch in branches {
                let branch = compute(branch, input)?;
                output.values.extend(&branch.values);
                let channels = output.shape[0] + branch.shape[0];
                output.shape.clone_from(&branch.shape);
                output.shape[0] = channels;
            }
            output
        }
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

fn dense(weight: &Tensor, bias: Option<&Tensor>, input: &Tensor) -> Tensor {
    assert_eq!(input.shape, [weight.shape[1]]);
    let outputs = weight.values.chunks(weight.shape[1]).enumerate();
    vector(outputs.map(|(output, row)| {
        let products = row.iter().zip(&input.values).map(|(w, x)| w * x);
        bias.map_or(0.0, |bias| bias.values[output]) + products.sum::<f64>()
    }))
}

/// One axis of a window: how many there are, and the padding before the first.
fn axis(window: &Window, at: usize, size: usize, is_ceil: bool) -> (usize, usize) {
    let extent = window.dilation[at] * (window.kernel[at] - 1) + 1;
    let stride = window.stride[at];
    match &window.padding {
        Padding::Same => {
            let count = size.div_ceil(stride);
            let total = ((count - 1) * stride + extent).saturating_sub(size);
            (count, total / 2)
        }
        Padding::Both(sizes) => {
            let rest = size + 2 * sizes[at] - extent;
            let mut count = rest / stride + 1;
            // the last window starts in the input, or in the padding before it
            if is_ceil && rest % stride != 0 && count * stride < size + sizes[at] {
                count += 1;
            }
            (count, sizes[at])
        }
        #[allow(unreachable_patterns, reason = "paddings may be added to the language")]
        other => panic!("no interpretation of {other:?}"),
    }
}

/// The number of windows along each axis, and for each window its elements: their places in the input, `None` outside of it.
struct Windows {
    counts: Vec<usize>,
    before: Vec<usize>,
}

impl Windows {
    fn of(window: &Window, plane: &[usize], is_ceil: bool) -> Self {
        let axes = plane.iter().enumerate();
        let axes = axes.map(|(at, size)| axis(window, at, *size, is_ceil));
        let (counts, before) = axes.unzip();
        Windows { counts, before }
    }

    /// The elements of a window: the place of each in the input, or how far it is outside along the worst axis.
    fn places(&self, window: &Window, plane: &[usize], at: &[usize]) -> Vec<Result<usize, usize>> {
        let steps = steps(plane);
        let elements = positions(&window.kernel);
        let place = |element: Vec<usize>| {
            let (mut place, mut outside) = (0, 0);
            for axis in 0..plane.len() {
                let from = at[axis] * window.stride[axis] + element[axis] * window.dilation[axis];
                match from.checked_sub(self.before[axis]) {
                    Some(inside) if inside < plane[axis] => place += inside * steps[axis],
                    Some(after) => outside = outside.max(after + 1 - plane[axis]),
                    None => outside = outside.max(1),
                }
            }
            if outside == 0 {
                Ok(place)
            } else {
                Err(outside)
            }
        };
        elements.map(place).collect()
    }
}

fn convolution(
    weight: &Tensor,
    bias: Option<&Tensor>,
    window: &Window,
    is_depthwise: bool,
    input: &Tensor,
) -> Tensor {
    let plane = &input.shape[1..];
    let windows = Windows::of(window, plane, false);
    let (filters, each) = (weight.shape[0], weight.shape[1]);
    assert_eq!(weight.shape[2..], window.kernel);
    assert_eq!(if is_depthwise { 1 } else { input.shape[0] }, each);
    let (size, taps) = (
        plane.iter().product::<usize>(),
        window.kernel.iter().product::<usize>(),
    );
    let mut values = Vec::new();
    for filter in 0..filters {
        for at in positions(&windows.counts) {
            let mut sum = bias.map_or(0.0, |bias| bias.values[filter]);
            for channel in 0..each {
                let image = if is_depthwise { filter } else { channel };
                for (tap, place) in windows.places(window, plane, &at).iter().enumerate() {
                    let weight = weight.values[(filter * each + channel) * taps + tap];
                    sum += place.map_or(0.0, |place| input.values[image * size + place] * weight);
                }
            }
            values.push(sum);
        }
    }
    let shape = [&[filters][..], &windows.counts].concat();
    Tensor { shape, values }
}

fn pool(
    window: &Window,
    is_max: bool,
    is_ceil: bool,
    counts_padding: bool,
    input: &Tensor,
) -> Tensor {
    let plane = &input.shape[1..];
    let windows = Windows::of(window, plane, is_ceil);
    let size: usize = plane.iter().product();
    let padding = match &window.padding {
        Padding::Both(sizes) => sizes.iter().copied().max().unwrap_or_default(),
        _ => 0,
    };
    let mut values = Vec::new();
    for image in input.values.chunks(size) {
        for at in positions(&windows.counts) {
            let places = windows.places(window, plane, &at);
            let inside = places.iter().flatten().map(|place| image[*place]);
            // what is after the padding never counts
            let is_counted = |place: &&Result<usize, usize>| match place {
                Ok(_) => true,
                Err(outside) => counts_padding && *outside <= padding,
            };
            values.push(match is_max {
                true => inside.fold(f64::NEG_INFINITY, f64::max),
                false => inside.sum::<f64>() / places.iter().filter(is_counted).count() as f64,
            });
        }
    }
    let shape = [&input.shape[..1], &windows.counts].concat();
    Tensor { shape, values }
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
