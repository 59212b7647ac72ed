//! Compares windows: kernels, strides, dilations and paddings.

use super::error::{Difference, ModelError};
use super::kind::{Kind, Window, is_integer, is_line, kind, weights, window};
use super::matcher::{Matcher, Parts};
use crate::attempt::attempt;
use crate::state::StateLayer;
use crate::tflite::{Code, ModelTensor, Operator, Options, Sliding};

/// An operator and its parts.
pub(super) struct Found<'a> {
    pub(super) parts: Parts<'a>,
    pub(super) operator: Operator<'a>,
    /// The rows and columns of zeros that an operator before it adds before the input.
    pub(super) pads: [usize; 2],
}

/// The window of an operator along one axis.
#[derive(Clone, Copy)]
struct Axis {
    input: usize,
    output: usize,
    kernel: usize,
    stride: usize,
    dilation: usize,
    /// The zeros before the input.
    before: usize,
}

impl Axis {
    /// The axis with an index, 0 for rows and 1 for columns.
    const fn of(found: &Found<'_>, sliding: &Sliding, kernel: [usize; 2], axis: usize) -> Self {
        let (input, output) = (
            size(&found.parts.input.tensor, 1 + axis),
            size(&found.parts.linear.tensor, 1 + axis),
        );
        let (kernel, stride, dilation) =
            (kernel[axis], sliding.stride[axis], sliding.dilation[axis]);
        let span = kernel.saturating_sub(1).saturating_mul(dilation) + 1;
        let reached = output.saturating_sub(1).saturating_mul(stride) + span;
        let same = reached.saturating_sub(input) / 2;
        Axis {
            input,
            output,
            kernel,
            stride,
            dilation,
            before: found.pads[axis] + if sliding.is_same { same } else { 0 },
        }
    }

    /// Whether this is the declared window along an axis. The stride of a single window, and the dilation of a single place, are free.
    const fn has_window(self, declared: &Window, axis: usize) -> bool {
        self.kernel == declared.kernel[axis]
            && (self.output <= 1 || self.stride == declared.stride[axis])
            && (self.kernel <= 1 || self.dilation == declared.dilation[axis])
    }

    /// Whether the window covers an axis without a length.
    const fn is_point(self) -> bool {
        self.input == 1 && self.output == 1 && self.kernel == 1
    }
}

/// The size of a dimension.
const fn size(tensor: &ModelTensor<'_>, dimension: usize) -> usize {
    match tensor.shape().split_at_checked(dimension) {
        Some((_, [size, ..])) => *size,
        _ => 0,
    }
}

impl Matcher<'_, '_> {
    /// Compares the window of a layer with that of an operator. A sequence may be along rows or along columns.
    pub(super) const fn compare_window(
        &self,
        layer: &'static StateLayer,
        found: &Found<'_>,
    ) -> Result<(), ModelError> {
        let Options::Sliding(sliding) = found.operator.options() else {
            return self.other(found.parts.operator);
        };
        let kernel = attempt!(self.kernel(layer, found, &sliding));
        let rows = Axis::of(found, &sliding, kernel, 0);
        let columns = Axis::of(found, &sliding, kernel, 1);
        let [rows, columns] = if is_line(layer) && columns.is_point() {
            [columns, rows]
        } else {
            [rows, columns]
        };
        if is_line(layer) && !rows.is_point() {
            return self.other(found.parts.operator);
        }
        let (declared, both) = (window(layer), [rows, columns]);
        if !(both[0].has_window(&declared, 0) && both[1].has_window(&declared, 1)) {
            return self.other(found.parts.operator);
        }
        let before = [both[0].before, both[1].before];
        if before[0] != declared.before[0] || before[1] != declared.before[1] {
            let difference = Difference::Padding {
                found: before,
                needed: declared.before,
            };
            return self.differs(found.parts.operator, difference);
        }
        if declared.counts_padding && (before[0] > 0 || before[1] > 0) {
            return self.other(found.parts.operator);
        }
        Ok(())
    }

    /// The kernel of an operator, whose filters and channels must be those of the layer.
    const fn kernel(
        &self,
        layer: &'static StateLayer,
        found: &Found<'_>,
        sliding: &Sliding,
    ) -> Result<[usize; 2], ModelError> {
        if matches!(kind(layer), Kind::MaxPool | Kind::AvgPool) {
            return Ok(sliding.window);
        }
        let Some(numbers) = &found.parts.weights else {
            return self.other(found.parts.operator);
        };
        let [filters, rows, columns, channels] = *numbers.tensor.shape() else {
            return self.other(found.parts.operator);
        };
        let (filters, channels) = match found.parts.code {
            Code::CONV_2D => (filters, channels),
            _ => (channels, 1),
        };
        let shape = weights(layer);
        let (needed, of_each) = match (kind(layer), is_integer(layer), shape) {
            (Kind::DepthwiseConv, true, [.., channels]) => (*channels, 1),
            (Kind::DepthwiseConv, false, [channels, ..]) => (*channels, 1),
            (_, true, [filters, .., channels]) => (*filters, *channels),
            (_, false, [filters, channels, ..]) => (*filters, *channels),
            _ => (0, 0),
        };
        if filters != needed || channels != of_each {
            return self.other(found.parts.operator);
        }
        Ok([rows, columns])
    }
}
