//! The order of weights in a model and in memory.

use crate::tflite::ModelTensor;

/// Weights in the order of memory: four sizes, and for each the distance between neighbors in the model.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) sizes: [usize; 4],
    pub(super) steps: [usize; 4],
    /// The index of the size that counts outputs.
    pub(super) outputs: usize,
}

impl Order {
    /// A dense layer of `f32`: inputs, outputs. The model has outputs, inputs.
    pub(super) const fn dense(inputs: usize, outputs: usize) -> Self {
        Order {
            sizes: [inputs, 1, 1, outputs],
            steps: [1, 0, 0, inputs],
            outputs: 3,
        }
    }

    /// A dense layer of `f32` after an image of this height, width and these channels. In the model the channels of a pixel are
    /// adjacent, in memory the pixels of a channel.
    pub(super) const fn flattened([height, width, channels]: [usize; 3], outputs: usize) -> Self {
        Order {
            sizes: [channels, height, width, outputs],
            steps: [1, width * channels, channels, height * width * channels],
            outputs: 3,
        }
    }

    /// A convolution of `f32`: channels, kernel, filters. The model has filters, kernel, channels.
    pub(super) const fn convolution(
        [rows, columns]: [usize; 2],
        channels: usize,
        filters: usize,
    ) -> Self {
        Order {
            sizes: [channels, rows, columns, filters],
            steps: [1, columns * channels, channels, rows * columns * channels],
            outputs: 3,
        }
    }

    /// A convolution of one channel, which is depthwise in the model: kernel, filters. The memory of `f32` has the same order.
    pub(super) const fn single(places: usize, filters: usize) -> Self {
        Order {
            sizes: [1, 1, places, filters],
            steps: [0, 0, filters, 1],
            outputs: 3,
        }
    }

    /// The filters first, then the kernel: a depthwise convolution of `f32`, or a convolution of one channel of `i8`. The model has
    /// the kernel, then the filters.
    pub(super) const fn filters_first(places: usize, filters: usize) -> Self {
        Order {
            sizes: [filters, 1, places, 1],
            steps: [1, 0, filters, 0],
            outputs: 0,
        }
    }
}

/// Writes the numbers of a tensor of `f32`, or of `i8` with scales, as bits of `f32` in the order of memory.
pub(super) const fn write_reals(words: &mut [u32], tensor: &ModelTensor<'_>, order: Order) {
    let ([a, b, c, d], [step_a, step_b, step_c, step_d]) = (order.sizes, order.steps);
    let (mut rest, mut i, mut first) = (words, 0, 0);
    while i < a {
        let (mut j, mut second) = (0, first);
        while j < b {
            let (mut k, mut third) = (0, second);
            while k < c {
                let Some((row, others)) = rest.split_at_mut_checked(d) else {
                    return;
                };
                if tensor.scales() == 0 {
                    write_row(row, tensor.data(), third, step_d);
                } else {
                    let output = if order.outputs == 0 { Some(i) } else { None };
                    write_scaled(row, tensor, third, step_d, output);
                }
                rest = others;
                third += step_c;
                k += 1;
            }
            second += step_b;
            j += 1;
        }
        first += step_a;
        i += 1;
    }
}

/// Writes the numbers at `at`, `at + step` and so on.
const fn write_row(mut row: &mut [u32], data: &[u8], mut at: usize, step: usize) {
    let numbers = data.as_chunks::<4>().0;
    while let [word, others @ ..] = row
        && at < numbers.len()
    {
        *word = u32::from_le_bytes(numbers[at]);
        at += step;
        row = others;
    }
}

/// Writes integers times their scales: that of an output, or those of the outputs 0, 1 and so on.
const fn write_scaled(
    mut row: &mut [u32],
    tensor: &ModelTensor<'_>,
    mut at: usize,
    step: usize,
    output: Option<usize>,
) {
    let (data, mut index) = (tensor.data(), 0);
    while let [word, others @ ..] = row
        && at < data.len()
    {
        let channel = match output {
            Some(output) => output,
            None => index,
        };
        if let Some(scale) = scale(tensor, channel) {
            *word = (data[at] as i8 as f32 * scale).to_bits();
        }
        at += step;
        index += 1;
        row = others;
    }
}

/// The scale of a channel. A tensor with one scale has it for all channels.
pub(super) const fn scale(tensor: &ModelTensor<'_>, channel: usize) -> Option<f32> {
    tensor.scale(if tensor.scales() == 1 { 0 } else { channel })
}

/// Writes integers of 8 bits in the order of memory.
pub(super) const fn write_bytes(bytes: &mut [u8], data: &[u8], order: Option<Order>) {
    let Some(Order { sizes, steps, .. }) = order else {
        if let Some((bytes, _)) = bytes.split_at_mut_checked(data.len()) {
            bytes.copy_from_slice(data);
        }
        return;
    };
    let ([filters, _, places, _], [one, _, step, _]) = (sizes, steps);
    let mut filter = 0;
    while filter < filters {
        let mut place = 0;
        while place < places {
            let (to, from) = (filter * places + place, filter * one + place * step);
            if to < bytes.len() && from < data.len() {
                bytes[to] = data[from];
            }
            place += 1;
        }
        filter += 1;
    }
}
