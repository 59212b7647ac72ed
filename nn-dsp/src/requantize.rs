//! From sums to outputs of 8 bits.

use crate::inputs;

/// The numbers by which sums become outputs: one of each per output channel.
#[derive(Debug, Clone, Copy)]
pub struct Requantized<'a> {
    /// The multipliers, from `2^30` to `2^31`.
    pub multiplier: &'a [i32],
    /// The shifts: the factor is `multiplier / 2^31 * 2^shift`.
    pub shift: &'a [i8],
    /// The smallest shift for which outputs are valid: -16, or -32 if there are two roundings and all sums are less than `2^28` in
    /// magnitude.
    pub least: i8,
}

impl Requantized<'_> {
    /// Computes the outputs of a window from its sums, with biases, saturated to 8 bits: `zero` plus the sum times the factor. `zero` is
    /// that of a scale of 8 bits.
    ///
    /// `TWICE` has two roundings, as TensorFlow Lite Micro does it. Otherwise there is one, halves up, and multipliers have 15 bits.
    ///
    /// Returns whether all shifts are from `least` to -1. The outputs of channels with other shifts are not valid.
    ///
    /// ```
    /// use nn_dsp::Requantized;
    ///
    /// let numbers = Requantized { multiplier: &[1 << 30; 3], shift: &[-1; 3], least: -16 };
    /// let mut outputs = [0; 3];
    /// assert!(numbers.window::<true>(&[10, -10, 1000], -5, &mut outputs));
    /// assert_eq!(outputs, [-2, -8, 127]); // 2.5 and -2.5 are rounded away from zero
    /// assert!(numbers.window::<false>(&[10, -10, 1000], -5, &mut outputs));
    /// assert_eq!(outputs, [-2, -7, 127]); // and up
    /// ```
    #[inline(never)]
    pub fn window<const TWICE: bool>(&self, sums: &[i32], zero: i32, outputs: &mut [i8]) -> bool {
        let constant = constant::<TWICE>(zero);
        let mut all = 0;
        let factors = self.multiplier.iter().zip(self.shift);
        for (((multiplier, shift), sum), output) in factors.zip(sums).zip(outputs) {
            let by = !u32::from(shift.cast_unsigned());
            all |= by;
            [*output] = self.outputs_of::<TWICE, 1>([*sum], *multiplier, by, constant);
        }
        self.are_usual(all)
    }

    /// [`window`](Self::window) for two windows.
    ///
    /// ```
    /// use nn_dsp::Requantized;
    ///
    /// let numbers = Requantized { multiplier: &[1 << 30], shift: &[-1], least: -16 };
    /// let mut outputs = [[0]; 2];
    /// let [first, second] = &mut outputs;
    /// assert!(numbers.windows::<true>(&[[10, -10]], -5, [first, second]));
    /// assert_eq!(outputs, [[-2], [-8]]);
    /// ```
    #[inline(never)]
    pub fn windows<const TWICE: bool>(
        &self,
        sums: &[[i32; 2]],
        zero: i32,
        [first, second]: [&mut [i8]; 2],
    ) -> bool {
        let constant = constant::<TWICE>(zero);
        let mut all = 0;
        let numbers = self.multiplier.iter().zip(self.shift).zip(sums);
        for ((((multiplier, shift), sums), first), second) in numbers.zip(first).zip(second) {
            let by = !u32::from(shift.cast_unsigned());
            all |= by;
            [*first, *second] = self.outputs_of::<TWICE, 2>(*sums, *multiplier, by, constant);
        }
        self.are_usual(all)
    }

    /// The outputs of a channel from its sums. The lowest byte of `by` is `-1 - shift`.
    #[inline(always)]
    fn outputs_of<const TWICE: bool, const W: usize>(
        &self,
        sums: [i32; W],
        multiplier: i32,
        by: u32,
        constant: i32,
    ) -> [i8; W] {
        #[cfg(instructions = "muls")]
        if TWICE && self.least == -32 {
            return sums.map(|sum| inputs::twice_of_small(sum, multiplier, by, constant));
        }
        if TWICE {
            sums.map(|sum| inputs::twice(sum, multiplier, by, constant))
        } else {
            sums.map(|sum| inputs::once(sum, multiplier, by & 15, constant))
        }
    }

    /// Whether all shifts are valid, from the lowest bytes of all `-1 - shift`, combined by `or`.
    #[inline(always)]
    fn are_usual(&self, all: u32) -> bool {
        let most = if self.least == -32 { 31 } else { 15 };
        all & 0xff & !most == 0
    }
}

/// What is added to a number before it is saturated.
#[inline(always)]
fn constant<const TWICE: bool>(zero: i32) -> i32 {
    let zero = zero.clamp(-128, 127);
    if TWICE { 2 * zero + 1 } else { zero }
}
