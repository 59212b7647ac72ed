//! Files that PyTorch wrote, and the outputs that it computes from them.

use nn_core::prelude::*;
use nn_core::safetensors::{Entry, SafeTensors};
use nn_core::weights::LoadOptions;
use tests::sources::workspace;

use crate::networks::{Dilated, LeNet, Mlp, Normed, Separable, Sequence, Slopes, Unbiased};

/// The tolerance of an output.
const TOLERANCE: f32 = 1e-6;

fn bytes(name: &str) -> Vec<u8> {
    let path = workspace().join("tests/reference/weights").join(name);
    std::fs::read(path).expect("the file is there")
}

/// The values of one case.
fn row<T: Tensor<Element = f32>>(entry: &Entry<'_>, index: usize) -> T {
    let mut values = T::ZERO;
    for (place, value) in values.as_mut_slice().iter_mut().enumerate() {
        *value = entry.get(index * T::LEN + place).expect("a number");
    }
    values
}

/// The network that PyTorch wrote.
fn read<N: TrainableNetwork + Boxed>(name: &str) -> Box<N> {
    let mut net = N::boxed();
    let weights = bytes(&format!("{name}.safetensors"));
    LoadOptions::new()
        .read(&mut *net, &weights)
        .expect("it fits");
    net
}

fn agrees<N: TrainableNetwork + Boxed>(name: &str) {
    let net = read::<N>(name);
    let cases = bytes(&format!("{name}_cases.safetensors"));
    let cases = SafeTensors::parse(&cases).expect("a file");
    let [inputs, outputs] = ["input", "output"].map(|name| cases.find(name).expect("a tensor"));
    assert_eq!(outputs.shape(), [8, N::Output::LEN]);
    for index in 0..8 {
        let found = net.predict(&row::<N::Input>(&inputs, index));
        let expected = row::<N::Output>(&outputs, index);
        for (found, expected) in found.as_slice().iter().zip(expected.as_slice()) {
            assert!(
                (found - expected).abs() <= TOLERANCE,
                "{name}: {found} {expected}"
            );
        }
    }
}

#[test]
fn a_dense_network_agrees() {
    agrees::<Mlp>("dense");
}

#[test]
fn lenet_in_halves_agrees() {
    agrees::<LeNet>("lenet");
}

#[test]
fn batch_normalization_agrees() {
    agrees::<Normed>("batch_norm");
}

#[test]
fn a_sequence_in_bf16_agrees() {
    agrees::<Sequence>("conv1d");
}

#[test]
fn depthwise_convolution_and_layer_norm_agree() {
    agrees::<Separable>("depthwise");
}

#[test]
fn dilated_convolutions_agree() {
    agrees::<Dilated>("dilated");
}

#[test]
fn learned_slopes_agree() {
    agrees::<Slopes>("slopes");
}

#[test]
fn layers_without_bias_agree() {
    agrees::<Unbiased>("unbiased");
}

/// The shift that is folded into a layer without bias becomes its bias.
#[test]
fn a_layer_without_bias_folds() {
    let whole = read::<Unbiased>("unbiased");
    let mut folded = <nn_core::folded![Unbiased]>::ZERO;
    whole.fold_into(&mut folded);
    let cases = bytes("unbiased_cases.safetensors");
    let cases = SafeTensors::parse(&cases).expect("a file");
    let [inputs, outputs] = ["input", "output"].map(|name| cases.find(name).expect("a tensor"));
    for index in 0..8 {
        let found = folded.predict(&row::<[[[f32; 8]; 8]; 2]>(&inputs, index));
        let expected = row::<[f32; 5]>(&outputs, index);
        for (found, expected) in found.iter().zip(expected) {
            // Folding rounds each weight once more.
            assert!(
                (found - expected).abs() <= 10.0 * TOLERANCE,
                "{found} {expected}"
            );
        }
    }
}

/// A network from a file at compile time is equal to one that is read at run time.
#[test]
fn constants_agree() {
    static MLP: Mlp = nn_core::include_weights!(Mlp, "reference/weights/dense.safetensors");
    static LENET: LeNet = nn_core::include_weights!(LeNet, "reference/weights/lenet.safetensors");
    static NORMED: Normed =
        nn_core::include_weights!(Normed, "reference/weights/batch_norm.safetensors");
    static SEQUENCE: Sequence =
        nn_core::include_weights!(Sequence, "reference/weights/conv1d.safetensors");
    static SEPARABLE: Separable =
        nn_core::include_weights!(Separable, "reference/weights/depthwise.safetensors");
    static UNBIASED: Unbiased =
        nn_core::include_weights!(Unbiased, "reference/weights/unbiased.safetensors");

    fn same<N: TrainableNetwork + Boxed + PartialEq>(constant: &N, name: &str) {
        assert!(*read::<N>(name) == *constant, "{name}");
    }
    same(&MLP, "dense");
    same(&LENET, "lenet");
    same(&NORMED, "batch_norm");
    same(&SEQUENCE, "conv1d");
    same(&SEPARABLE, "depthwise");
    same(&UNBIASED, "unbiased");
}
