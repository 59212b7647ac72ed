//! Products of a depthwise convolution.

use crate::inputs;

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
    let offset = inputs::offset(zero);
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
    offset: inputs::Offset,
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
                inputs::add_channels(*x, offset, *weights, &mut parts);
            }
        }
        *sums = parts;
    }
}

/// Sets the sum of each channel to its bias and the products of `x - zero` and the weights of all places, as many as `x` and `weights` have.
/// `C` is a multiple of 4. If the compiler knows that there are few places, it takes fewer instructions than [`channels`].
///
/// ```
/// let (x, weights) = ([[1, 2, 3, 4], [5, 5, 5, 5]], [[1; 4], [0, 0, 2, -2]]);
/// let mut sums = [0; 4];
/// nn_dsp::few_places(&x, &weights, 1, &[0, 0, 0, 100], &mut sums);
/// assert_eq!(sums, [0, 1, 10, 95]);
/// ```
#[inline(always)]
pub fn few_places<const C: usize>(
    x: &[[i8; C]],
    weights: &[[i8; C]],
    zero: i8,
    bias: &[i32; C],
    sums: &mut [i32; C],
) {
    let offset = inputs::offset(zero);
    let groups = sums
        .as_chunks_mut::<4>()
        .0
        .iter_mut()
        .zip(bias.as_chunks::<4>().0);
    for (group, (sums, bias)) in groups.enumerate() {
        let mut parts = *bias;
        for (x, weights) in x.iter().zip(weights) {
            let [x, weights] = [x, weights].map(|numbers| numbers.as_chunks().0.get(group));
            if let (Some(x), Some(weights)) = (x, weights) {
                inputs::add_channels(*x, offset, *weights, &mut parts);
            }
        }
        *sums = parts;
    }
}

/// Whether [`nine`] is faster than [`channels`].
pub const HAS_NINE: bool = cfg!(not(instructions = "dsp"));

/// Sets the sum of each channel to its bias and the products of the inputs and the weights of a window of 3 x 3 places. `x` begins with
/// the first place, and rows are `stride` apart. Without all inputs, nothing is changed. The caller has subtracted the products of
/// the zero and the weights from the bias.
///
/// ```
/// let (x, mut sums) = ([1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6], [0; 2]);
/// nn_dsp::nine(&x, 7, &[[1, -1]; 9], &[0, 100], &mut sums);
/// assert_eq!(sums, [27, 64]);
/// ```
#[inline(never)]
pub fn nine<const C: usize>(
    x: &[i8],
    stride: usize,
    weights: &[[i8; C]; 9],
    bias: &[i32; C],
    sums: &mut [i32; C],
) {
    let rows = [0, stride, stride.saturating_mul(2)].map(|start| {
        let row = x.get(start..).unwrap_or_default();
        row.as_chunks::<C>().0.first_chunk::<3>()
    });
    let [Some(first), Some(second), Some(third)] = rows else {
        return;
    };
    nine_rows([first, second, third], weights, bias, sums);
}

/// Sets the sum of each channel to its bias and the products of the inputs and the weights of 3 x 3 places.
#[inline(always)]
fn nine_rows<const C: usize>(
    x: [&[[i8; C]; 3]; 3],
    weights: &[[i8; C]; 9],
    bias: &[i32; C],
    sums: &mut [i32; C],
) {
    for (channel, (sum, bias)) in sums.iter_mut().zip(bias).enumerate() {
        *sum = *bias;
        for (x, weights) in x.iter().zip(weights.as_chunks::<3>().0) {
            for (x, weights) in x.iter().zip(weights) {
                *sum = sum.wrapping_add(i32::from(x[channel]) * i32::from(weights[channel]));
            }
        }
    }
}
