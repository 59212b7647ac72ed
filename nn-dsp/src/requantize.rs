//! From sums to outputs of 8 bits.

use crate::instructions;

/// The numbers from which outputs are computed: one of each per output channel.
#[derive(Debug, Clone, Copy)]
pub struct Requantized<'a> {
    /// The sums without biases.
    pub sums: &'a [i32],
    /// The biases.
    pub bias: &'a [i32],
    /// The multipliers, from `2^30` to `2^31`.
    pub multiplier: &'a [i32],
    /// The shifts: the factor is `multiplier / 2^31 * 2^shift`.
    pub shift: &'a [i8],
}

impl Requantized<'_> {
    /// Computes outputs with two roundings, as TensorFlow Lite Micro does, and saturates them to 8 bits: `zero` plus the sum, with its
    /// bias, times the factor. `zero` is that of a scale of 8 bits.
    ///
    /// Stops at the first shift outside of -31 to -1, or sum of at least `2^30` in magnitude, and returns the number of outputs before it.
    ///
    /// ```
    /// use nn_dsp::Requantized;
    ///
    /// let mut outputs = [0; 3];
    /// let numbers = Requantized {
    ///     sums: &[9, -11, 1000],
    ///     bias: &[1, 1, 1],
    ///     multiplier: &[1 << 30; 3],
    ///     shift: &[-1; 3],
    /// };
    /// assert_eq!(numbers.twice(-5, &mut outputs), 3);
    /// assert_eq!(outputs, [-2, -8, 127]); // 2.5 and -2.5 are rounded away from zero
    /// ```
    #[inline(always)]
    pub fn twice(&self, zero: i32, outputs: &mut [i8]) -> usize {
        instructions::requantize(self, 2 * zero.clamp(-128, 127) + 1, outputs)
    }
}
