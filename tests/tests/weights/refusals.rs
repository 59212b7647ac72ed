//! A file that does not match is refused with a message that states what and where, and the network is unchanged.

use nn_core::prelude::*;
use nn_core::safetensors::SafeTensors;
use nn_core::weights::image::ImageError;
use nn_core::weights::{FileCause, LoadOptions, WeightsError, save_image};
use safetensors::Dtype;
use safetensors::tensor::{TensorView, serialize};

use crate::networks::{Mlp, filled};

/// A file of tensors with names, types, shapes and values.
fn file(tensors: &[(&str, Dtype, &[usize])]) -> Vec<u8> {
    let zeros = vec![0; 4096];
    let views = tensors.iter().map(|(name, dtype, shape)| {
        let bytes = shape.iter().product::<usize>() * dtype.bitsize() / 8;
        let view = TensorView::new(*dtype, shape.to_vec(), &zeros[..bytes]);
        (*name, view.expect("a tensor"))
    });
    serialize(views, None).expect("a file")
}

const GOOD: [(&str, Dtype, &[usize]); 4] = [
    ("0.weight", Dtype::F32, &[8, 4]),
    ("0.bias", Dtype::F32, &[8]),
    ("2.weight", Dtype::F32, &[3, 8]),
    ("2.bias", Dtype::F32, &[3]),
];

/// The message of a file with one wrong tensor.
fn said(index: usize, tensor: (&'static str, Dtype, &'static [usize])) -> String {
    let mut tensors = GOOD;
    tensors[index] = tensor;
    refused(&LoadOptions::new(), &file(&tensors))
}

/// The message of a file.
fn refused(reading: &LoadOptions<'_>, bytes: &[u8]) -> String {
    let mut net = filled::<Mlp>(4);
    let error = reading.read(&mut *net, bytes).expect_err("it does not fit");
    assert_eq!(net, filled::<Mlp>(4), "the network is as it was");
    error.to_string()
}

#[test]
fn the_good_file_is_read() {
    let mut net = filled::<Mlp>(4);
    LoadOptions::new()
        .read(&mut *net, &file(&GOOD))
        .expect("it fits");
    assert_eq!(*net, Mlp::ZERO);
}

#[test]
fn messages_say_what_and_where() {
    assert_eq!(
        said(2, ("2.weight", Dtype::F32, &[8, 3])),
        "tensor `2.weight` is [8, 3] in the file, but layer 2 `Dense<8, 3>` needs [3, 8]"
    );
    assert_eq!(
        said(1, ("0.bias", Dtype::F32, &[8, 1])),
        "tensor `0.bias` is [8, 1] in the file, but layer 1 `Dense<4, 8>` needs [8]"
    );
    assert_eq!(
        said(1, ("0.bias", Dtype::I64, &[8])),
        "tensor `0.bias` has the type I64 in the file, but the supported types are F64, F32, F16 and BF16"
    );
    assert_eq!(
        said(3, ("1.bias", Dtype::F32, &[3])),
        "tensor `2.bias` is missing in the file: layer 2 `Dense<8, 3>` needs it as [3]; \
         the file has `0.bias`, `0.weight`, `1.bias`, `2.weight`"
    );
    assert_eq!(
        refused(&LoadOptions::new(), b"abc"),
        "the file is not a safetensors file: it has 3 bytes, but the length of the header alone takes 8"
    );
}

#[test]
fn unexpected_tensors_are_refused_unless_they_are_allowed() {
    let mut tensors = GOOD.to_vec();
    tensors.push(("4.weight", Dtype::I64, &[2]));
    let bytes = file(&tensors);
    assert_eq!(
        refused(&LoadOptions::new(), &bytes),
        "unexpected tensor `4.weight` in the file: the network does not have it; `allow_unexpected` ignores it"
    );
    let mut net = Mlp::ZERO;
    LoadOptions::new()
        .allow_unexpected(true)
        .read(&mut net, &bytes)
        .expect("it fits");
}

/// A network, and the bytes of its file with one value replaced.
fn spoiled<N: Network + Boxed>(index: usize, value: f32) -> Vec<u8> {
    let bytes = filled::<N>(5).to_safetensors().expect("good layers");
    let whole = SafeTensors::parse(&bytes).expect("a file");
    let numbers = whole.find("0.weight").expect("it is there").data();
    let place = numbers.as_ptr().addr() - bytes.as_ptr().addr() + 4 * index;
    let mut spoiled = bytes;
    spoiled[place..place + 4].copy_from_slice(&value.to_le_bytes());
    spoiled
}

