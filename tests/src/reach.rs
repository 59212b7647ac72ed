//! Inputs that drive the sums of a first layer far from zero, to both sides: where activations are flat.

use nn_core::prelude::*;

use crate::compare::widen;
use crate::oracle::{Data, Oracle};
use crate::pass::flat;
use crate::samples;

/// Random inputs, the second half of which are the negatives of the first, so that sums of both signs arise.
pub fn mirrored<T: Tensor<Element = f32>>(count: usize, rng: &mut Random) -> Vec<T> {
    let mut inputs: Vec<T> = samples::rows(count / 2, 1.0, rng);
    inputs.extend_from_within(..);
    for input in &mut inputs[count / 2..] {
        input.as_mut_slice().iter_mut().for_each(|x| *x = -*x);
    }
    inputs
}

/// Scales the inputs so that the first layer's sums reach from about `-reach` to about `reach`.
///
/// # Panics
/// If they do not.
pub fn stretch<T: Tensor<Element = f32>>(
    inputs: &mut [T],
    oracle: &Oracle,
    parameters: &[f64],
    data: &mut Data,
    reach: f64,
) {
    // that there are biases, too, takes repetition
    for _ in 0..4 {
        let (least, most) = range(&oracle.first_sums(parameters, data));
        let scale = (reach / most.max(-least)) as f32;
        for input in &mut *inputs {
            input.as_mut_slice().iter_mut().for_each(|x| *x *= scale);
        }
        data.inputs = widen(&flat(inputs));
    }
    let (least, most) = range(&oracle.first_sums(parameters, data));
    assert!(
        least < -0.6 * reach && most > 0.6 * reach,
        "{least} to {most} for {reach}"
    );
}

/// The least and the largest number.
fn range(numbers: &[f64]) -> (f64, f64) {
    let grow = |(least, most): (f64, f64), number: &f64| (least.min(*number), most.max(*number));
    numbers.iter().fold((0.0, 0.0), grow)
}
