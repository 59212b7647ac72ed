//! Weights of recurrent networks in files, images and constants, and their fingerprints.

use nn_core::prelude::*;
use nn_core::safetensors::SafeTensors;
use nn_core::weights::{LoadOptions, Persist, image};
use tests::sources::workspace;

/// The network of `tests/reference/weights.py`.
type Net =
    network![[2, 8] => Gru<4, sequences = true> => Lstm<3, bias = false> => Dense<2, Softmax>];

static NET: Net = nn_core::include_weights!(Net, "reference/weights/recurrent.safetensors");

fn bytes(name: &str) -> Vec<u8> {
    let path = workspace().join("tests/reference/weights").join(name);
    std::fs::read(path).expect("the file is there")
}

/// The network as PyTorch wrote it.
fn read() -> Net {
    let mut net = Net::ZERO;
    LoadOptions::new()
        .read(&mut net, &bytes("recurrent.safetensors"))
        .expect("it fits");
    net
}

/// A file of PyTorch loads as it is, and gives PyTorch's outputs.
#[test]
fn files_of_pytorch() {
    const TOLERANCE: f32 = 1e-6;
    let net = read();
    let cases = bytes("recurrent_cases.safetensors");
    let cases = SafeTensors::parse(&cases).expect("a file");
    let [inputs, outputs] = ["input", "output"].map(|name| cases.find(name).expect("a tensor"));
    for case in 0..8 {
        let mut input = [[0.0; 8]; 2];
        for (place, value) in input.as_flattened_mut().iter_mut().enumerate() {
            *value = inputs.get(case * 16 + place).expect("a number");
        }
        for (place, found) in net.predict(&input).into_iter().enumerate() {
            let expected = outputs.get(case * 2 + place).expect("a number");
            assert!((found - expected).abs() <= TOLERANCE, "{found} {expected}");
        }
    }
}

#[test]
fn constants_are_the_files() {
    assert_eq!(NET, read());
    assert_ne!(NET, Net::ZERO);
}

/// What is saved has PyTorch's names and shapes, and comes back bit for bit.
#[test]
fn files_come_back() {
    let saved = NET.to_safetensors().expect("a file");
    let file = safetensors::SafeTensors::deserialize(&saved).expect("a file");
    for (name, shape) in [
        ("0.weight_ih_l0", vec![12, 2]),
        ("0.weight_hh_l0", vec![12, 4]),
        ("0.bias_ih_l0", vec![12]),
        ("0.bias_hh_l0", vec![12]),
        ("1.weight_ih_l0", vec![12, 4]),
        ("1.weight_hh_l0", vec![12, 3]),
        ("2.weight", vec![2, 3]),
        ("2.bias", vec![2]),
    ] {
        assert_eq!(file.tensor(name).expect(name).shape(), shape, "{name}");
    }
    assert_eq!(file.names().len(), 8);
    let mut again = Net::ZERO;
    LoadOptions::new()
        .read(&mut again, &saved)
        .expect("it fits");
    assert_eq!(again, NET);
}

/// The first output of the first gate is the first row of PyTorch's matrix.
#[test]
fn rows_of_a_file_are_outputs() {
    let mut net = <network![[2, 3] => Gru<1>]>::ZERO;
    net.layers.weight_ih = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let saved = net.to_safetensors().expect("a file");
    let file = safetensors::SafeTensors::deserialize(&saved).expect("a file");
    let weight = file.tensor("0.weight_ih_l0").expect("a tensor");
    assert_eq!(weight.shape(), [3, 2]);
    let rows: Vec<u8> = [1.0_f32, 4.0, 2.0, 5.0, 3.0, 6.0]
        .into_iter()
        .flat_map(f32::to_le_bytes)
        .collect();
    assert_eq!(weight.data(), rows);
}

/// The tensors of a FastGRNN have EdgeML's names and shapes.
#[test]
fn files_of_edgeml() {
    let mut net =
        <network![[2, 3] => FastGrnn<3, sequences = true> => FastGrnn<2, bias = false>]>::ZERO;
    net.initialize(&mut Random::seed(4));
    net.layers.first.weight_ih = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]];
    let saved = net.to_safetensors().expect("a file");
    let file = safetensors::SafeTensors::deserialize(&saved).expect("a file");
    for (name, shape) in [
        ("0.W", vec![2, 3]),
        ("0.U", vec![3, 3]),
        ("0.zeta", vec![1, 1]),
        ("0.nu", vec![1, 1]),
        ("0.bias_gate", vec![1, 3]),
        ("0.bias_update", vec![1, 3]),
        ("1.W", vec![3, 2]),
        ("1.U", vec![2, 2]),
        ("1.zeta", vec![1, 1]),
        ("1.nu", vec![1, 1]),
    ] {
        assert_eq!(file.tensor(name).expect(name).shape(), shape, "{name}");
    }
    assert_eq!(file.names().len(), 10);
    let rows: Vec<u8> = (1..=6)
        .flat_map(|number| (number as f32).to_le_bytes())
        .collect();
    assert_eq!(file.tensor("0.W").expect("a tensor").data(), rows);
    let mut again = net.clone();
    again.initialize(&mut Random::seed(5));
    LoadOptions::new()
        .read(&mut again, &saved)
        .expect("it fits");
    assert_eq!(again, net);
}

#[test]
fn images_come_back() {
    let mut bytes = [0; image::bytes::<Net>()];
    image::write(&NET, &mut bytes).expect("it fits");
    let mut again = Net::ZERO;
    image::read(&mut again, &bytes).expect("it fits");
    assert_eq!(again, NET);
}

/// The fingerprint of a type that can be stored.
const fn of<T: Persist>() -> u64 {
    T::FINGERPRINT
}

#[test]
fn fingerprints_differ() {
    let all = [
        of::<network![[3, 4] => Gru<4>]>(),
        of::<network![[3, 4] => Gru<4, sequences = true>]>(),
        of::<network![[3, 4] => Gru<4, bias = false>]>(),
        of::<network![[3, 4] => Lstm<4>]>(),
        of::<network![[3, 4] => MinGru<4>]>(),
        of::<network![[3, 4] => FastGrnn<4>]>(),
        of::<network![[3, 4] => FastGrnn<4, bias = false>]>(),
        of::<network![[3, 4] => Rnn<4>]>(),
        of::<network![[3, 4] => Rnn<4, Relu>]>(),
        of::<network![[3, 5] => Rnn<4, Relu>]>(),
    ];
    for (index, one) in all.iter().enumerate() {
        assert_eq!(all.iter().position(|other| other == one), Some(index));
    }
}
