//! Products of a depthwise convolution.

use crate::{instructions, offset, word};

/// The inputs and the weights of one place of a window: one of each per channel.
pub type Tap<'a, const C: usize> = [&'a [i8; C]; 2];

/// Sets the sum of each channel to the products of `x - zero` and the weights of all places of a window. `C` is a multiple of 4;
/// channels beyond the last multiple keep their sums.
///
/// ```
/// let (x, weights) = ([[1, 2, 3, 4], [5, 5, 5, 5]], [[1; 4], [0, 0, 2, -2]]);
/// let taps = [[&x[0], &weights[0]], [&x[1], &weights[1]]];
/// let mut sums = [0; 4];
/// nn_dsp::channels(&taps, 1, &mut sums);
/// assert_eq!(sums, [0, 1, 10, -5]);
/// ```
#[inline(always)]
pub fn channels<const C: usize>(taps: &[Tap<'_, C>], zero: i8, sums: &mut [i32; C]) {
    let offset = offset(zero);
    for (group, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        *sums = [0; 4];
        for taps in taps {
            let [x, weights] = taps.map(|numbers| numbers.as_chunks().0.get(group).copied());
            let (x, weights) = (
                word(x.unwrap_or_default()),
                word(weights.unwrap_or_default()),
            );
            instructions::channels(x, offset, weights, sums);
        }
    }
}
