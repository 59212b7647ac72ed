//! Classes that are not proved.

use nn_core::prelude::*;

static THREE: network![2 => Dense<3>] = Zero::ZERO;
static SOFT: network![2 => Dense<3, Softmax>] = Zero::ZERO;
static ONE: network![2 => Dense<1, Sigmoid>] = Zero::ZERO;

nn_core::assert_robust!(THREE, [0.0, 1.0] +- 0.5 => class 1);
nn_core::assert_robust!(SOFT, [0.0, 1.0] +- 0.5 => class 2);
nn_core::assert_robust!(ONE, [0.0, 1.0] +- 0.5 => class 1);
nn_core::assert_robust!(THREE, [0.0, 1.0] +- 0.5 => class 3);
nn_core::assert_robust!(THREE, [0.0, 1.0] +- -0.5 => class 0);

fn main() {}
