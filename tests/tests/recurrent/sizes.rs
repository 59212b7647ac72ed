//! The constants of recurrent networks.

use nn_core::layer::{AllSteps, LastStep, NoBias};
use nn_core::prelude::*;

/// The bytes of a layer's tape for one sample, and for three.
fn tapes<L: Trainable>() -> [usize; 2] {
    [size_of::<L::Tape<1>>(), size_of::<L::Tape<3>>()]
}

/// For each step the gates, the state, and what the layer needs besides; once two gradients of states, and one of the cell.
#[test]
fn what_layers_remember() {
    let floats = |each: usize| [4 * each, 3 * 4 * each];
    let (units, length) = (8, 50);
    assert_eq!(
        tapes::<Rnn<6, 8, 50>>(),
        floats(2 * units * length + 2 * units)
    );
    assert_eq!(
        tapes::<Gru<6, 8, 24, 50>>(),
        floats(7 * units * length + 2 * units)
    );
    assert_eq!(
        tapes::<Lstm<6, 8, 32, 50>>(),
        floats(6 * units * length + 3 * units)
    );
    assert_eq!(
        tapes::<Lstm<6, 8, 32, 50, AllSteps, NoBias>>(),
        tapes::<Lstm<6, 8, 32, 50>>()
    );
    assert_eq!(
        tapes::<MinGru<6, 8, 16, 50>>(),
        floats(3 * units * length + 2 * units)
    );
    // the gradients of two biases and two scales for each unit
    assert_eq!(
        tapes::<FastGrnn<6, 8, 50>>(),
        floats(3 * units * length + (2 + 4) * units)
    );
}

#[test]
fn parameters_products_and_scratch() {
    type OneGru = network![[6, 50] => Gru<8>];
    assert_eq!(OneGru::PARAMS, 24 * (6 + 8) + 2 * 24);
    assert_eq!(OneGru::MACS, 50 * 24 * (6 + 8));
    assert_eq!(OneGru::FLASH_BYTES, 4 * OneGru::PARAMS);
    assert_eq!(OneGru::INFER_RAM_BYTES, 4 * (8 + (6 + 24 + 24 + 8)));

    type OneLstm = network![[6, 50] => Lstm<8, sequences = true, bias = false>];
    assert_eq!(OneLstm::PARAMS, 32 * (6 + 8));
    assert_eq!(OneLstm::MACS, 50 * 32 * (6 + 8));
    assert_eq!(OneLstm::INFER_RAM_BYTES, 4 * (8 * 50 + (6 + 32 + 8 + 8)));

    type Minimal = network![[6, 50] => MinGru<8>];
    assert_eq!(Minimal::PARAMS, 16 * 6 + 16);
    assert_eq!(Minimal::MACS, 50 * 16 * 6);
    assert_eq!(Minimal::INFER_RAM_BYTES, 4 * (8 + (6 + 16 + 8)));

    type Fast = network![[6, 50] => FastGrnn<8>];
    assert_eq!(Fast::PARAMS, 8 * (6 + 8) + 2 * 8 + 2);
    assert_eq!(Fast::MACS, 50 * 8 * (6 + 8));
    assert_eq!(Fast::INFER_RAM_BYTES, 4 * (8 + (6 + 8 + 8 + 8)));

    type OneRnn = network![[6, 50] => Rnn<8, Relu>];
    assert_eq!(OneRnn::PARAMS, 8 * (6 + 8) + 2 * 8);
    assert_eq!(OneRnn::INFER_RAM_BYTES, 4 * (8 + (6 + 8 + 8)));
}

/// Online training needs the tape, the values at the seams, and no gradient.
#[test]
fn online_training_stores_no_gradient() {
    type Net = network![[6, 50] => Gru<8> => Dense<2>];
    let tape = size_of::<<Gru<6, 8, 24, 50> as Trainable>::Tape<1>>();
    let seam = 4 * (2 * 8); // the state after the last step and its gradient
    let ends = 4 * (2 * 2) + 4 + 8; // the output and its gradient, the rate, the seed and the step
    assert_eq!(Net::TRAIN_RAM_BYTES, Net::FLASH_BYTES + tape + seam + ends);
}

#[test]
fn the_macro_writes_these_types() {
    fn is<N: Network<Input = A::Input, Output = A::Output>, A: Layer>(_: impl Fn(&N) -> &A) {}
    is::<network![[6, 50] => Gru<8>], Gru<6, 8, 24, 50>>(|net| &net.layers);
    is::<network![[6, 50] => Gru<8, sequences = true>], Gru<6, 8, 24, 50, AllSteps>>(|net| {
        &net.layers
    });
    is::<network![[6, 50] => Lstm<units = 8, bias = false>], Lstm<6, 8, 32, 50, LastStep, NoBias>>(
        |net| &net.layers,
    );
    is::<network![[6, 50] => MinGru<8, bias = false>], MinGru<6, 8, 16, 50, LastStep, NoBias>>(
        |net| &net.layers,
    );
    is::<
        network![[6, 50] => FastGrnn<8, bias = false, sequences = true>],
        FastGrnn<6, 8, 50, AllSteps, NoBias>,
    >(|net| &net.layers);
    is::<network![[6, 50] => Rnn<8>], Rnn<6, 8, 50, Tanh>>(|net| &net.layers);
    is::<network![[6, 50] => Rnn<8, Relu>], Rnn<6, 8, 50, Relu>>(|net| &net.layers);
}

#[test]
fn the_summary_names_the_layers() {
    type Net = network![[6, 50] => Gru<8, sequences = true> => Lstm<4, sequences = true> => Rnn<3, Relu> => Dense<2>];
    let text = Net::summary().to_string();
    for name in ["Gru", "Lstm", "Rnn", "8 x 50", "4 x 50"] {
        assert!(text.contains(name), "{text}");
    }
}

/// Names from constants and from the input.
#[test]
fn sizes_from_constants() {
    const UNITS: usize = 5;
    const FEATURES: usize = 3;
    type Net = network![[FEATURES, 10] => Gru<UNITS, sequences = true> => [UNITS, 10] => Lstm<{ 2 * UNITS }> => Dense<2>];
    assert_eq!(Net::PARAMS, 15 * (3 + 5 + 2) + 40 * (5 + 10 + 2) + 22);
    type Fast = network![[FEATURES, 10] => FastGrnn<UNITS> => Dense<2>];
    assert_eq!(Fast::PARAMS, 5 * (3 + 5 + 2) + 2 + 12);
}
