//! Products of two vectors of inputs and the same weights.

use crate::{MOST, Quad, add_separated, by_four, instructions, offset, word};

/// The sums of 32 outputs of two windows.
pub type Sums = [[i32; 32]; 2];

/// Up to 256 inputs of two windows, or of two pixels, as numbers of 16 bits.
#[derive(Debug, Clone)]
pub struct Windows {
    /// For each group: inputs 0 and 2 of both windows, then inputs 1 and 3 of both windows.
    groups: [Quad; MOST],
}

impl Windows {
    /// All inputs are zero.
    pub const ZERO: Self = Windows {
        groups: [[0; 4]; MOST],
    };

    /// Sets the inputs of window `window` from group `start` on to `x - zero`. What is beyond the end is left out.
    ///
    /// ```
    /// use nn_dsp::Windows;
    ///
    /// let mut windows = Windows::ZERO;
    /// windows.set(0, 1, &[[7, 7, 7, 9]], 7);
    /// windows.set(1, 1, &[[7, 8, 7, 7]], 7);
    /// let quad = [0, 0, 5 - 256 * 5, 6 - 256 * 6].map(|half: i32| half as u16 as u32 * 0x1_0001);
    /// let mut sums = [[0; 32]; 2];
    /// windows.products(&[[quad]; 2], 0, &mut sums, 1);
    /// assert_eq!(sums[0][4..8], [10, -10, 12, -12]);
    /// assert_eq!(sums[1][4..8], [5, -5, 6, -6]);
    /// ```
    #[inline(always)]
    pub fn set(&mut self, window: usize, start: usize, x: &[[i8; 4]], zero: i8) {
        let offset = offset(zero);
        let groups = self.groups.get_mut(start..).unwrap_or_default();
        for (group, x) in groups.iter_mut().zip(x) {
            let x = word(*x);
            let (even, odd) = (
                instructions::sxtab16(offset, x),
                instructions::sxtab16_by_8(offset, x),
            );
            if window == 0 {
                (group[0], group[2]) = (even, odd);
            } else {
                (group[1], group[3]) = (even, odd);
            }
        }
    }

    /// Sets inputs of window `window` to zero.
    #[inline(always)]
    pub fn clear(&mut self, window: usize, start: usize, count: usize) {
        let groups = self.groups.get_mut(start..).unwrap_or_default();
        for group in groups.iter_mut().take(count) {
            if window == 0 {
                (group[0], group[2]) = (0, 0);
            } else {
                (group[1], group[3]) = (0, 0);
            }
        }
    }

    /// Sets the sums of four outputs of both windows, from the first `weights.len()` groups. They are number `place` of eight such sums.
    ///
    /// `weights` has `N` quads for each group. Quad number `quad` is used.
    #[inline(always)]
    pub fn products<const N: usize>(
        &self,
        weights: &[[Quad; N]],
        quad: usize,
        sums: &mut Sums,
        place: usize,
    ) {
        let groups = self.groups.get(..weights.len()).unwrap_or_default();
        let parts = match quad {
            0 => parts::<N, 0>(groups, weights),
            _ => parts::<N, 1>(groups, weights),
        };
        let [[a, b, c, d], [e, f, g, h]] = parts;
        for (sums, parts) in sums.iter_mut().zip([[a, b, e, f], [c, d, g, h]]) {
            if let Some(sums) = sums.as_chunks_mut::<4>().0.get_mut(place) {
                *sums = [0; 4];
                add_separated(parts, sums);
            }
        }
    }
}

/// The products of quad number `Q` of two windows.
#[inline(never)]
fn parts<const N: usize, const Q: usize>(groups: &[Quad], weights: &[[Quad; N]]) -> [[i32; 4]; 2] {
    let mut parts = [[0; 4]; 2];
    by_four(groups, weights, &mut parts, add_group::<N, Q>);
    parts
}

/// Adds the products of a group of inputs of two windows and quad number `Q`: to the sums of outputs 0 and 1 of both windows, and to those
/// of outputs 2 and 3.
#[inline(always)]
fn add_group<const N: usize, const Q: usize>(
    x: &Quad,
    weights: &[Quad; N],
    [lower, upper]: &mut [[i32; 4]; 2],
) {
    if let Some(words) = weights.get(Q) {
        let x = x.as_chunks::<2>().0;
        instructions::shared(words[0], &x[0], lower);
        instructions::shared(words[1], &x[0], upper);
        instructions::shared(words[2], &x[1], lower);
        instructions::shared(words[3], &x[1], upper);
    }
}
