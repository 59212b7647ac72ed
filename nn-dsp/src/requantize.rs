//! From sums to outputs of 8 bits.

use crate::inputs;
#[cfg(not(words))]
use crate::{instructions, word};

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

/// Whether an output takes fewer instructions if `least` is -32.
pub const HAS_SMALL: bool = cfg!(instructions = "muls");

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
        let (constant, mut all) = (constant::<TWICE>(zero), 0);
        #[cfg(not(words))]
        let (sums, outputs, done) = self.eights::<TWICE>((sums, outputs), constant, &mut all);
        #[cfg(words)]
        let done = 0;
        if sums.is_empty() {
            return self.are_usual(all);
        }
        let factors = self.multiplier.iter().zip(self.shift).skip(done);
        for (((multiplier, shift), sum), output) in factors.zip(sums).zip(outputs) {
            let by = !u32::from(shift.cast_unsigned());
            all |= by & 0xff;
            [*output] = self.outputs_of::<TWICE, 1>([*sum], *multiplier, by, constant);
        }
        self.are_usual(all)
    }

    /// The outputs of eight channels at a time, as far as there are eight. Returns the sums and the outputs that remain, and how many
    /// there were.
    #[cfg(not(words))]
    #[inline(always)]
    fn eights<'s, 'o, const TWICE: bool>(
        &self,
        (sums, outputs): (&'s [i32], &'o mut [i8]),
        constant: i32,
        all: &mut u32,
    ) -> (&'s [i32], &'o mut [i8], usize) {
        let (sums, last_sums) = sums.as_chunks::<8>();
        let (outputs, last_outputs) = outputs.as_chunks_mut::<8>();
        let (multiplier, shift) = (self.multiplier.as_chunks().0, self.shift.as_chunks().0);
        let count = sums.len().min(outputs.len());
        let count = count.min(multiplier.len()).min(shift.len());
        // slices of one length, so that one comparison is enough
        let (multiplier, shift) = (multiplier.get(..count), shift.get(..count));
        let (multiplier, shift) = (multiplier.unwrap_or_default(), shift.unwrap_or_default());
        let sums = sums.get(..count).unwrap_or_default();
        let outputs = outputs.get_mut(..count).unwrap_or_default();
        let mut index = 0;
        // the compiler does not see that indices are consecutive, so it does not keep an address for each array
        while let (Some(multiplier), Some(shift), Some(sums), Some(outputs)) = (
            multiplier.get(index),
            shift.get(index),
            sums.get(index),
            outputs.get_mut(index),
        ) {
            self.eight::<TWICE>(sums, (multiplier, shift), (constant, all), outputs);
            index = instructions::moved(index as u32 + 1) as usize;
        }
        (last_sums, last_outputs, 8 * index)
    }

    /// The outputs of eight channels from their sums. Adds the bytes of all `-1 - shift` to `all`, by `or`.
    #[cfg(not(words))]
    #[inline(always)]
    fn eight<const TWICE: bool>(
        &self,
        sums: &[i32; 8],
        (multiplier, shift): (&[i32; 8], &[i8; 8]),
        (constant, all): (i32, &mut u32),
        outputs: &mut [i8; 8],
    ) {
        let (multiplier, shift) = (multiplier.as_chunks().0, shift.as_chunks().0);
        let (sums, outputs) = (sums.as_chunks().0, outputs.as_chunks_mut().0);
        if let ([m0, m1], [s0, s1], [x0, x1], [y0, y1]) = (multiplier, shift, sums, outputs) {
            self.four::<TWICE>(x0, (m0, *s0), (constant, all), y0);
            self.four::<TWICE>(x1, (m1, *s1), (constant, all), y1);
        }
    }

    /// The outputs of four channels from their sums. Adds the bytes of all `-1 - shift` to `all`, by `or`.
    #[cfg(not(words))]
    #[inline(always)]
    fn four<const TWICE: bool>(
        &self,
        [x0, x1, x2, x3]: &[i32; 4],
        ([m0, m1, m2, m3], shift): (&[i32; 4], [i8; 4]),
        (constant, all): (i32, &mut u32),
        [y0, y1, y2, y3]: &mut [i8; 4],
    ) {
        let by = !word(shift);
        *all |= by;
        if TWICE {
            [*y0, *y1] = instructions::twice_pair([*x0, *x1], [*m0, *m1], by, constant);
            [*y2, *y3] = instructions::twice_pair([*x2, *x3], [*m2, *m3], by >> 16, constant);
        } else {
            [*y0] = self.outputs_of::<TWICE, 1>([*x0], *m0, by, constant);
            [*y1] = self.outputs_of::<TWICE, 1>([*x1], *m1, by >> 8, constant);
            [*y2] = self.outputs_of::<TWICE, 1>([*x2], *m2, by >> 16, constant);
            [*y3] = self.outputs_of::<TWICE, 1>([*x3], *m3, by >> 24, constant);
        }
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
        self.are_usual(all & 0xff)
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

    /// Whether all shifts are valid, from bytes that are `-1 - shift`, combined by `or`.
    #[inline(always)]
    fn are_usual(&self, all: u32) -> bool {
        let most = if self.least == -32 {
            0x1f1f_1f1f
        } else {
            0x0f0f_0f0f
        };
        all & !most == 0
    }
}

/// What is added to a number before it is saturated.
#[inline(always)]
fn constant<const TWICE: bool>(zero: i32) -> i32 {
    let zero = zero.clamp(-128, 127);
    if TWICE { 2 * zero + 1 } else { zero }
}
