//! From sums to outputs of 8 bits.

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
    /// Stops at the first shift that is not from -32 to -1, and returns the number of outputs before it.
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
        let constant = 2 * zero.clamp(-128, 127) + 1;
        let mut count = 0;
        let sums = self.sums.iter().zip(self.bias);
        let factors = self.multiplier.iter().zip(self.shift);
        for ((output, (sum, bias)), (multiplier, shift)) in
            outputs.iter_mut().zip(sums).zip(factors)
        {
            // for shifts from -32 to -1
            let by = !*shift as u8;
            if by > 31 {
                break;
            }
            *output = twice(sum.wrapping_add(*bias), *multiplier, by, constant);
            count += 1;
        }
        count
    }
}

/// An output from a sum. The shift to the right is by `by + 1`.
///
/// `(product + 2^31) / 2^32` is the doubled sum times the factor, rounded, halves up. Adding the sign and the constant, `2 zero + 1`,
/// before and after all but one bit of the shift, rounds halves away from zero.
#[inline(always)]
fn twice(sum: i32, multiplier: i32, by: u8, constant: i32) -> i8 {
    let product = i64::from(sum.saturating_add(sum)) * i64::from(multiplier);
    let high = ((product + (1 << 31)) >> 32) as i32;
    let halves = high.wrapping_add(high >> 31) >> by;
    (halves.saturating_add(constant) >> 1).clamp(-128, 127) as i8
}
