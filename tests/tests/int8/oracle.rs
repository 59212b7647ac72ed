//! Layers of `i8` as plain loops over flat lists, with the channels last.

use nn_core::geometry::{Axis, Geometry};
use nn_core::kernel::integer::requantize;
use nn_core::layer::Scale;
use nn_core::layer::int8::{Requantize, Rounding};

/// The scales and the range of a layer with weights.
pub(crate) struct Setting<'a, const O: usize> {
    pub(crate) bias: &'a [i32; O],
    pub(crate) requantize: &'a Requantize<O>,
    pub(crate) input: Scale,
    pub(crate) output: Scale,
    pub(crate) least: i32,
}

impl<const O: usize> Setting<'_, O> {
    fn output<R: Rounding>(&self, sum: i64, channel: usize) -> i8 {
        let sum = i32::try_from(sum + i64::from(self.bias[channel])).expect("the sum fits");
        let (multiplier, shift) = (
            self.requantize.multiplier[channel],
            self.requantize.shift[channel],
        );
        let number = requantize::<R>(sum, multiplier, shift).saturating_add(self.output.zero);
        number.clamp(self.least, 127) as i8
    }
}

/// The position in the input of a place of a window.
fn position(axis: Axis, index: usize, place: usize) -> Option<usize> {
    let padded = index * axis.stride + place * axis.dilation;
    padded
        .checked_sub(axis.before)
        .filter(|at| *at < axis.input)
}

/// A convolution of `channels` channels. `weight` returns a weight by its output channel, its place in the window and its input channel. In a
/// depthwise convolution it is 0 for other input channels.
pub(crate) fn convolved<R: Rounding, G: Geometry, const O: usize>(
    input: &[i8],
    channels: usize,
    weight: impl Fn(usize, usize, usize) -> i8,
    setting: &Setting<'_, O>,
) -> Vec<i8> {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    let mut outputs = Vec::new();
    for row in 0..rows.output {
        for column in 0..columns.output {
            for output in 0..O {
                let mut sum = 0;
                for place in 0..rows.kernel * columns.kernel {
                    let (u, v) = (place / columns.kernel, place % columns.kernel);
                    let Some((y, x)) = position(rows, row, u).zip(position(columns, column, v))
                    else {
                        continue;
                    };
                    for channel in 0..channels {
                        let number = input[(y * columns.input + x) * channels + channel];
                        let difference = i64::from(number) - i64::from(setting.input.zero);
                        sum += difference * i64::from(weight(output, place, channel));
                    }
                }
                outputs.push(setting.output::<R>(sum, output));
            }
        }
    }
    outputs
}
