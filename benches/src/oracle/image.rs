//! Expected results of convolution and pooling, from lists of products and positions.

use tests::compare::widen;
use tests::oracle::image::{Axis, Convolution, Window as Slide};
use tests::tolerance::ANY_ORDER;

use super::Want;

/// A square window that slides over a square image, without padding.
#[derive(Debug, Clone, Copy)]
pub struct Window {
    /// The side of the image.
    pub input: usize,
    /// The side of the output.
    pub output: usize,
    /// The side of the window.
    pub kernel: usize,
    /// The stride.
    pub stride: usize,
}

impl Window {
    fn slide(self) -> Slide {
        let axis = Axis {
            input: self.input,
            output: self.output,
            kernel: self.kernel,
            stride: self.stride,
            before: 0,
            dilation: 1,
        };
        Slide {
            rows: axis,
            columns: axis,
        }
    }
}

/// A convolution, described by the numbers that it multiplies.
#[derive(Debug, Clone, Copy)]
pub struct Convolved {
    /// Channels of the input.
    pub channels: usize,
    /// Filters, each over all channels.
    pub filters: usize,
    /// The window.
    pub window: Window,
}

/// Sums of products that are added one by one.
struct Sums {
    values: Vec<f64>,
    sizes: Vec<f64>,
    counts: Vec<f64>,
}

impl Sums {
    fn new(count: usize) -> Self {
        Sums {
            values: vec![0.0; count],
            sizes: vec![0.0; count],
            counts: vec![0.0; count],
        }
    }

    fn add(&mut self, index: usize, term: f64) {
        self.values[index] += term;
        self.sizes[index] += term.abs();
        self.counts[index] += 1.0;
    }

    fn want(self) -> Want {
        let rows = self.sizes.iter().zip(&self.counts);
        Want {
            limits: rows
                .map(|(size, count)| ANY_ORDER.limit(count * size))
                .collect(),
            values: self.values,
        }
    }
}

impl Convolved {
    fn twin(&self) -> Convolution {
        Convolution {
            channels: self.channels,
            filters: Some(self.filters),
            window: self.window.slide(),
            has_bias: true,
        }
    }

    /// The forward pass.
    pub fn forward(&self, input: &[f32], weights: &[f32], bias: &[f32]) -> Want {
        let (input, weights) = (widen(input), widen(weights));
        let plane = self.window.output * self.window.output;
        let mut sums = Sums::new(self.filters * plane);
        for (filter, bias) in bias.iter().enumerate() {
            (0..plane).for_each(|place| sums.add(filter * plane + place, f64::from(*bias)));
        }
        self.twin()
            .each(|to, from, weight| sums.add(to, input[from] * weights[weight]));
        sums.want()
    }

    /// The gradient with respect to the input.
    pub fn input_gradient(&self, d_output: &[f32], weights: &[f32]) -> Want {
        let (d_output, weights) = (widen(d_output), widen(weights));
        let mut sums = Sums::new(self.channels * self.window.input * self.window.input);
        self.twin()
            .each(|to, from, weight| sums.add(from, d_output[to] * weights[weight]));
        sums.want()
    }

    /// The gradient with respect to the weights, followed by the gradient with respect to the biases.
    pub fn gradient(&self, input: &[f32], d_output: &[f32]) -> Want {
        let (input, d_output) = (widen(input), widen(d_output));
        let twin = self.twin();
        let mut sums = Sums::new(twin.weights() + self.filters);
        twin.each(|to, from, weight| sums.add(weight, input[from] * d_output[to]));
        let plane = self.window.output * self.window.output;
        for (to, d) in d_output.iter().enumerate() {
            sums.add(twin.weights() + to / plane, *d);
        }
        sums.want()
    }
}

/// The outputs of pooling, the maximum or the mean of each window, and the gradient with respect to the planes.
pub fn pooled(window: Window, is_largest: bool, planes: &[f32], d_output: &[f32]) -> [Want; 2] {
    let seen = window.slide().seen();
    let mut output = Vec::new();
    let mut d_planes = vec![0.0; planes.len()];
    let d_planes_of_each = d_planes.chunks_mut(window.input * window.input);
    let rows = planes
        .chunks(window.input * window.input)
        .zip(d_planes_of_each);
    let d_rows = d_output.chunks(window.output * window.output);
    for ((plane, d_plane), d_row) in rows.zip(d_rows) {
        for (places, d) in seen.iter().zip(widen(d_row)) {
            let values = places
                .iter()
                .map(|place| (f64::from(plane[*place]), *place));
            if is_largest {
                let largest = values.max_by(|(a, _), (b, _)| a.total_cmp(b));
                let (value, place) = largest.unwrap_or((f64::NAN, 0));
                output.push(value);
                d_plane[place] += d;
            } else {
                let share = 1.0 / places.len() as f64;
                output.push(values.map(|(value, _)| value * share).sum());
                places.iter().for_each(|place| d_plane[*place] += d * share);
            }
        }
    }
    [output, d_planes].map(|values| Want::each(values, 1e-6, 1e-6))
}
