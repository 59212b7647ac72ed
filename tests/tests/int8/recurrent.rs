//! Networks with recurrent layers of `i8`: near those of `f32`, as streams, and in files.

use nn_core::instruction_set::InstructionSet;
use nn_core::layer::int8::Double;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::streaming;
use nn_core::weights::{LoadOptions, Persist, image};

use crate::networks::{filled, tensor};

/// A network of every recurrent layer with an int8 form.
type Net = network![[3, 9]
    => Gru<5, sequences = true> => FastGrnn<9, sequences = true> => Lstm<4, sequences = true>
    => Rnn<7, Relu, sequences = true> => Rnn<3> => Dense<2, Softmax>];
type Net8 = quantized![Net];
type Folded = folded![Net];
type Sample = [[f32; 9]; 3];

/// Random samples.
fn samples() -> Vec<Sample> {
    let rng = &mut Random::seed(5);
    (0..100)
        .map(|_| core::array::from_fn(|_| core::array::from_fn(|_| uniform(rng, -1.0, 1.5))))
        .collect()
}

/// A network of `f32` and its quantized network, for random samples.
fn quantized() -> (Box<Folded>, Box<Net8>, Vec<Sample>) {
    let mut whole = Net::boxed();
    whole.initialize(&mut Random::seed(4));
    let samples = samples();
    let mut net = Folded::boxed();
    whole.fold_into(&mut net);
    let mut calibration = Calibration::<Folded>::boxed();
    calibration.observe(&net, &samples).expect("finite samples");
    let mut net8 = Net8::boxed();
    let mut report = net.quantize_into(&calibration, &mut net8).expect("samples");
    net.compare(&net8, &samples, &mut report);
    let mut rows = 0;
    report.each(&mut |row| {
        let ratio = row.ratio();
        assert!(ratio.is_none_or(|ratio| ratio > 25.0), "{report}");
        rows += 1;
    });
    assert_eq!(rows, 7, "{report}");
    (net, net8, samples)
}

/// Each layer of a quantized network is close to that of `f32`, and so are the outputs.
#[test]
fn outputs_are_near_those_of_reals() {
    let (net, net8, samples) = quantized();
    for sample in &samples {
        let [exact, found] = [net.predict(sample), net8.predict(sample)].map(|[share, _]| share);
        assert!((exact - found).abs() < 0.02, "{exact} {found}");
    }
}

/// The LSTM of TensorFlow Lite Micro, as calibration makes it: near that of `f32`, and the same after it was stored.
#[test]
fn imported_forms_are_calibrated() {
    type Small = network![[3, 9] => Lstm<8, sequences = true> => Lstm<6> => Dense<2, Softmax>];
    type Small8 = quantized![Small, Double];
    let net = Small::random(&mut Random::seed(7));
    let samples = samples();
    let mut calibration = Calibration::<Small>::ZERO;
    calibration.observe(&net, &samples).expect("finite samples");
    let mut net8 = Small8::ZERO;
    let mut report = net.quantize_into(&calibration, &mut net8).expect("samples");
    net.compare(&net8, &samples, &mut report);
    report.each(&mut |row| {
        let ratio = row.ratio();
        assert!(ratio.is_none_or(|ratio| ratio > 25.0), "{report}");
    });
    for sample in &samples {
        let [exact, found] = [net.predict(sample), net8.predict(sample)].map(|[share, _]| share);
        assert!((exact - found).abs() < 0.02, "{exact} {found}");
    }
    let mut again = Small8::ZERO;
    let saved = net8.to_safetensors().expect("a file");
    LoadOptions::new()
        .read(&mut again, &saved)
        .expect("it fits");
    assert_eq!(again, net8);
}

/// Each output of a stream is that of the sequence up to its step.
#[test]
fn streams_have_the_bits_of_sequences() {
    type All = network![[3, 9] => Gru<5, sequences = true> => Lstm<4, sequences = true> => FastGrnn<6, sequences = true>];
    type All8 = quantized![All];
    let mut net = All8::ZERO;
    filled(&mut net, 3);
    let input: [[i8; 3]; 9] = tensor(8);
    let want: [[i8; 6]; 9] = net.predict_quantized(&input);
    let mut live = <streaming![All8]>::ZERO;
    for (step, want) in input.iter().zip(&want) {
        let copy = live.clone().push(&net, step).copied();
        assert_eq!(copy.as_ref(), Some(want));
        assert_eq!(live.push(&net, step), Some(want));
    }
    assert!(want.as_flattened().iter().any(|number| *number != 0));
    type Live = streaming![All8];
    assert_eq!(Live::MACS_PER_STEP, 15 * 8 + 16 * 9 + 6 * 10);
}

