//! Recurrent layers over a window.

use nn_core::prelude::*;
use nn_core::verify::{Interval, Property, Verdict, Verifier};

use super::layers::is_sound;
use super::{around, sample};

#[test]
fn every_rule() {
    is_sound::<network![[2, 5] => Gru<4> => Dense<2>]>(1e-4);
    is_sound::<network![[2, 5] => Lstm<3> => Dense<2>]>(1e-4);
    is_sound::<network![[2, 5] => Rnn<4, Tanh> => Dense<2>]>(1e-4);
    is_sound::<network![[2, 5] => Rnn<4, Relu> => Dense<2>]>(1e-4);
    is_sound::<network![[2, 5] => MinGru<4> => Dense<2>]>(1e-4);
    is_sound::<network![[2, 5] => FastGrnn<4> => Dense<2>]>(1e-4);
}

#[test]
fn sequences_of_states() {
    is_sound::<network![[2, 4] => Gru<3, sequences = true> => Lstm<2, sequences = true>]>(1e-4);
    is_sound::<
        network![[2, 4] => MinGru<3, sequences = true> => FastGrnn<2, sequences = true>
        => Rnn<2, Tanh, sequences = true> => Flatten => Dense<2>],
    >(1e-4);
}

#[test]
fn without_biases() {
    is_sound::<network![[1, 3] => Gru<3, bias = false> => Dense<2>]>(1e-4);
    is_sound::<network![[1, 3] => Lstm<3, bias = false> => Dense<2>]>(1e-4);
    is_sound::<
        network![[1, 3] => MinGru<3, bias = false, sequences = true> => FastGrnn<2, bias = false>],
    >(1e-4);
}

/// The first state is 0, and its weights count from the second step on.
#[test]
fn a_plain_recurrence_is_exact() {
    let mut net = <network![[1, 3] => Rnn<1, Relu, bias = false>]>::ZERO;
    net.layers.weight_ih = [[1.0]];
    net.layers.weight_hh = [[0.5]];
    let region = [4.0, 2.0, 1.0].map(|x| Interval::around(x, 1.0));
    let [bound] = Verifier::new(&net).bounds(&region)[..] else {
        panic!()
    };
    // 0.5 (0.5 x_0 + x_1) + x_2
    assert!(bound.covers(Interval::new(1.25, 4.75)), "{bound:?}");
    assert!(Interval::new(1.249, 4.751).covers(bound), "{bound:?}");
}

/// A state of a GRU is between the earlier one and the new values, so it stays within -1 and 1, however long and wild the sequence is.
#[test]
fn states_of_gates_do_not_grow() {
    let mut rng = Random::seed(3);
    for _ in 0..4 {
        let net = <network![[1, 30] => Gru<2>]>::random(&mut rng);
        let bounds = Verifier::new(&net).bounds(&[Interval::new(-20.0, 20.0); 30]);
        for bound in bounds {
            assert!(Interval::new(-1.001, 1.001).covers(bound), "{bound:?}");
        }
    }
}

/// The bounds are close: an attack finds outputs near them.
#[test]
fn small_regions_have_close_bounds() {
    macro_rules! close {
        ($layer:ident) => {{
    type Net = network![[2, 6] => $layer<5> => Dense<1>];
            let net = Net::random(&mut Random::seed(8));
            let region = around(
                &[
                    0.3, -0.2, 0.5, 0.1, 0.0, -0.4, 0.2, 0.2, -0.1, 0.3, 0.6, 0.0,
                ],
                0.01,
            );
            let bound = Verifier::new(&net).bounds(&region)[0];
            let mut ends = [f32::INFINITY, f32::NEG_INFINITY];
            sample(&net, &region, 2_000, |_, outputs| {
                ends = [ends[0].min(outputs[0]), ends[1].max(outputs[0])];
            });
            let (found, proved) = (ends[1] - ends[0], bound.high - bound.low);
            assert!(
                proved < 2.0 * found,
                "{}: {found} {proved}",
                stringify!($layer)
            );
        }};
    }
    close!(Gru);
    close!(Lstm);
    close!(MinGru);
    close!(FastGrnn);
}

#[test]
fn a_class_over_time_is_decided() {
    type Net = network![[1, 4] => Gru<4> => Dense<2>];
    let net = Net::random(&mut Random::seed(5));
    let input = [[0.5, -0.5, 0.25, 0.0]];
    let class = net.classify(&input);
    let verifier = Verifier::new(&net);
    let near = around(input.as_flattened(), 1e-3);
    assert!(
        verifier
            .decide(&near, &Property::class_is(class))
            .is_proved()
    );
    let verdict = verifier.decide(&near, &Property::class_is_not(class));
    let Verdict::Counterexample(found) = verdict else {
        panic!("{verdict}")
    };
    let found: [f32; 4] = found.try_into().unwrap();
    assert_eq!(net.classify(&[found]), class);
}

/// Weights that are not finite are not bounded, even where a state of 0 multiplies them: not every kernel skips inputs of 0.
#[test]
fn weights_that_are_not_finite_are_not_bounded() {
    let mut net = <network![[1, 1] => Gru<1>]>::ZERO;
    net.layers.weight_hh = [[f32::INFINITY, 0.0, 0.0]];
    let bounds = Verifier::new(&net).bounds(&[Interval::point(0.0)]);
    assert_eq!(bounds, [Interval::ANY]);
}
