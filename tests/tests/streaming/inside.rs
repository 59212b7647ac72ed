//! Layers that have a layer or a network inside, and layers that return their input.

use nn_core::instruction_set::InstructionSet;
use nn_core::layer::BiasOnly;
use nn_core::prelude::*;
use nn_core::stream::Live;
use nn_core::streaming;

use super::{bits, equals_every_window, sequence, signal};

#[test]
fn a_layer_inside_of_a_layer_streams() {
    type Tuned = network![[2, 12]
        => BiasOnly<Conv<2, 4, Slide<12, 3, 10>, Relu>> => ZeroPad1d<after = 0> => GlobalAvgPool => Dense<2, Softmax>];
    equals_every_window::<Tuned, 2, 12>(12, 1);
}

#[test]
fn a_folded_network_streams() {
    type Net = network![[2, 14]
        => Conv1d<filters = 4, kernel = 3> => BatchNorm<Relu> => Conv1d<filters = 3, kernel = 2>
        => BatchNorm<Tanh> => GlobalMaxPool => Dense<2>];
    type Folded = folded![Net];
    InstructionSet::Portable.select().unwrap();
    let mut folded = Folded::ZERO;
    tests::parameters::random::<Net>(7).fold_into(&mut folded);
    let mut live = <streaming![Folded]>::ZERO;
    let signal = signal::<2>(40, 3);
    let mut outputs = 0;
    for time in 0..signal.len() {
        let output = live.push(&folded, &signal[time]);
        assert_eq!(output.is_some(), time >= 13);
        let Some(output) = output else { continue };
        let expected = folded.predict(&sequence(&signal[time - 13..=time]));
        assert_eq!(bits(output), bits(&expected));
        outputs += 1;
    }
    assert_eq!(outputs, 27);
}

#[test]
fn a_frozen_network_streams() {
    type Features =
        network![[2, 12] => Conv1d<filters = 4, kernel = 3, Relu> => Flatten => Dense<5, Tanh>];
    type Net = network![[2, 12] => Frozen<Features> => Dense<3, Softmax>];
    InstructionSet::Portable.select().unwrap();
    let features: &'static Features = Box::leak(Box::new(tests::parameters::random(4)));
    let mut net = tests::parameters::random::<Net>(5);
    let mut live = <streaming![Net]>::ZERO;
    let signal = signal::<2>(30, 3);
    net.layers.first = Frozen::ZERO;
    assert!(signal.iter().all(|step| live.push(&net, step).is_none()));
    net.layers.first = Frozen::new(features);
    assert_eq!(Live::<Net>::WARM_UP, 12);
    for time in 0..signal.len() {
        let output = live.push(&net, &signal[time]);
        assert_eq!(output.is_some(), time >= 11);
        if let Some(output) = output {
            let expected = net.predict(&sequence(&signal[time - 11..=time]));
            assert_eq!(bits(output), bits(&expected));
        }
    }
}
