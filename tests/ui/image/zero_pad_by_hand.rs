//! The output of a padded axis has room for the whole input.
use nn_core::prelude::*;

type Layer = ZeroPad<1, Slide<8, 1, 9, 1, 2>>;

fn main() {
    Layer::ZERO.infer(&[[0.0; 8]], &mut [[0.0; 9]]);
}
