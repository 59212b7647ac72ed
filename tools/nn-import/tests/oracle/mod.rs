//! Computes the layers of an imported network in `f64` with plain loops, by the definitions of the language.

use nn_import::layer::{Activation, Layer, Padding, Stage, Window};
use nn_import::tensor::Tensor;

/// The output of a chain of layers.
pub(crate) fn run(stages: &[Stage], input: Tensor) -> Tensor {
    stages.iter().fold(input, |value, stage| {
        let output = compute(&stage.layer, &value);
        assert_eq!(output.shape, stage.output, "{:?}", stage.layer);
        activate(stage.activation, output)
    })
}

fn compute(layer: &Layer, x: &Tensor) -> Tensor {
    let channels = x.shape[0];
    let plane = x.values.len() / channels;
    let per_channel = |work: &dyn Fn(usize, f64) -> f64| {
        let values = x.values.iter().enumerate();
        let values = values.map(|(index, x)| work(index / plane, *x));
        of(&x.shape, values.collect())
    };
    match layer {
        Layer::Dense { weight, bias } => {
            assert_eq!(x.shape.len(), 1, "a dense layer takes a vector");
            assert_eq!(weight.shape[1], channels);
            let rows = weight.values.chunks(channels).enumerate();
            let outputs = rows.map(|(output, row)| {
                let products = row.iter().zip(&x.values).map(|(w, x)| w * x);
                bias_of(bias, output) + products.sum::<f64>()
            });
            let outputs: Vec<f64> = outputs.collect();
            of(&[outputs.len()], outputs)
        }
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
            let means = x.values.chunks(plane);
            let means = means.map(|plane| plane.iter().sum::<f64>() / plane.len() as f64);
            of(&[channels], means.collect())
        }
        Layer::Flatten => of(&[x.values.len()], x.values.clone()),
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
        Layer::Residual { branch, projection } => {
            let other = run(projection.as_deref().unwrap_or_default(), x.clone());
            let sum = run(branch, x.clone());
            assert_eq!(sum.shape, other.shape);
            let values = sum.values.iter().zip(&other.values).map(|(a, b)| a + b);
            of(&sum.shape, values.collect())
        }
        Layer::Concat(branches) => {
            let parts: Vec<Tensor> = branches
                .iter()
                .map(|branch| run(branch, x.clone()))
                .collect();
            let mut shape = parts[0].shape.clone();
            shape[0] = parts.iter().map(|part| part.shape[0]).sum();
            let values = parts.into_iter().flat_map(|part| part.values);
            of(&shape, values.collect())
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

/// The windows along one axis: the padding before it, and their number.
fn windows(window: &Window, axis: usize, size: usize, is_ceil: bool) -> (usize, usize) {
    let (kernel, stride) = (window.kernel[axis], window.stride[axis]);
    let extent = (kernel - 1) * window.dilation[axis] + 1;
    match &window.padding {
        Padding::Same => {
            let count = size.div_ceil(stride);
            let total = ((count - 1) * stride + extent).saturating_sub(size);
            (total / 2, count)
        }
        Padding::Both(sizes) => {
            let before = sizes[axis];
            let rest = size + 2 * before - extent;
            let mut count = rest / stride + 1;
            if is_ceil && !rest.is_multiple_of(stride) && count * stride < size + before {
                count += 1;
            }
            (before, count)
        }
    }
}

/// An image of rows and columns: a sequence has one row.
struct Plane {
    rows: usize,
    columns: usize,
    window: Window,
    is_ceil: bool,
}

impl Plane {
    fn of(x: &Tensor, window: &Window, is_ceil: bool) -> Self {
        let mut window = window.clone();
        let mut sizes = x.shape[1..].to_vec();
        if sizes.len() == 1 {
            sizes.insert(0, 1);
            for list in [&mut window.kernel, &mut window.stride, &mut window.dilation] {
                list.insert(0, 1);
            }
            if let Padding::Both(sizes) = &mut window.padding {
                sizes.insert(0, 0);
            }
        }
        Plane {
            rows: sizes[0],
            columns: sizes[1],
            window,
            is_ceil,
        }
    }

    fn outputs(&self) -> [usize; 2] {
        [
            windows(&self.window, 0, self.rows, self.is_ceil).1,
            windows(&self.window, 1, self.columns, self.is_ceil).1,
        ]
    }

    /// The places of a window, `None` in the padding. What is after the padding is left out.
    fn places(&self, row: usize, column: usize) -> Vec<Option<usize>> {
        let (above, _) = windows(&self.window, 0, self.rows, self.is_ceil);
        let (left, _) = windows(&self.window, 1, self.columns, self.is_ceil);
        let (stride, dilation) = (&self.window.stride, &self.window.dilation);
        let mut places = Vec::new();
        for i in 0..self.window.kernel[0] {
            for j in 0..self.window.kernel[1] {
                let y = row * stride[0] + i * dilation[0];
                let x = column * stride[1] + j * dilation[1];
                let is_after = y >= self.rows + 2 * above || x >= self.columns + 2 * left;
                if is_after && self.is_ceil {
                    continue;
                }
                let is_inside = (above..above + self.rows).contains(&y)
                    && (left..left + self.columns).contains(&x);
                places.push(is_inside.then(|| (y - above) * self.columns + x - left));
            }
        }
        places
    }

    fn shape(&self, x: &Tensor, channels: usize) -> Vec<usize> {
        let [rows, columns] = self.outputs();
        match x.shape.len() {
            2 => vec![channels, columns],
            _ => vec![channels, rows, columns],
        }
    }
}

fn convolve(
    x: &Tensor,
    weight: &Tensor,
    bias: &Option<Tensor>,
    window: &Window,
    is_depthwise: bool,
) -> Tensor {
    let plane = Plane::of(x, window, false);
    let ([rows, columns], size) = (plane.outputs(), plane.rows * plane.columns);
    let (filters, channels) = (weight.shape[0], weight.shape[1]);
    let kernel: usize = window.kernel.iter().product();
    assert_eq!(if is_depthwise { filters } else { channels }, x.shape[0]);
    let mut values = Vec::new();
    for filter in 0..filters {
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let mut sum = bias_of(bias, filter);
            for channel in 0..channels {
                let image = if is_depthwise { filter } else { channel };
                let weights = &weight.values[(filter * channels + channel) * kernel..];
                for (place, weight) in plane.places(row, column).iter().zip(weights) {
                    sum += place.map_or(0.0, |place| x.values[image * size + place] * weight);
                }
            }
            values.push(sum);
        }
    }
    of(&plane.shape(x, filters), values)
}

fn pool(x: &Tensor, window: &Window, is_max: bool, is_ceil: bool, counts_padding: bool) -> Tensor {
    let plane = Plane::of(x, window, is_ceil);
    let ([rows, columns], size) = (plane.outputs(), plane.rows * plane.columns);
    let mut values = Vec::new();
    for image in x.values.chunks(size) {
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let places = plane.places(row, column);
            let inside: Vec<f64> = places.iter().flatten().map(|place| image[*place]).collect();
            values.push(match (is_max, counts_padding) {
                (true, _) => inside.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                (false, true) => inside.iter().sum::<f64>() / places.len() as f64,
                (false, false) => inside.iter().sum::<f64>() / inside.len() as f64,
            });
        }
    }
    of(&plane.shape(x, x.shape[0]), values)
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
        Activation::Softplus => Box::new(|x| x.max(0.0) + (-x.abs()).exp().ln_1p()),
        other => panic!("the oracle does not compute {other:?}"),
    };
    x.map(function)
}