/// Checks that a file with a value that is not finite is refused, with the index in the file.
fn is_refused<N: Network + Boxed>(index: usize, value: f32) {
    let error = LoadOptions::new()
        .read(&mut *filled::<N>(4), &spoiled::<N>(index, value))
        .expect_err("not finite");
    assert!(
        matches!(error, WeightsError::NotFinite { index: found, .. } if found == index),
        "{error}"
    );
}

#[test]
fn numbers_that_are_not_finite_are_refused() {
    for (value, index) in [(f32::NAN, 3), (f32::INFINITY, 0), (f32::NEG_INFINITY, 31)] {
        is_refused::<Mlp>(index, value);
    }
}

#[test]
fn every_place_of_a_long_tensor_is_looked_at() {
    for index in 0..200 {
        is_refused::<network![40 => Dense<5>]>(index, f32::INFINITY);
    }
}

#[test]
fn a_network_that_is_not_finite_is_not_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("net");
    for (value, index) in [(f32::NAN, 3), (f32::INFINITY, 0), (f32::NEG_INFINITY, 31)] {
        let mut net = filled::<Mlp>(5);
        net.layers.first.weights[index % 4][index / 4] = value;
        let error = net.save(&path).expect_err("not finite").to_string();
        let said = format!("tensor `0.weight` of the network is not finite at index {index}");
        assert_eq!(error, said);

        let word = index % 4 * 8 + index / 4;
        let error = save_image(&*net, &path).expect_err("not finite");
        let FileCause::Image(error) = *error.cause else {
            panic!("{error}")
        };
        assert_eq!(error, ImageError::NotFinite { index: word });
    }
    assert!(!path.exists(), "nothing was written");
}

#[test]
fn other_names_are_mapped() {
    let bytes = file(&[
        ("fc1.weight", Dtype::F32, &[8, 4]),
        ("fc1.bias", Dtype::F32, &[8]),
        ("model.out", Dtype::F32, &[3, 8]),
        ("model.2.bias", Dtype::F32, &[3]),
    ]);
    let names = [("0", "fc1"), ("2", "model.2"), ("2.weight", "model.out")];
    let mut net = filled::<Mlp>(4);
    LoadOptions::new()
        .names(&names)
        .read(&mut *net, &bytes)
        .expect("it fits");
    assert_eq!(*net, Mlp::ZERO);
    assert!(refused(&LoadOptions::new(), &bytes).contains("`0.weight` is missing"));
    let names = [("0", "fc1"), ("2", "model.3")];
    assert_eq!(
        refused(&LoadOptions::new().names(&names), &bytes),
        "tensor `model.3.weight` (here `2.weight`) is missing in the file: layer 2 `Dense<8, 3>` needs it as [3, 8]; \
         the file has `fc1.bias`, `fc1.weight`, `model.2.bias`, ..."
    );
}

#[test]
fn names_that_the_network_does_not_have_are_refused() {
    for name in ["1", "fc1", "0.weigh", "0.weight.x", ""] {
        let pairs = [("0", "0"), (name, "2")];
        assert_eq!(
            refused(&LoadOptions::new().names(&pairs), &file(&GOOD)),
            format!(
                "`names` maps `{name}`, but no tensor of the network has this name, or a name that begins with it and a dot"
            )
        );
    }
}

#[test]
fn a_prefix_is_that_of_all_names() {
    let bytes = file(&[
        ("module.fc1.weight", Dtype::F32, &[8, 4]),
        ("module.fc1.bias", Dtype::F32, &[8]),
        ("module.2.weight", Dtype::F32, &[3, 8]),
        ("module.2.bias", Dtype::F32, &[3]),
    ]);
    let reading = LoadOptions::new().names(&[("0", "fc1")]);
    let mut net = filled::<Mlp>(4);
    let with = reading.prefix("module.");
    with.read(&mut *net, &bytes).expect("it fits");
    assert_eq!(*net, Mlp::ZERO);
    let said = refused(&reading.prefix("_orig_mod."), &bytes);
    assert!(
        said.starts_with("tensor `_orig_mod.fc1.weight` (here `0.weight`) is missing"),
        "{said}"
    );
    let long = "a".repeat(60) + ".";
    let said = refused(&reading.prefix(&long), &bytes);
    assert!(said.contains("aaa...` (here `0.weight`)"), "{said}");
}
