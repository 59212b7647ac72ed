//! A convolution by hand with too many windows for its stride.

use nn_core::prelude::*;

type Wrong = nn_core::sized![Conv<1, 6, (Slide<28, 5, 12, 2>, Slide<28, 5, 24, 2>), Relu>];

fn main() {
    let _ = Wrong::ZERO;
}
