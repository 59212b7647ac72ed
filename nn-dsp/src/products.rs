//! Products of inputs that are read once.

use crate::elements::Expanded;
use crate::inputs::{self, Group};
use crate::{MOST, Quad, add_separated};

/// Adds the products of `x - zero` and the weights of four outputs to `sums`, for as many groups of inputs as `x` and `weights` have.
///
/// ```
/// let x = [[10, 7, 7, 7]]; // 3 more than the zero 7, and three inputs that are zero
/// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
/// let mut sums = [1000; 4];
/// nn_dsp::four(&x, 7, &[quad], &mut sums);
/// assert_eq!(sums, [1015, 997, 1300, 700]);
/// ```
#[inline(never)]
pub fn four(x: &[[i8; 4]], zero: i8, weights: &[Quad], sums: &mut [i32; 4]) {
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let mut parts = [0; 4];
        for (x, quad) in x.iter().zip(weights) {
            inputs::add(&Group::new(x, zero), quad, &mut parts);
        }
        add_separated(parts, sums);
    }
}

/// Adds the products of `x - zero` and the weights of two outputs to `sums`, for as many groups of inputs as `x` and `weights` have.
///
/// The weights of a group are two words: those for inputs 0 and 2, and those for inputs 1 and 3.
///
/// ```
/// let words = [5 - 256, 100 - 256 * 100].map(|half: i32| half as u16 as u32);
/// let mut sums = [1000; 2];
/// nn_dsp::pairs(&[[10, 8, 7, 7]], 7, &[words], &mut sums);
/// assert_eq!(sums, [1115, 897]);
/// ```
#[inline(never)]
pub fn pairs(x: &[[i8; 4]], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    for (x, weights) in x.chunks(MOST).zip(weights.chunks(MOST)) {
        let mut parts = [0; 2];
        for (x, words) in x.iter().zip(weights) {
            inputs::add_pair(&Group::new(x, zero), words, &mut parts);
        }
        add_separated(parts, sums);
    }
}

/// Adds the products of fewer than four inputs, `x - zero`, and the weights of eight outputs to `sums`.
///
/// Each word of the weights of an input has those of four outputs: outputs 0 and 1 in its lower half, and outputs 2 and 3 in the upper one.
///
/// ```
/// let words = [5 | 100 << 16, 0xff06]; // 0xff06 is 6 - 256
/// let mut sums = [1000; 8];
/// nn_dsp::last(&[10], 7, &[words], &mut sums);
/// assert_eq!(sums, [1015, 1000, 1300, 1000, 1018, 997, 1000, 1000]);
/// ```
#[inline(never)]
pub fn last(x: &[i8], zero: i8, weights: &[[u32; 2]], sums: &mut [i32; 8]) {
    inputs::last(x, zero, weights, sums);
}
