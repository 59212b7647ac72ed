//! Layers of `i8` in plain loops, from their definitions: sums in `i64`, roundings in `i128`, weights in TensorFlow Lite's order.

/// How a sum becomes a number of the output's scale: sum, multiplier, shift.
pub type Requantize = fn(i64, i32, i8) -> i64;

/// Two roundings, as TensorFlow Lite Micro and CMSIS-NN define them.
pub fn twice(sum: i64, multiplier: i32, shift: i8) -> i64 {
    let shifted = i128::from(sum) << shift.max(0);
    let high = half_up(shifted * i128::from(multiplier), 31);
    (high.signum() * half_up(high.abs(), u32::from((-shift).max(0).unsigned_abs()))) as i64
}

/// One correct rounding, halves up.
pub fn once(sum: i64, multiplier: i32, shift: i8) -> i64 {
    half_up(
        i128::from(sum) * i128::from(multiplier),
        (31 - i32::from(shift)) as u32,
    ) as i64
}

/// `number / 2^by`, halves up.
fn half_up(number: i128, by: u32) -> i128 {
    (2 * number + (1 << by)) >> (by + 1)
}

/// What a layer needs besides its input and its weights. The lists have one number for each output channel.
#[derive(Debug, Clone)]
pub struct Outputs<'a> {
    /// The integer that represents 0 in the input.
    pub input_zero: i32,
    /// The integer that represents 0 in the output.
    pub output_zero: i32,
    /// The smallest and the largest output.
    pub range: [i32; 2],
    /// The biases.
    pub bias: &'a [i32],
    /// The multipliers.
    pub multiplier: &'a [i32],
    /// The shifts.
    pub shift: &'a [i8],
    /// The rounding.
    pub requantize: Requantize,
}

impl Outputs<'_> {
    /// The output of a channel, from its sum without bias.
    fn finish(&self, channel: usize, sum: i64) -> i8 {
        let sum = sum + i64::from(self.bias[channel]);
        let number = (self.requantize)(sum, self.multiplier[channel], self.shift[channel]);
        let number = number + i64::from(self.output_zero);
        number.clamp(self.range[0].into(), self.range[1].into()) as i8
    }

    /// A product.
    fn product(&self, x: i8, weight: i8) -> i64 {
        (i64::from(x) - i64::from(self.input_zero)) * i64::from(weight)
    }
}

/// A window that slides over an image. Each pair is of rows and columns.
#[derive(Debug, Clone, Copy)]
pub struct Windows {
    /// The size of the input.
    pub input: [usize; 2],
    /// The size of the window.
    pub kernel: [usize; 2],
    /// The distance from one window to the next.
    pub stride: [usize; 2],
    /// The padding above and to the left.
    pub before: [usize; 2],
    /// The distance from one place of a window to the next.
    pub dilation: [usize; 2],
    /// The size of the output.
    pub output: [usize; 2],
}

impl Windows {
    /// The place in the kernel and the position in the input, for each place of a window that is inside of the input.
    fn places(&self, window: [usize; 2]) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for u in 0..self.kernel[0] {
            for v in 0..self.kernel[1] {
                let at = |axis: usize, place: usize| {
                    let position = window[axis] * self.stride[axis] + place * self.dilation[axis];
                    let position = position.checked_sub(self.before[axis]);
                    position.filter(|position| *position < self.input[axis])
                };
                if let (Some(row), Some(column)) = (at(0, u), at(1, v)) {
                    places.push((u * self.kernel[1] + v, row * self.input[1] + column));
                }
            }
        }
        places
    }

    /// The places of all windows.
    fn each(&self) -> impl Iterator<Item = Vec<(usize, usize)>> + '_ {
        let [rows, columns] = self.output;
        (0..rows * columns).map(move |index| self.places([index / columns, index % columns]))
    }
}

/// A dense layer. The weights are `[output][input]`.
pub fn dense(x: &[i8], weights: &[i8], outputs: &Outputs<'_>) -> Vec<i8> {
    let rows = weights.chunks(x.len()).enumerate();
    rows.map(|(channel, row)| {
        let products = x.iter().zip(row).map(|(x, w)| outputs.product(*x, *w));
        outputs.finish(channel, products.sum())
    })
    .collect()
}

/// A convolution over an image with `channels` channels, which are its last dimension. The weights are `[filter][row][column][channel]`.
pub fn convolve(
    x: &[i8],
    channels: usize,
    weights: &[i8],
    windows: &Windows,
    outputs: &Outputs<'_>,
) -> Vec<i8> {
    let filter = windows.kernel[0] * windows.kernel[1] * channels;
    let mut result = Vec::new();
    for places in windows.each() {
        for (index, weights) in weights.chunks(filter).enumerate() {
            let mut sum = 0;
            for (place, position) in &places {
                for channel in 0..channels {
                    let x = x[position * channels + channel];
                    sum += outputs.product(x, weights[place * channels + channel]);
                }
            }
            result.push(outputs.finish(index, sum));
        }
    }
    result
}

/// A depthwise convolution: each channel has `multiplier` filters of its own. The weights are `[row][column][channel][filter]`.
pub fn convolve_channels(
    x: &[i8],
    channels: usize,
    multiplier: usize,
    weights: &[i8],
    windows: &Windows,
    outputs: &Outputs<'_>,
) -> Vec<i8> {
    let filters = channels * multiplier;
    let mut result = Vec::new();
    for places in windows.each() {
        for filter in 0..filters {
            let products = places.iter().map(|(place, position)| {
                let x = x[position * channels + filter / multiplier];
                outputs.product(x, weights[place * filters + filter])
            });
            result.push(outputs.finish(filter, products.sum()));
        }
    }
    result
}

/// The maximum and the average of each window, without padding: the sum is divided and rounded, halves away from zero.
pub fn pool(x: &[i8], channels: usize, windows: &Windows) -> [Vec<i8>; 2] {
    let mut result = [Vec::new(), Vec::new()];
    for places in windows.each() {
        for channel in 0..channels {
            let values = places.iter().map(|(_, at)| x[at * channels + channel]);
            result[0].push(values.clone().max().unwrap());
            let sum: i32 = values.map(i32::from).sum();
            let average = f64::from(sum) / places.len() as f64;
            result[1].push(average.round() as i8);
        }
    }
    result
}
