//! Files of quantized networks.

use nn_core::prelude::*;

use super::samples;

type Plain = network![[2, 6, 6]
    => Conv2d<filters = 3, kernel = 3, Relu> => MaxPool2d<2> => Flatten => Dense<7, Tanh> => Dense<4, Softmax>];
type Plain8 = quantized![Plain];

/// A quantized network.
fn plain8() -> Box<Plain8> {
    let net = Plain::random(&mut Random::seed(1));
    let mut calibration = Calibration::<Plain>::boxed();
    calibration
        .observe(&net, &samples(50, 2))
        .expect("finite samples");
    let mut net8 = Plain8::boxed();
    let _ = net
        .quantize_into(&calibration, &mut *net8)
        .expect("there are samples");
    net8
}

#[test]
fn files_keep_every_bit() {
    let net8 = plain8();
    let bytes = net8.to_safetensors().expect("all numbers are finite");
    let file = safetensors::SafeTensors::deserialize(&bytes).expect("a valid file");
    let weight = file.tensor("0.weight").expect("it is there");
    assert_eq!(
        (weight.dtype(), weight.shape()),
        (safetensors::Dtype::I8, &[3, 3, 3, 2][..])
    );
    let bias = file.tensor("0.bias").expect("it is there");
    assert_eq!(
        (bias.dtype(), bias.shape()),
        (safetensors::Dtype::I32, &[3][..])
    );
    let scale = file.tensor("0.weight_scale").expect("it is there");
    assert_eq!(scale.dtype(), safetensors::Dtype::F32);
    let names = file.names();
    for derived in ["multiplier", "shift", "table"] {
        assert!(
            names.iter().all(|name| !name.contains(derived)),
            "{names:?}"
        );
    }
    let mut loaded = Plain8::boxed();
    nn_core::weights::LoadOptions::new()
        .read(&mut *loaded, &bytes)
        .expect("it matches");
    assert!(*loaded == *net8);
}

#[test]
fn another_type_of_numbers_is_refused() {
    let net = Plain::random(&mut Random::seed(1));
    let bytes = net.to_safetensors().expect("all numbers are finite");
    let mut net8 = plain8();
    let before = net8.clone();
    let error = nn_core::weights::LoadOptions::new()
        .allow_unexpected(true)
        .read(&mut *net8, &bytes);
    assert!(error.is_err());
    assert!(*net8 == *before);
    // A file of a network of integers with one tensor of another type.
    let good = before.to_safetensors().expect("all numbers are finite");
    let file = safetensors::SafeTensors::deserialize(&good).expect("a valid file");
    let mut tensors: Vec<_> = file.tensors();
    for (name, view) in &mut tensors {
        if name == "0.bias" {
            let view_of = |dtype| safetensors::tensor::TensorView::new(dtype, vec![3], view.data());
            *view = view_of(safetensors::Dtype::F32).expect("the same length");
        }
    }
    let bytes = safetensors::serialize(tensors, None).expect("valid tensors");
    let error = nn_core::weights::LoadOptions::new()
        .read(&mut *net8, &bytes)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "tensor `0.bias` has the type F32 in the file, but layer 1 `Conv2dI8<[6, 6, 2], [4, 4, 3]>` needs I32"
    );
    assert!(*net8 == *before);
}

#[test]
fn files_are_constants() {
    static CONSTANT: Plain8 =
        nn_core::include_weights!(Plain8, "reference/weights/int8.safetensors");
    let mut loaded = Plain8::boxed();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    loaded
        .load(folder.join("reference/weights/int8.safetensors"))
        .expect("it matches");
    assert!(CONSTANT == *loaded);
    let output = CONSTANT.predict(&[[[0.5; 6]; 6]; 2]);
    assert!(
        (output.iter().sum::<f32>() - 1.0).abs() < 0.05,
        "{output:?}"
    );
}
