//! Products of a depthwise convolution.

use crate::{instructions, offset, word};

/// Adds to the sum of each channel the products of `x - zero` and the weights of consecutive places of a window, as many as `x` and
/// `weights` have. With biases, sums are first set to them. `C` is a multiple of 4; channels beyond the last multiple keep their sums.
///
/// ```
/// let (x, weights) = ([[1, 2, 3, 4], [5, 5, 5, 5]], [[1; 4], [0, 0, 2, -2]]);
/// let mut sums = [0; 4];
/// nn_dsp::channels(&x, &weights, 1, Some(&[0, 0, 0, 100]), &mut sums);
/// assert_eq!(sums, [0, 1, 10, 95]);
/// nn_dsp::channels(&x, &weights, 1, None, &mut sums);
/// assert_eq!(sums, [0, 2, 20, 90]);
/// ```
#[inline(never)]
pub fn channels<const C: usize>(
    mut x: &[[i8; C]],
    mut weights: &[[i8; C]],
    zero: i8,
    mut bias: Option<&[i32; C]>,
    sums: &mut [i32; C],
) {
    let offset = offset(zero);
    while let (Some((places, x_rest)), Some((factors, weights_rest))) =
        (x.split_first_chunk(), weights.split_first_chunk())
    {
        add::<C, 3>(places, factors, offset, bias.take(), sums);
        (x, weights) = (x_rest, weights_rest);
    }
    if let (Some(places), Some(factors)) = (x.first_chunk(), weights.first_chunk()) {
        add::<C, 2>(places, factors, offset, bias, sums);
    } else if let (Some(places), Some(factors)) = (x.first_chunk(), weights.first_chunk()) {
        add::<C, 1>(places, factors, offset, bias, sums);
    } else if let Some(bias) = bias {
        *sums = *bias;
    }
}

/// Adds the products of `N` places, four channels at a time.
#[inline(always)]
fn add<const C: usize, const N: usize>(
    x: &[[i8; C]; N],
    weights: &[[i8; C]; N],
    offset: u32,
    bias: Option<&[i32; C]>,
    sums: &mut [i32; C],
) {
    let bias = bias.map(|bias| bias.as_chunks::<4>().0);
    for (group, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let bias = bias.and_then(|bias| bias.get(group));
        let mut parts = *bias.unwrap_or(sums);
        for (x, weights) in x.iter().zip(weights) {
            let [x, weights] = [x, weights].map(|numbers| numbers.as_chunks().0.get(group));
            if let (Some(x), Some(weights)) = (x, weights) {
                instructions::channels(word(*x), offset, word(*weights), &mut parts);
            }
        }
        *sums = parts;
    }
}
