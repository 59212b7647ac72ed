//! Changes of the scale, and sums of two tensors.

use super::factors::Factors;
use super::rounding::Rounding;

/// A change of the scale.
#[derive(Debug, Clone, Copy)]
pub struct Rescale<'a> {
    /// The factor.
    pub factor: &'a Factors<1>,
    /// The integer that represents 0 in the input.
    pub input_zero: i32,
    /// The integer that represents 0 in the output.
    pub output_zero: i32,
    /// The smallest and the largest output.
    pub range: [i32; 2],
}

impl Rescale<'_> {
    /// The number of the output's scale.
    #[inline(always)]
    pub fn number<R: Rounding>(&self, number: i32) -> i8 {
        let ([multiplier], [shift]) = (&self.factor.multiplier, &self.factor.shift);
        let sum = number.wrapping_sub(self.input_zero);
        let number = R::requantize(sum, *multiplier, *shift);
        limited(number, self.output_zero, self.range)
    }
}

/// Changes the scale of each number.
pub fn rescale<R: Rounding>(input: &[i8], by: &Rescale<'_>, output: &mut [i8]) {
    for (output, number) in output.iter_mut().zip(input) {
        *output = by.number::<R>(i32::from(*number));
    }
}

/// Changes the scale of each number of a tensor with `width` channels, and writes them among the `stride` channels of the output.
pub fn interleave<R: Rounding>(
    input: &[i8],
    by: &Rescale<'_>,
    [width, stride]: [usize; 2],
    mut output: &mut [i8],
) {
    let mut rest = input;
    while let Some((pixel, others)) = rest.split_at_checked(width) {
        rescale::<R>(pixel, by, output);
        let all = core::mem::take(&mut output);
        output = all.get_mut(stride..).unwrap_or_default();
        rest = if others.is_empty() { return } else { others };
    }
}

/// The mean of each of `C` channels. The factor includes the division by the number of positions.
pub fn mean<R: Rounding, const C: usize>(input: &[i8], by: &Rescale<'_>, output: &mut [i8; C]) {
    let pixels = input.as_chunks::<C>().0;
    let zeros = by.input_zero.wrapping_mul(pixels.len() as i32);
    for (channel, output) in output.iter_mut().enumerate() {
        let numbers = pixels.iter().filter_map(|pixel| pixel.get(channel));
        let sum = numbers.fold(0_i32, |sum, number| sum.wrapping_add(i32::from(*number)));
        let total = Rescale {
            input_zero: zeros,
            ..*by
        };
        *output = total.number::<R>(sum);
    }
}

/// A sum of two tensors with different scales.
#[derive(Debug, Clone, Copy)]
pub struct Addition<'a> {
    /// The factors of both terms and of their sum: see [`Addition::factors`].
    pub factors: &'a Factors<3>,
    /// The integers that represent 0 in both terms and in the output.
    pub zeros: [i32; 3],
    /// The smallest and the largest output.
    pub range: [i32; 2],
}

/// Each term is shifted to the left by this many bits before it is requantized, as in TensorFlow Lite Micro.
const FRACTION: u32 = 20;

impl Addition<'_> {
    /// The factors for two terms with these scales and an output with this scale.
    pub const fn factors<R: Rounding>([one, other]: [f32; 2], output: f32) -> Factors<3> {
        let larger = 2.0
            * if one > other {
                one as f64
            } else {
                other as f64
            };
        let sum = larger / ((1_u32 << FRACTION) as f64 * output as f64);
        Factors::of::<R>([one as f64 / larger, other as f64 / larger, sum])
    }

    /// Adds `input` to `output`, the second term.
    pub fn add<R: Rounding>(&self, input: &[i8], output: &mut [i8]) {
        let ([m, n, k], [s, t, u]) = (self.factors.multiplier, self.factors.shift);
        let [one, other, zero] = self.zeros;
        for (place, x) in output.iter_mut().zip(input) {
            let x = i32::from(*x).wrapping_sub(one) << FRACTION;
            let y = i32::from(*place).wrapping_sub(other) << FRACTION;
            let sum = R::requantize(x, m, s).wrapping_add(R::requantize(y, n, t));
            *place = limited(R::requantize(sum, k, u), zero, self.range);
        }
    }
}

/// The number plus the zero, in the range.
#[inline(always)]
fn limited(number: i32, zero: i32, [least, most]: [i32; 2]) -> i8 {
    number.saturating_add(zero).min(most).max(least) as i8
}
