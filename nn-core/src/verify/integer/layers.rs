//! Layers of `i8` with weights, and layers of elements.

use alloc::vec::Vec;

use super::super::graph::Value;
use super::finish::{FULL, Finish, Rule};
use super::graph::{Element, GraphI8, Operation, Unit, VerifyI8};
use crate::activation::Activation;
use crate::geometry::Geometry;
use crate::kernel::integer::Requantize;
use crate::layer::int8::{
    ActivationI8, ConvI8, DenseI8, DepthwiseConvI8, Form, GlobalAvgPoolI8, GlobalMaxPoolI8, Linear,
    PoolI8, QuantizedActivation, Rescale, Rounding, UpsampleI8, ZeroPadI8,
};
use crate::layer::{Flatten, Pass, PoolKind, Scale};
use crate::tensor::Tensor;
use crate::verify::graph::{plane, sources, windows};

impl Finish {
    /// That of an output channel.
    fn channel<A: QuantizedActivation, R: Rounding, const O: usize>(
        requantize: &Requantize<O>,
        channel: usize,
        linear: Scale,
    ) -> Self {
        let multiplier = requantize.multiplier.get(channel).copied().unwrap_or(-1);
        let shift = requantize.shift.get(channel).copied().unwrap_or_default();
        Finish {
            rule: Rule::of(R::BITS, multiplier, shift),
            zero: linear.zero,
            range: A::range(linear),
        }
    }

    /// That of a change of the scale.
    pub(super) fn rescale<R: Rounding>(rescale: Rescale, zero: i32, range: [i32; 2]) -> Self {
        Finish {
            rule: Rule::of(R::BITS, rescale.multiplier, rescale.shift),
            zero,
            range,
        }
    }
}

impl<const I: usize, const O: usize, A: QuantizedActivation, R: Rounding> VerifyI8
    for DenseI8<I, O, A, R>
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let unit = |(output, bias): (usize, &i32)| {
            let weight = |index| (index, i32::from(self.weights.get(output, 0, index)));
            let finish = Finish::channel::<A, R, O>(&self.requantize, output, self.linear());
            Unit::new((0..I).map(weight).collect(), *bias, self.input.zero, finish)
        };
        let units = self.bias.iter().enumerate().map(unit).collect();
        graph.sums(input, units, &self.activation)
    }
}

impl<const C: usize, const F: usize, G: Geometry, A: QuantizedActivation, R: Rounding> VerifyI8
    for ConvI8<C, F, G, A, R>
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let mut units = Vec::with_capacity(G::WINDOWS * F);
        for window in &windows::<G>() {
            for (filter, bias) in self.bias.iter().enumerate() {
                let products = window.iter().flat_map(|(place, index)| {
                    (0..C).map(move |channel| {
                        let weight = self.weights.get(filter, *place, channel);
                        (index * C + channel, i32::from(weight))
                    })
                });
                let finish = Finish::channel::<A, R, F>(&self.requantize, filter, self.linear());
                units.push(Unit::new(
                    products.collect(),
                    *bias,
                    self.input.zero,
                    finish,
                ));
            }
        }
        graph.sums(input, units, &self.activation)
    }
}

impl<const C: usize, G: Geometry, A: QuantizedActivation, R: Rounding> VerifyI8
    for DepthwiseConvI8<C, G, A, R>
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let mut units = Vec::with_capacity(G::WINDOWS * C);
        for window in &windows::<G>() {
            for (channel, bias) in self.bias.iter().enumerate() {
                let products = window.iter().map(|(place, index)| {
                    let weight = self.weights.get(0, *place, channel);
                    (index * C + channel, i32::from(weight))
                });
                let finish = Finish::channel::<A, R, C>(&self.requantize, channel, self.linear());
                units.push(Unit::new(
                    products.collect(),
                    *bias,
                    self.input.zero,
                    finish,
                ));
            }
        }
        graph.sums(input, units, &self.activation)
    }
}

impl<T: Tensor<Element = i8>, A: QuantizedActivation, R: Rounding> VerifyI8
    for ActivationI8<T, A, R>
{
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let linear = self.activation.linear(self.output);
        // the numbers are limited to 8 bits, and then to the range of the activation
        let finish = Finish::rescale::<R>(self.rescale, linear.zero, A::range(linear));
        let unit = |index| Unit::element(index, self.input.zero, finish);
        graph.sums(input, (0..T::LEN).map(unit).collect(), &self.activation)
    }
}

impl<K: PoolKind, const C: usize, G: Geometry> VerifyI8 for PoolI8<K, C, G> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let all = windows::<G>();
        let cells = all.iter().flat_map(|window| {
            (0..C).map(move |channel| window.iter().map(move |(_, index)| index * C + channel))
        });
        if K::IS_MAX {
            let cells: Vec<Vec<usize>> = cells.map(Iterator::collect).collect();
            return graph.add(cells.len(), Operation::Largest(input.node, cells));
        }
        let units = cells.map(|cells| {
            let terms: Vec<(usize, i32)> = cells.map(|index| (index, 1)).collect();
            let finish = Finish {
                rule: Rule::Mean(terms.len() as i32),
                zero: 0,
                range: FULL,
            };
            Unit::new(terms, 0, 0, finish)
        });
        let units = units.collect();
        graph.sums(input, units, &Linear)
    }
}

impl<const C: usize, T: Tensor<Element = i8>, R: Rounding> VerifyI8 for GlobalAvgPoolI8<C, T, R> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let finish = Finish::rescale::<R>(self.rescale, self.output.zero, FULL);
        let units = (0..C).map(|channel| {
            let terms = (0..T::LEN / C).map(|cell| (cell * C + channel, 1));
            Unit::new(terms.collect(), 0, self.input.zero, finish)
        });
        let units = units.collect();
        graph.sums(input, units, &Linear)
    }
}

impl<const C: usize, T: Tensor<Element = i8>> VerifyI8 for GlobalMaxPoolI8<C, T> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let channels =
            (0..C).map(|channel| (0..T::LEN / C).map(|cell| cell * C + channel).collect());
        let channels = channels.collect();
        graph.add(C, Operation::Largest(input.node, channels))
    }
}

impl<const C: usize, G: Geometry> VerifyI8 for ZeroPadI8<C, G> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let zero = Element::Constant(self.scale.zero as i8);
        let all = windows::<G>();
        let elements = all.iter().flat_map(|window| {
            (0..C).map(move |channel| {
                let inside = window.first();
                inside.map_or(zero, |(_, index)| Element::Of(0, index * C + channel))
            })
        });
        let elements = elements.collect();
        graph.moved(&[input], elements)
    }
}

/// The geometry is that of the pool which takes one value of each window back.
impl<const C: usize, G: Geometry> VerifyI8 for UpsampleI8<C, G> {
    fn trace(&self, graph: &mut GraphI8, input: &Value) -> Value {
        let elements = sources::<G>()
            .into_iter()
            .take(plane::<G>())
            .flat_map(|index| (0..C).map(move |channel| Element::Of(0, index * C + channel)));
        let elements = elements.collect();
        graph.moved(&[input], elements)
    }
}

impl<T: Tensor<Element = i8>, A: Activation> VerifyI8 for Pass<T, A> {
    fn trace(&self, _graph: &mut GraphI8, input: &Value) -> Value {
        *input
    }
}

impl<T: Tensor<Element = i8>, const N: usize> VerifyI8 for Flatten<T, N> {
    fn trace(&self, _graph: &mut GraphI8, input: &Value) -> Value {
        *input
    }
}
