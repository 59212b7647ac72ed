//! Layers that slide a window.

use nn_core::verify::{Graph, Row, Value};

use super::single;
use crate::evaluate::Windows;
use crate::layer::{Padding, Window};
use crate::tensor::{Tensor, positions, steps};

/// A window over planes: the sizes of the axes of the input and of the output, without the channels.
pub(super) struct Slide<'a> {
    pub(super) window: &'a Window,
    pub(super) input: &'a [usize],
    pub(super) output: &'a [usize],
}

impl Slide<'_> {
    /// The places of each window that are not padding: the place in the window, and the index in the plane.
    fn places(&self) -> Vec<Vec<(usize, usize)>> {
        let Window {
            kernel,
            stride,
            dilation,
            ..
        } = self.window;
        let windows = Windows {
            kernel: kernel.clone(),
            stride: stride.clone(),
            before: self.before(),
            after: vec![0; self.input.len()],
            dilation: dilation.clone(),
            output: self.output.to_vec(),
            is_ceil: false,
        };
        let places = |at: Vec<usize>| {
            let places = windows.places(&at, self.input).enumerate();
            places
                .filter_map(|(place, (index, _))| Some((place, index?)))
                .collect()
        };
        positions(self.output).map(places).collect()
    }

    /// The padding before each axis.
    fn before(&self) -> Vec<usize> {
        let Window {
            kernel,
            stride,
            dilation,
            padding,
        } = self.window;
        let extent = |axis: usize| dilation[axis] * (kernel[axis] - 1) + 1;
        let axes = 0..self.input.len();
        match padding {
            Padding::Both(sizes) => sizes.clone(),
            Padding::Causal => axes.map(|axis| extent(axis) - 1).collect(),
            Padding::Same => axes
                .map(|axis| {
                    let covered = (self.output[axis].max(1) - 1) * stride[axis] + extent(axis);
                    covered.saturating_sub(self.input[axis]) / 2
                })
                .collect(),
        }
    }

    fn plane(&self) -> usize {
        self.input.iter().product()
    }

    /// A convolution. A depthwise one has a filter for each channel.
    pub(super) fn convolution(
        &self,
        graph: &mut Graph,
        input: &Value,
        [weight, bias]: [Option<&Tensor>; 2],
        is_depthwise: bool,
    ) -> Value {
        let windows = self.places();
        let size: usize = self.window.kernel.iter().product();
        let weights = weight.map_or(&[][..], |weight| &weight.values);
        let filters = weight.and_then(|weight| weight.shape.first().copied());
        let filters = filters.unwrap_or(0);
        let channels = weights.len() / (filters * size).max(1);
        let mut rows = Vec::with_capacity(filters * windows.len());
        for filter in 0..filters {
            let first = if is_depthwise { filter } else { 0 };
            let bias = bias.and_then(|bias| bias.values.get(filter));
            for window in &windows {
                let products = (0..channels).flat_map(|channel| {
                    window.iter().filter_map(move |(place, index)| {
                        let weight = weights.get((filter * channels + channel) * size + place)?;
                        Some(((first + channel) * self.plane() + index, single(*weight)))
                    })
                });
                rows.push(Row {
                    products: products.collect(),
                    bias: bias.copied().map_or(0.0, single),
                    ..Row::default()
                });
            }
        }
        graph.affine(input, rows)
    }

    /// A pool.
    pub(super) fn pool(
        &self,
        graph: &mut Graph,
        input: &Value,
        [is_max, counts_padding]: [bool; 2],
    ) -> Value {
        let channels = graph.length(input) / self.plane().max(1);
        let windows = self.places();
        let size = self.window.kernel.iter().product();
        let all = (0..channels).flat_map(|channel| {
            windows.iter().map(move |window| -> Vec<usize> {
                let indices = window.iter();
                indices
                    .map(|(_, index)| channel * self.plane() + index)
                    .collect()
            })
        });
        match is_max {
            true => graph.largest(input, all.collect()),
            false => {
                let count = |window: &[usize]| if counts_padding { size } else { window.len() };
                let rows = all.map(|window| mean(&window, count(&window)));
                graph.affine(input, rows)
            }
        }
    }
}

/// The sum of these elements divided by a number. In `f32` the sum is divided, or multiplied by a rounded number.
fn mean(elements: &[usize], count: usize) -> Row {
    let share = 1.0 / count as f64;
    Row {
        products: elements.iter().map(|index| (*index, share)).collect(),
        operations: 3,
        ..Row::default()
    }
}

/// The mean or the maximum of each channel.
pub(super) fn of_channels(
    graph: &mut Graph,
    input: &Value,
    channels: usize,
    is_max: bool,
) -> Value {
    let plane = graph.length(input) / channels.max(1);
    let all = (0..channels).map(|channel| (channel * plane..(channel + 1) * plane).collect());
    let all: Vec<Vec<usize>> = all.collect();
    match is_max {
        true => graph.largest(input, all),
        false => graph.affine(input, all.iter().map(|elements| mean(elements, plane))),
    }
}

/// Each element of the output is an element of the input, or 0. `from` returns the position in the input along each axis but the
/// channels.
pub(super) fn moved(
    graph: &mut Graph,
    input: &Value,
    [from_sizes, to_sizes]: [&[usize]; 2],
    from: impl Fn(usize, usize) -> Option<usize>,
) -> Value {
    let plane: usize = from_sizes.iter().product();
    let channels = graph.length(input) / plane.max(1);
    let steps = steps(from_sizes);
    let places = positions(to_sizes).map(|at| {
        let mut place = 0;
        for (axis, ((position, step), size)) in at.iter().zip(&steps).zip(from_sizes).enumerate() {
            place += from(axis, *position).filter(|index| index < size)? * step;
        }
        Some(place)
    });
    let places: Vec<Option<usize>> = places.collect();
    let rows = (0..channels).flat_map(|channel| {
        places.iter().map(move |place| Row {
            products: place
                .map(|place| (channel * plane + place, 1.0))
                .into_iter()
                .collect(),
            ..Row::default()
        })
    });
    let rows: Vec<Row> = rows.collect();
    graph.affine(input, rows)
}
