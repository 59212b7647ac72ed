//! The ranges that follow from what was observed.

use nn_core::prelude::*;
use nn_core::quantize::{LeastSquares, MinMax, Statistic};

/// Softmax returns 0 for an input that is more than `ln 1024` below the largest. The calibrated range ends there.
#[test]
fn the_range_of_the_inputs_of_softmax_ends_where_the_output_is_0() {
    type Three = network![1 => Dense<3, Softmax>];
    let mut net = Three::ZERO;
    net.layers.bias = [4.0, 0.0, -100.0];
    let mut calibration = Calibration::<Three, MinMax>::ZERO;
    calibration.observe(&net, &[[0.0]]).expect("finite samples");
    let mut net8 = <quantized![Three]>::ZERO;
    let _ = net
        .quantize_into(&calibration, &mut net8)
        .expect("there are samples");
    let step = net8.layers.activation.linear.factor;
    assert!((255.0 * step - 1024_f32.ln()).abs() < 1e-4, "{step}");
    for (exact, rounded) in net.predict(&[0.0]).iter().zip(net8.predict(&[0.0])) {
        assert!((exact - rounded).abs() < 1.0 / 256.0, "{exact} {rounded}");
    }
}

#[test]
fn extremes_of_histograms() {
    let mut values = LeastSquares::ZERO;
    for exponent in -100..100 {
        values.add(&[2.0_f32.powi(exponent), -2.0_f32.powi(exponent - 3), 0.0]);
    }
    let [least, most] = values.range();
    assert!(least <= 0.0 && most > 2.0_f32.powi(97));
    assert_eq!(values.0.total(), 600.0);
}
