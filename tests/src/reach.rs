//! Inputs for large sums in a first layer, positive and negative, where activations are flat.

use nn_core::prelude::*;

use crate::compare::widen;
use crate::oracle::{Data, Oracle};
use crate::pass::flat;
use crate::samples;

/// Random inputs. The second half is the negative of the first half, so sums have both signs.
pub fn mirrored<T: Tensor>(count: usize, rng: &mut Random) -> Vec<T> {
    let mut inputs: Vec<T> = samples::rows(count / 2, 1.0, rng);
    inputs.extend_from_within(..);
    for input in &mut inputs[count / 2..] {
        input.as_mut_slice().iter_mut().for_each(|x| *x = -*x);
    }
    inputs
}

/// Scales the inputs so that the sums of the first layer reach from about `-reach` to about `reach`.
///
/// # Panics
/// If they do not.
pub fn stretch<T: Tensor>(
    inputs: &mut [T],
    oracle: &Oracle,
    parameters: &[f64],
    data: &mut Data,
    reach: f64,
) {
    // repeated because of the biases
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

/// The minimum and the maximum.
fn range(numbers: &[f64]) -> (f64, f64) {
    let grow = |(least, most): (f64, f64), number: &f64| (least.min(*number), most.max(*number));
    numbers.iter().fold((0.0, 0.0), grow)
}
