//! Random networks of `i8` that are too large to try all inputs: nothing is outside of the bounds, and no attack contradicts a proof.

use nn_core::prelude::*;
use nn_core::rng::{Rng, uniform};
use nn_core::verify::{Interval, Property, VerifierI8};

use super::int8::filled;

type Image = network![[2, 6, 6] => Conv2d<filters = 4, kernel = 3, padding = 1, Relu>
    => Residual<Conv2d<filters = 4, kernel = 3, padding = 1, Relu> => DepthwiseConv2d<3, padding = 1>, Relu>
    => MaxPool2d<2> => Concat<[Conv2d<filters = 2, kernel = 1, Relu>], [AvgPool2d<3, stride = 1, padding = 1>]>
    => Flatten => Dense<8, Gelu> => Dense<3, Softmax>];
type Image8 = quantized![Image];

/// An input of a region: any numbers, or only the ends of the intervals.
fn sample(region: &[Interval], is_inside: bool, rng: &mut Random) -> [[[f32; 6]; 6]; 2] {
    let mut input = [[[0.0; 6]; 6]; 2];
    let numbers = input.as_flattened_mut().as_flattened_mut();
    for (x, Interval { low, high }) in numbers.iter_mut().zip(region) {
        *x = match is_inside {
            true => uniform(rng, *low, *high).clamp(*low, *high),
            false if rng.next_u64().is_multiple_of(2) => *low,
            false => *high,
        };
    }
    input
}

/// A proof about a region around this input, with a radius of some steps: no attack contradicts it. Returns whether there is one.
fn attacked(net: &Image8, center: &[f32], steps: f32, rng: &mut Random) -> bool {
    let radius = steps * net.input_scale().factor;
    let around = |x: &f32| Interval::around(*x, radius);
    let region: Vec<Interval> = center.iter().map(around).collect();
    let verifier = VerifierI8::new(net).most_parts(20);
    let bounds = verifier.bounds(&region);
    let limit = f64::from(bounds[0].high) * 0.5 + 0.25;
    let is_proved = verifier
        .decide(&region, &Property::output(0).is_below(limit))
        .is_proved();
    for round in 0..100 {
        let outputs = net.predict(&sample(&region, round % 2 == 0, rng));
        let mut pairs = bounds.iter().zip(&outputs);
        assert!(pairs.all(|(bounds, y)| bounds.contains(*y)), "{steps}");
        assert!(!is_proved || f64::from(outputs[0]) < limit, "{steps}");
    }
    is_proved
}

#[test]
fn larger_networks_stay_within_their_bounds() {
    let mut proofs = 0;
    for seed in 0..6 {
        let mut net = Image8::boxed();
        filled(&mut *net, seed);
        let (mut rng, scale) = (Random::seed(seed), net.input_scale());
        let center = |_| scale.to_real((rng.next_u64() as i8).into());
        let center: Vec<f32> = (0..72).map(center).collect();
        for steps in [0.0, 1.0, 4.0] {
            proofs += usize::from(attacked(&net, &center, steps, &mut rng));
        }
    }
    assert!(proofs > 2, "{proofs}");
}
