//! Windows, pools and means.

use nn_core::tflite::{Operator, Options, Sliding};

use super::builder::Builder;
use crate::graph::Attribute;

impl Builder<'_> {
    /// The windows of a convolution or a pool as attributes.
    pub(super) fn windows(
        &self,
        operator: &Operator<'_>,
        sliding: &Sliding,
        kernel: [usize; 2],
    ) -> Result<Vec<(&'static str, Attribute)>, String> {
        let shape = |tensor: Option<usize>| {
            let tensor = self.file.tensor(tensor?)?;
            match *tensor.shape() {
                [_, rows, columns, _] => Some([rows, columns]),
                _ => None,
            }
        };
        let shapes = shape(operator.input(0)).zip(shape(operator.output(0)));
        let (input, output) = shapes.ok_or("its input or its output is not an image")?;
        let (before, after) = zeros(sliding, kernel, input, output)?;
        let row = self.row_of(4).map(|row| row - 1);
        let list = |sizes: &[usize]| {
            let left = sizes
                .iter()
                .enumerate()
                .filter(|(axis, _)| Some(*axis) != row);
            left.map(|(_, size)| *size as i64).collect::<Vec<i64>>()
        };
        Ok(vec![
            ("kernel_shape", Attribute::Ints(list(&kernel))),
            ("strides", Attribute::Ints(list(&sliding.stride))),
            ("dilations", Attribute::Ints(list(&sliding.dilation))),
            (
                "pads",
                Attribute::Ints([list(&before), list(&after)].concat()),
            ),
        ])
    }

    /// A pool. The mean of a window does not count the padding.
    pub(super) fn pool(&mut self, operator: &Operator<'_>, name: &str) -> Result<String, String> {
        let Options::Sliding(sliding) = operator.options() else {
            return Err("its settings cannot be read".to_owned());
        };
        let attributes = self.windows(operator, &sliding, sliding.window)?;
        let value = self.data(operator)?;
        let value = self.channels_first(value);
        let value = self.push(name, vec![value], &attributes);
        Ok(self.channels_last(value))
    }

    /// `MEAN` over some axes.
    pub(super) fn mean(&mut self, operator: &Operator<'_>) -> Result<String, String> {
        let axes = self.list(operator, 1)?;
        let count = |tensor: Option<usize>| {
            let tensor = self.file.tensor(tensor?)?;
            Some(tensor.shape().len())
        };
        let counts = count(operator.input(0)).zip(count(operator.output(0)));
        let (before, after) = counts.ok_or("it has no input or no output")?;
        let axes = axes.into_iter().filter_map(|axis| self.axis(axis, before));
        let axes: Vec<i64> = axes.map(|axis| axis as i64).collect();
        if axes.is_empty() {
            return self.reshape(operator);
        }
        let attributes = [
            ("axes", Attribute::Ints(axes)),
            ("keepdims", Attribute::Int((before == after).into())),
        ];
        let value = self.data(operator)?;
        Ok(self.push("ReduceMean", vec![value], &attributes))
    }
}

/// The zeros before and after each axis.
fn zeros(
    sliding: &Sliding,
    kernel: [usize; 2],
    input: [usize; 2],
    output: [usize; 2],
) -> Result<([usize; 2], [usize; 2]), String> {
    let (mut before, mut after) = ([0; 2], [0; 2]);
    if !sliding.is_same {
        return Ok((before, after));
    }
    for axis in 0..2 {
        let extent = (kernel[axis].saturating_sub(1)).saturating_mul(sliding.dilation[axis]);
        let reached = (output[axis].saturating_sub(1)).saturating_mul(sliding.stride[axis]);
        let total = reached.saturating_add(extent).saturating_add(1);
        let total = total.saturating_sub(input[axis]);
        if total > extent {
            return Err("its output is larger than its input".to_owned());
        }
        before[axis] = total / 2;
        after[axis] = total - total / 2;
    }
    Ok((before, after))
}
