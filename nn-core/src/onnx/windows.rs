//! Windows that slide, as the attributes of operators.

use std::vec;
use std::vec::Vec;

use super::{Attribute, Graph, Value};
use crate::geometry::{Axis, Geometry};
use crate::layer::{Average, PoolKind};

/// How a window slides along each dimension.
pub(super) struct Windows {
    axes: Vec<Axis>,
}

/// The attributes that state padding.
struct Padding {
    /// Before each dimension, and then after each.
    pads: Vec<i64>,
    /// Whether the number of windows is rounded up, so that the last ones extend beyond the padding.
    is_rounded_up: bool,
}

impl Windows {
    pub(super) fn of<G: Geometry>() -> Self {
        let axes = match G::DIMENSIONS {
            1 => vec![G::COLUMNS],
            _ => vec![G::ROWS, G::COLUMNS],
        };
        Windows { axes }
    }

    /// Adds a convolution with a bias or without. `groups` and `filters` are its numbers.
    pub(super) fn convolution(
        &self,
        graph: &mut Graph,
        input: &Value,
        parameters: &[Value],
        [groups, filters]: [usize; 2],
    ) -> Value {
        let pads = self.pads(|axis| [axis.before, after(axis)]);
        let inputs: Vec<&Value> = core::iter::once(input).chain(parameters).collect();
        let attributes = [
            ("group", Attribute::Int(groups as i64)),
            (
                "dilations",
                Attribute::Ints(&self.each(|axis| axis.dilation)),
            ),
            ("strides", Attribute::Ints(&self.each(|axis| axis.stride))),
            ("pads", Attribute::Ints(&pads)),
        ];
        let shape = self.shape(filters, |axis| outputs(axis, after(axis)));
        let output = graph.node("Conv", &inputs, &attributes, &shape);
        self.cut(graph, output, filters)
    }

    /// Adds a pool.
    pub(super) fn pool<T: PoolKind>(&self, graph: &mut Graph, input: &Value) -> Value {
        let Some(channels) = input.shape().first().copied() else {
            return graph.refuse("its input has no channels");
        };
        let beyond = self.axes.iter().any(|axis| after(axis) > axis.before);
        if T::COUNTS_PADDING && beyond {
            return self.padded_average(graph, input);
        }
        let padding = self.padding();
        let mut attributes = vec![("ceil_mode", Attribute::Int(padding.is_rounded_up.into()))];
        if !T::IS_MAX {
            let counts = (
                "count_include_pad",
                Attribute::Int(T::COUNTS_PADDING.into()),
            );
            attributes.push(counts);
        }
        let operator = if T::IS_MAX { "MaxPool" } else { "AveragePool" };
        self.sliding(graph, operator, input, channels, &attributes, &padding.pads)
    }

    /// Adds an average that counts the padding, but not what is beyond it: first the zeros, then an average without padding.
    fn padded_average(&self, graph: &mut Graph, input: &Value) -> Value {
        let padded = self.zeros(graph, input, |axis| [axis.before; 2]);
        let axes = self.axes.iter().map(|axis| Axis {
            input: axis.input + 2 * axis.before,
            before: 0,
            ..*axis
        });
        let inner = Windows {
            axes: axes.collect(),
        };
        inner.pool::<Average>(graph, &padded)
    }

    /// Adds as many zeros before and after each dimension as `sides` states.
    pub(super) fn zeros(
        &self,
        graph: &mut Graph,
        input: &Value,
        sides: impl Fn(&Axis) -> [usize; 2],
    ) -> Value {
        let Some(channels) = input.shape().first().copied() else {
            return graph.refuse("its input has no channels");
        };
        let pads = self.pads(&sides);
        let (before, after) = pads.split_at(self.axes.len());
        let pads = graph.integers(&[&[0, 0], before, &[0, 0], after].concat());
        let shape = self.shape(channels, |axis| {
            let [before, after] = sides(axis);
            before + axis.input + after
        });
        graph.node("Pad", &[input, &pads], &[], &shape)
    }

