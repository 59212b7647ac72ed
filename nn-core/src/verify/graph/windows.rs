//! Layers that slide a window.

use alloc::vec;
use alloc::vec::Vec;

use super::{Graph, Row, Value, Verify};
use crate::activation::Activation;
use crate::geometry::{Axis, Geometry};
use crate::layer::{Conv, DepthwiseConv, Optional, Pool, PoolKind, Upsample, ZeroPad};
use crate::tensor::Tensor;

/// The places of each window of a plane, as pairs of a place in the window and an index in the plane.
pub(in crate::verify) fn windows<G: Geometry>() -> Vec<Vec<(usize, usize)>> {
    let mut windows = Vec::with_capacity(G::WINDOWS);
    for row in 0..G::ROWS.output {
        for column in 0..G::COLUMNS.output {
            let mut places = Vec::with_capacity(G::PLACES);
            for (y, from_row) in inside(G::ROWS, row) {
                for (x, from_column) in inside(G::COLUMNS, column) {
                    let place = y * G::COLUMNS.kernel + x;
                    places.push((place, from_row * G::COLUMNS.input + from_column));
                }
            }
            windows.push(places);
        }
    }
    windows
}

/// The window that each element of a plane is in.
pub(in crate::verify) fn sources<G: Geometry>() -> Vec<usize> {
    let mut from = vec![0; plane::<G>()];
    for (value, window) in windows::<G>().iter().enumerate() {
        for (_, index) in window {
            if let Some(from) = from.get_mut(*index) {
                *from = value;
            }
        }
    }
    from
}

/// The places of a window along an axis that are not padding, and the positions there.
fn inside(axis: Axis, output: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..axis.kernel).filter_map(move |place| {
        let position = output * axis.stride + place * axis.dilation;
        let position = position.checked_sub(axis.before)?;
        (position < axis.input).then_some((place, position))
    })
}

/// The number of elements of a channel of the input.
pub(in crate::verify) const fn plane<G: Geometry>() -> usize {
    G::ROWS.input * G::COLUMNS.input
}

/// A row for each window of each filter, over these channels of the input. `weight` returns the weight of a filter for a channel and a
/// place in the window.
fn convolution<G: Geometry>(
    bias: &[f32],
    channels: impl Fn(usize) -> core::ops::Range<usize>,
    weight: impl Fn(usize, usize, usize) -> Option<f32>,
) -> Vec<Row> {
    let windows = windows::<G>();
    let mut rows = Vec::with_capacity(bias.len() * windows.len());
    for (filter, bias) in bias.iter().enumerate() {
        for window in &windows {
            let products = channels(filter).flat_map(|channel| {
                let weight = &weight;
                window.iter().filter_map(move |(place, index)| {
                    let weight = weight(filter, channel, *place)?;
                    Some((channel * plane::<G>() + index, f64::from(weight)))
                })
            });
            rows.push(Row {
                products: products.collect(),
                bias: f64::from(*bias),
                ..Row::default()
            });
        }
    }
    rows
}

impl<const C: usize, const F: usize, G: Geometry, A: Activation, B: Optional> Verify
    for Conv<C, F, G, A, B>
{
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let bias: &[f32; F] = B::or(&self.bias, Tensor::ZERO_REF);
        let rows = convolution::<G>(
            bias,
            |_| 0..C,
            |filter, channel, place| {
                let kernel = self.weights.get(channel)?.as_slice();
                kernel.get(place * F + filter).copied()
            },
        );
        graph.affine(input, rows)
    }
}

impl<const C: usize, G: Geometry, A: Activation, B: Optional> Verify for DepthwiseConv<C, G, A, B> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let bias: &[f32; C] = B::or(&self.bias, Tensor::ZERO_REF);
        let rows = convolution::<G>(
            bias,
            |filter| filter..filter + 1,
            |_, channel, place| {
                let kernel = self.weights.get(channel)?.as_slice();
                kernel.get(place).copied()
            },
        );
        graph.affine(input, rows)
    }
}

impl<K: PoolKind, const C: usize, G: Geometry> Verify for Pool<K, C, G> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let windows = windows::<G>();
        let all = (0..C).flat_map(|channel| {
            windows.iter().map(move |window| -> Vec<usize> {
                let places = window.iter();
                places
                    .map(|(_, index)| channel * plane::<G>() + index)
                    .collect()
            })
        });
        if K::IS_MAX {
            let windows = all.collect();
            return graph.largest(input, windows);
        }
        let rows = all.map(|places| {
            let count = match K::COUNTS_PADDING {
                true => G::PLACES,
                false => places.len(),
            };
            Row {
                products: places
                    .iter()
                    .map(|index| (*index, 1.0 / count as f64))
                    .collect(),
                operations: 3,
                ..Row::default()
            }
        });
        let rows: Vec<Row> = rows.collect();
        graph.affine(input, rows)
    }
}

impl<const C: usize, G: Geometry> Verify for ZeroPad<C, G> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let windows = windows::<G>();
        let rows = (0..C).flat_map(|channel| {
            windows.iter().map(move |window| Row {
                products: window
                    .iter()
                    .map(|(_, index)| (channel * plane::<G>() + index, 1.0))
                    .collect(),
                ..Row::default()
            })
        });
        let rows: Vec<Row> = rows.collect();
        graph.affine(input, rows)
    }
}

/// The geometry is that of the pool which takes one value of each window back: its output is the input of the layer.
impl<const C: usize, G: Geometry> Verify for Upsample<C, G> {
    fn trace(&self, graph: &mut Graph, input: &Value) -> Value {
        let from = sources::<G>();
        let rows = (0..C).flat_map(|channel| {
            from.iter().map(move |value| Row {
                products: vec![(channel * G::WINDOWS + value, 1.0)],
                ..Row::default()
            })
        });
        let rows: Vec<Row> = rows.collect();
        graph.affine(input, rows)
    }
}
