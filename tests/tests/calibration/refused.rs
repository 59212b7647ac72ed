//! What calibration refuses.

use nn_core::prelude::*;
use nn_core::quantize::QuantizeError;

use super::{Small, Small8, samples};

#[test]
fn a_calibration_needs_samples() {
    let (net, mut net8) = (Small::ZERO, Small8::ZERO);
    let mut calibration = Calibration::<Small>::ZERO;
    let result = net.quantize_into(&calibration, &mut net8);
    assert_eq!(result.unwrap_err(), QuantizeError::NoSamples);
    calibration
        .observe(&net, &[])
        .expect("no sample is not finite");
    let result = net.quantize_into(&calibration, &mut net8);
    assert_eq!(result.unwrap_err(), QuantizeError::NoSamples);
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut net = Small::random(&mut Random::seed(1));
    let mut calibration = Calibration::<Small>::ZERO;
    calibration
        .observe(&net, &samples(9, 1))
        .expect("finite samples");
    let before = (
        calibration.samples,
        calibration.input.clone(),
        calibration.layers.clone(),
    );
    let mut bad = samples::<[f32; 4]>(5, 2);
    for value in [f32::NAN, f32::INFINITY, 1e31] {
        bad[3][1] = value;
        let result = calibration.observe(&net, &bad);
        assert_eq!(result, Err(QuantizeError::NotFinite { sample: 3 }));
    }
    net.layers.first.bias[2] = f32::NAN; // ReLU would return 0
    let result = calibration.observe(&net, &samples(5, 2));
    assert_eq!(result, Err(QuantizeError::NotFinite { sample: 0 }));
    assert_eq!(
        before,
        (calibration.samples, calibration.input, calibration.layers)
    );
}