/// The LSTM of TensorFlow Lite Micro begins with the zero of its state, and goes on after its stream was stored.
#[test]
fn streams_of_imported_networks_have_the_bits_of_sequences() {
    type Both = network![[3, 9] => Lstm<4, sequences = true> => Lstm<5, sequences = true>];
    type Both8 = quantized![Both, Double];
    type Live = streaming![Both8];
    let real = Both::random(&mut Random::seed(7));
    let mut calibration = Calibration::<Both>::ZERO;
    calibration
        .observe(&real, &samples())
        .expect("finite samples");
    let mut net = Both8::ZERO;
    real.quantize_into::<_, Double, _, _, _>(&calibration, &mut net)
        .expect("samples");
    let input: [[i8; 3]; 9] = tensor(8);
    let want: [[i8; 5]; 9] = net.predict_quantized(&input);
    let mut live = Live::ZERO;
    for (step, want) in input.iter().zip(&want) {
        let mut bytes = [0; image::bytes::<Live>()];
        image::write(&live, &mut bytes).expect("it fits");
        assert_eq!(live.push(&net, step), Some(want));
        let mut resumed = Live::ZERO;
        image::read(&mut resumed, &bytes).expect("it fits");
        assert_eq!(resumed.clone().push(&net, step), Some(want));
    }
    assert!(want[0] != want[8]);
    assert_eq!(Live::MACS_PER_STEP, 16 * 7 + 20 * 9);
}

#[test]
fn every_instruction_set_has_the_same_bits() {
    let (_, net8, samples) = quantized();
    let mut all = Vec::new();
    tests::instruction_sets::each(|_| {
        all.push(
            samples
                .iter()
                .map(|sample| net8.predict(sample))
                .collect::<Vec<_>>(),
        );
    });
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]));
    InstructionSet::Portable.select().expect("the portable set");
}

#[test]
fn files_and_images_come_back() {
    let (_, net8, _) = quantized();
    let saved = net8.to_safetensors().expect("a file");
    let mut again = Net8::boxed();
    LoadOptions::new()
        .read(&mut *again, &saved)
        .expect("it fits");
    assert_eq!(again, net8);
    let mut bytes = vec![0; image::bytes::<Net8>()];
    image::write(&*net8, &mut bytes).expect("it fits");
    let mut again = Net8::boxed();
    image::read(&mut *again, &bytes).expect("it fits");
    assert_eq!(again, net8);
}

/// The compiler reads the file of `tests/reference/weights.py`.
#[test]
fn files_are_constants() {
    type Kept = quantized![network![[3, 9] => Gru<5, sequences = true> => FastGrnn<9>]];
    static CONSTANT: Kept =
        nn_core::include_weights!(Kept, "reference/weights/recurrent_int8.safetensors");
    let path =
        tests::sources::workspace().join("tests/reference/weights/recurrent_int8.safetensors");
    let mut loaded = Kept::ZERO;
    loaded.load(path).expect("it fits");
    assert_eq!(CONSTANT, loaded);
    assert_ne!(CONSTANT.predict_quantized(&tensor(1)), [0; 9]);
}

/// Numbers that a layer cannot have are refused.
#[test]
fn numbers_out_of_range_are_refused() {
    type Small = quantized![network![[1, 2] => FastGrnn<1>]];
    let refused = |change: fn(&mut Small)| {
        let mut bad = Small::ZERO;
        change(&mut bad);
        let bytes = bad.to_safetensors().expect("all numbers are finite");
        let error = LoadOptions::new().read(&mut Small::ZERO.clone(), &bytes);
        error.expect_err("it is out of range").to_string()
    };
    assert_eq!(
        refused(|net| net.layers.exponent = 16),
        "tensor `0.state_exponent` is out of range at index 0 in the file: it is from -8 to 15"
    );
    assert_eq!(
        refused(|net| net.layers.scales[1] = -1),
        "tensor `0.scales` is out of range at index 1 in the file: it is from 0 to 32,767"
    );
    assert_eq!(
        refused(|net| net.layers.bias = [1 << 25]),
        "tensor `0.bias` is out of range at index 0 in the file: it is from -16,777,216 to 16,777,216"
    );
}

#[test]
fn fingerprints_and_sizes() {
    let all = [
        <quantized![network![[3, 4] => Gru<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Gru<4>], Double] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Gru<4, sequences = true>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Lstm<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Lstm<4>], Double] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => FastGrnn<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Rnn<4>]] as Persist>::FINGERPRINT,
        <quantized![network![[3, 4] => Rnn<4, Relu>]] as Persist>::FINGERPRINT,
    ];
    for (index, one) in all.iter().enumerate() {
        assert_eq!(all.iter().position(|other| other == one), Some(index));
    }
    type Fast = quantized![network![[9, 50] => FastGrnn<16>]];
    assert_eq!(Fast::MACS, 50 * 16 * (9 + 16));
    // weights, biases, other biases, two scales, numbers of both requantizations, scale of the input, exponent
    let bytes = 16 * (9 + 16) + 4 * 16 + 4 * 16 + 8 + 2 * 9 * 16 + 8 + 4;
    assert_eq!(Fast::FLASH_BYTES, bytes);
    assert_eq!(Fast::INFER_RAM_BYTES, 16);
    type Imported = quantized![network![[9, 50] => Lstm<16>], Double];
    assert_eq!(Imported::MACS, 50 * 64 * (9 + 16));
    // weights, biases, numbers of both requantizations of each gate, scales, numbers of the cell and of the output
    let bytes = 64 * (9 + 16) + 4 * 64 + 4 * 2 * 12 + 16 + 8 + 8;
    assert_eq!(Imported::FLASH_BYTES, bytes);
    assert_eq!(Imported::INFER_RAM_BYTES, 16);
}
