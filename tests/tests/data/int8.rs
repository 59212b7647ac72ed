//! Int8 networks of standardized networks.

use nn_core::Error;
use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::rng::normal;

type Body = network![2 => Dense<12, Relu> => Dense<2, Softmax>];
type Net = network![2 => Standardize => Body];
type Folded = nn_core::folded![Net];
type Samples = (Vec<[f32; 2]>, Vec<bool>);

/// Points inside and outside of an ellipse with this center and these half axes.
fn points(count: usize, [a, b]: [f32; 2], [width, height]: [f32; 2]) -> Samples {
    let rng = &mut Random::seed(4);
    let point = |_| {
        let (x, y) = (normal(rng), normal(rng));
        let is_outside = x * x + y * y > 1.4;
        ([a + width * x, b + height * y], is_outside)
    };
    (0..count).map(point).unzip()
}

/// A network that has learned the first 400 points.
fn trained((inputs, labels): &Samples) -> Result<Net, Error> {
    let mut net = Net::random(&mut Random::seed(1));
    net.standardize(&inputs[..400])?;
    let mut trainer = Trainer::<Net, _, _, 32>::new(CrossEntropy, Adam::new(0.02));
    Fit::epochs(60).run(&mut trainer, &mut net, (&inputs[..400], &labels[..400]))?;
    Ok(net)
}

/// Calibrates and quantizes a network. Returns its accuracy, and that of the int8 network, for the other points.
macro_rules! accuracies {
    ($type:ty, $net:expr, $inputs:expr, $labels:expr) => {{
        let (net, inputs, labels): (&$type, &[[f32; 2]], &[bool]) = ($net, $inputs, $labels);
        let mut calibration = Calibration::<$type>::ZERO;
        calibration
            .observe(net, &inputs[..400])
            .expect("finite samples");
        let mut net8 = <nn_core::quantized![$type]>::ZERO;
        net.quantize_into(&calibration, &mut net8)
            .expect("finite ranges");
        let (inputs, labels) = (&inputs[400..], &labels[400..]);
        [
            accuracy(net, inputs, labels)?,
            accuracy(&net8, inputs, labels)?,
        ]
    }};
}

/// If the elements have similar ranges around 0, the folded network is quantized, and calibration sees the data as they are.
#[test]
fn folded_networks_lose_little() -> Result<(), Error> {
    let samples = points(800, [2.0, -1.0], [3.0, 1.5]);
    let net = trained(&samples)?;
    let mut folded = Folded::ZERO;
    net.fold_into(&mut folded);
    let [whole, eight] = accuracies!(Folded, &folded, &samples.0, &samples.1);
    assert_eq!(<nn_core::quantized![Net]>::MACS, 2 * 12 + 12 * 2);
    assert!(whole > 0.95, "{whole}");
    assert!(eight > whole - 0.03, "{eight} of {whole}");
    Ok(())
}

/// An int8 input has one scale. If the ranges differ, the rest of the network is quantized, and the data are standardized before.
#[test]
fn different_ranges_need_standardized_data() -> Result<(), Error> {
    let mut samples = points(800, [1_000.0, 0.02], [50.0, 0.001]);
    let net = trained(&samples)?;
    let mut folded = Folded::ZERO;
    net.fold_into(&mut folded);
    let [whole, eight] = accuracies!(Folded, &folded, &samples.0, &samples.1);
    assert!(whole > 0.95 && eight < 0.8, "{eight} of {whole}");
    net.layers.first.transform(&mut samples.0);
    let [whole, eight] = accuracies!(Body, &net.layers.last, &samples.0, &samples.1);
    assert!(whole > 0.95, "{whole}");
    assert!(eight > whole - 0.03, "{eight} of {whole}");
    Ok(())
}