    /// Fills each window with a value of the input. It is the reverse of a pool, so the output has the size of the input of windows.
    pub(super) fn repeated(&self, graph: &mut Graph, input: &Value) -> Value {
        let Some(channels) = input.shape().first().copied() else {
            return graph.refuse("its input has no channels");
        };
        // Neither the batch nor the channels are repeated.
        let factors = self.axes.iter().map(|axis| axis.stride as f32);
        let factors: Vec<f32> = [1.0, 1.0].into_iter().chain(factors).collect();
        let factors = graph.numbers(&factors);
        // The attributes that PyTorch writes.
        let attributes = [
            ("mode", Attribute::Text("nearest")),
            (
                "coordinate_transformation_mode",
                Attribute::Text("asymmetric"),
            ),
            ("nearest_mode", Attribute::Text("floor")),
        ];
        let shape = self.shape(channels, |axis| axis.input);
        let inputs = [input, &Value::absent(), &factors];
        graph.node("Resize", &inputs, &attributes, &shape)
    }

    /// Adds an operator on windows.
    fn sliding(
        &self,
        graph: &mut Graph,
        operator: &'static str,
        input: &Value,
        channels: usize,
        attributes: &[(&str, Attribute<'_>)],
        pads: &[i64],
    ) -> Value {
        let sizes = [
            ("kernel_shape", self.each(|axis| axis.kernel)),
            ("strides", self.each(|axis| axis.stride)),
            ("pads", pads.to_vec()),
        ];
        let sizes = sizes
            .iter()
            .map(|(name, sizes)| (*name, Attribute::Ints(sizes)));
        let attributes: Vec<_> = sizes.chain(attributes.iter().copied()).collect();
        let shape = self.shape(channels, |axis| outputs(axis, after(axis)));
        let output = graph.node(operator, &[input], &attributes, &shape);
        self.cut(graph, output, channels)
    }

    /// The padding of a pool. Numbers that are rounded up are stated as such, as other programs do.
    fn padding(&self) -> Padding {
        let is_rounded_up = self.axes.iter().any(|axis| after(axis) > axis.before)
            && self.axes.iter().all(|axis| rounded_up(axis) == axis.output);
        Padding {
            pads: match is_rounded_up {
                true => self.pads(|axis| [axis.before, axis.before]),
                false => self.pads(|axis| [axis.before, after(axis)]),
            },
            is_rounded_up,
        }
    }

    /// Removes windows that the network does not have.
    fn cut(&self, graph: &mut Graph, output: Value, channels: usize) -> Value {
        let shape = self.shape(channels, |axis| axis.output);
        if output.shape() == shape {
            return output;
        }
        let ends: Vec<i64> = shape.iter().map(|size| *size as i64).collect();
        let starts = graph.integers(&vec![0; ends.len()]);
        let axes: Vec<i64> = (1..=ends.len() as i64).collect();
        let [ends, axes] = [ends, axes].map(|numbers| graph.integers(&numbers));
        graph.node("Slice", &[&output, &starts, &ends, &axes], &[], &shape)
    }

    fn each(&self, number: impl Fn(&Axis) -> usize) -> Vec<i64> {
        self.axes.iter().map(|axis| number(axis) as i64).collect()
    }

    fn pads(&self, of: impl Fn(&Axis) -> [usize; 2]) -> Vec<i64> {
        [self.each(|axis| of(axis)[0]), self.each(|axis| of(axis)[1])].concat()
    }

    fn shape(&self, channels: usize, size: impl Fn(&Axis) -> usize) -> Vec<usize> {
        let sizes = self.axes.iter().map(size);
        core::iter::once(channels).chain(sizes).collect()
    }
}

/// The number of positions from the first window to the end of the last one.
fn reach(axis: &Axis) -> usize {
    axis.output.saturating_sub(1) * axis.stride + axis.span()
}

/// The padding after the input: that before it if the number of windows is the same, otherwise as much as the last window covers.
fn after(axis: &Axis) -> usize {
    if outputs(axis, axis.before) == axis.output {
        return axis.before;
    }
    reach(axis).saturating_sub(axis.input + axis.before)
}

/// The number of windows with this padding after the input.
fn outputs(axis: &Axis, after: usize) -> usize {
    let length = axis.input + axis.before + after;
    match length.checked_sub(axis.span()) {
        Some(rest) => rest.checked_div(axis.stride).unwrap_or_default() + 1,
        None => 0,
    }
}

/// The number of windows with the same padding on both sides, rounded up.
fn rounded_up(axis: &Axis) -> usize {
    let length = axis.input + 2 * axis.before;
    match length.checked_sub(axis.span()) {
        Some(rest) => rest.div_ceil(axis.stride.max(1)) + 1,
        None => 0,
    }
}
