//! Each activation is as close to its formula as the proofs assume.

use nn_core::activation::Activation;
use nn_core::layer::Pass;
use nn_core::prelude::*;
use nn_core::verify::{Interval, Verifier, Verify};
use rand_core::Rng;

const COUNT: usize = 512;
type Points = [f32; COUNT];

/// Bounds points, which the outputs must be within. The bounds must be narrow, so that they say something.
fn is_within<N>(net: &N, absolute: f32)
where
    N: Network<Input = Points, Output = Points, Element = f32> + Verify + Sync,
{
    let name = N::Activation::NAME;
    let verifier = Verifier::new(net);
    let mut rng = Random::seed(4);
    for round in 0..24 {
        let mut input = [0.0; COUNT];
        // all magnitudes, and then those where the functions bend
        for x in &mut input {
            *x = match round % 2 {
                0 => f32::from_bits(rng.next_u32()),
                _ => nn_core::rng::normal(&mut rng) * 4.0,
            };
            if !x.is_finite() || x.abs() > 1e30 {
                *x = 1.0;
            }
        }
        let region: Vec<Interval> = input.iter().map(|x| Interval::point(*x)).collect();
        let bounds = verifier.bounds(&region);
        let outputs = net.predict(&input);
        for ((x, y), bound) in input.iter().zip(outputs).zip(bounds) {
            assert!(
                bound.contains(y),
                "{name}({x}) is {y}, outside of {bound:?}"
            );
            let width = bound.high - bound.low;
            assert!(
                width <= absolute + y.abs() * 4e-6,
                "{name}({x}) is {y}: {bound:?}"
            );
        }
    }
}

#[test]
fn outputs_are_within_narrow_bounds() {
    macro_rules! within {
        ($activation:ty, $absolute:expr) => {
            is_within(&<nn_core::sized![Pass<Points, $activation>]>::ZERO, $absolute)
        };
    }
    within!(Relu, 0.0);
    within!(Relu6, 0.0);
    within!(LeakyRelu<1, 100>, 1e-43);
    within!(Elu<3, 2>, 2e-14);
    within!(Sigmoid, 1e-14);
    within!(HardSigmoid, 1e-41);
    within!(Tanh, 1e-14);
    within!(Softplus, 1e-14);
    within!(Silu, 1e-14);
    within!(HardSwish, 1e-41);
    within!(Gelu, 6e-7);
}

#[test]
fn softmax_is_within_narrow_bounds() {
    type Net = nn_core::sized![Pass<[f32; 5], Softmax>];
    let net = Net::ZERO;
    let verifier = Verifier::new(&net);
    let mut rng = Random::seed(5);
    for round in 0..400 {
        let scale = [1.0, 10.0, 100.0, 1e4][round % 4];
        let input: [f32; 5] = core::array::from_fn(|_| nn_core::rng::normal(&mut rng) * scale);
        let bounds = verifier.bounds(&input.map(Interval::point));
        for (y, bound) in net.predict(&input).iter().zip(bounds) {
            assert!(bound.contains(*y), "{input:?} {y} {bound:?}");
            assert!(bound.high - bound.low < 1e-4, "{input:?} {y} {bound:?}");
        }
    }
}
