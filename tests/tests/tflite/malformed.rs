//! Invalid models: each error states what is wrong, and where.

use nn_core::tflite::{Tflite, TfliteError};
use proptest::prelude::*;
use tests::flatbuffer::{Field, file};

use crate::model::{Model, Tensor};

/// Reads everything that the reader offers.
fn read_all(bytes: &[u8]) -> Result<(), TfliteError> {
    let model = Tflite::parse(bytes)?;
    for index in 0..model.tensors() {
        let tensor = model.tensor(index).expect("it was checked");
        let len = tensor.shape().iter().product::<usize>();
        assert_eq!(len, tensor.len());
        assert!(tensor.scale(tensor.scales()).is_none() && tensor.name().len() <= bytes.len());
    }
    for index in 0..model.len() {
        let operator = model.operator(index).expect("it was checked");
        for input in 0..operator.inputs() {
            assert!(
                operator
                    .input(input)
                    .is_none_or(|tensor| tensor < model.tensors())
            );
        }
        assert!(!operator.code().name().is_empty());
    }
    Ok(())
}

#[test]
fn a_truncated_model_is_refused_or_read_at_every_byte() {
    let whole = Model::dense().bytes();
    read_all(&whole).expect("a model");
    // The last bytes are the values of the biases.
    for length in 0..whole.len() {
        read_all(&whole[..length]).expect_err("it is not whole");
    }
}

#[test]
fn a_changed_byte_does_no_harm() {
    let whole = Model::dense().bytes();
    let mut bytes = whole.clone();
    for index in 0..bytes.len() {
        for byte in 0..=255 {
            bytes[index] = byte;
            if let Err(error) = read_all(&bytes) {
                assert!(!error.to_string().is_empty());
            }
        }
        bytes[index] = whole[index];
    }
}

/// The message of a model that is refused.
fn message(change: impl FnOnce(&mut Model)) -> String {
    let mut model = Model::dense();
    change(&mut model);
    let bytes = model.bytes();
    Tflite::parse(&bytes)
        .expect_err("it is refused")
        .to_string()
}

/// A change of a model.
type Change = fn(&mut Model);

/// Changes of a model, and a part of the message.
const CHANGES: [(Change, &str); 14] = [
    (
        |model| model.version = 4,
        "its version is 4, but the format has version 3",
    ),
    (
        |model| model.inputs = vec![4],
        "tensor number 4 is named at byte",
    ),
    (
        |model| model.outputs = vec![-1],
        "tensor number -1 is named at byte",
    ),
    (
        |model| model.operators[0].inputs[1] = -2,
        "but there are only 4",
    ),
    (
        |model| model.operators[0].outputs = vec![9; 65],
        "it has 65 inputs or outputs of an operator at byte",
    ),
    (
        |model| model.operators[0].options.0 = 1,
        "the table of an operator's options at byte",
    ),
    (
        |model| model.operators[0].options.1 = vec![Field::Byte(6)],
        "an activation that is not known",
    ),
    (
        |model| model.operators[0].options.1 = vec![Field::Byte(1), Field::Byte(1)],
        "an order of weights",
    ),
    (
        |model| model.tensors[1].buffer = 3,
        "buffer number 3 is named at byte",
    ),
    (
        |model| model.tensors[1].shape = vec![3, -2],
        "has a size that is negative, or too many values",
    ),
    (
        |model| model.tensors[1].shape = vec![3, 3],
        "has 24 bytes, but its shape and type need 36",
    ),
    (
        |model| model.tensors[1].shape = vec![1; 9],
        "it has 9 dimensions at byte",
    ),
    (
        |model| model.tensors[3].scales = vec![1.0],
        "has 1 scales and 0 zero points",
    ),
    (
        |model| {
            model.tensors[3] = Tensor {
                scales: vec![1.0; 2],
                zero_points: vec![0; 2],
                ..Tensor::real(&[1, 3])
            }
        },
        "has 2 scales and 2 zero points, but it needs one of each, or one of each for every channel",
    ),
];

#[test]
fn errors_state_what_is_wrong() {
    for (change, said) in CHANGES {
        let found = message(change);
        assert!(found.contains(said), "{found}\n{said}");
    }
    let strides = vec![Field::Byte(0), Field::Int(1), Field::Int(0), Field::Byte(0)];
    let found = message(|model| {
        model.operators[0].code = 3;
        model.operators[0].options = (1, strides);
    });
    assert!(
        found.starts_with("a stride, window or dilation of 0 or less at byte"),
        "{found}"
    );
    let huge = message(|model| model.tensors[0].shape = vec![i32::MAX; 3]);
    assert!(huge.contains("too many values"), "{huge}");
}

/// The message of a model with one tensor that has this field and no other.
fn with_field(index: usize, field: Field) -> String {
    let mut fields = vec![Field::Absent; 11];
    fields[index] = field;
    let graph = vec![Field::Tables(vec![fields])];
    let buffers = Field::Tables(vec![vec![], vec![Field::Absent, Field::Long(4096)]]);
    let graphs = Field::Tables(vec![graph]);
    let root = vec![Field::Int(3), Field::Absent, graphs, Field::Absent, buffers];
    let bytes = file(b"TFL3", &root);
    let error = Tflite::parse(&bytes).expect_err("it is refused");
    error.to_string()
}

#[test]
fn features_that_are_not_read_are_refused() {
    let mut blocks = vec![Field::Absent; 4];
    blocks.push(Field::Byte(2));
    for (index, field, said) in [
        (2, Field::Int(1), "a buffer after the model"),
        (
            4,
            Field::Table(blocks),
            "a quantization by blocks or by custom rules",
        ),
        (
            6,
            Field::Table(vec![]),
            "a tensor that is sparse or in another file",
        ),
        (
            10,
            Field::Int(1),
            "a tensor that is sparse or in another file",
        ),
    ] {
        let found = with_field(index, field);
        assert!(found.starts_with(&format!("{said} at byte ")), "{found}");
        assert!(found.ends_with(" is not supported"), "{found}");
    }
    let none = Tflite::parse(&file(b"TFL3", &[Field::Int(3)])).expect_err("no graph");
    assert!(none.to_string().ends_with(" is missing"), "{none}");
    let found = TfliteError::Foreign { bytes: 40 };
    assert_eq!(Tflite::parse(&[b' '; 40]), Err(found));
}

proptest! {
    #[test]
    fn any_bytes_are_answered(mut bytes in prop::collection::vec(any::<u8>(), 8..200)) {
        bytes[4..8].copy_from_slice(b"TFL3");
        let root = bytes[0] % 200;
        bytes[..4].copy_from_slice(&[root, 0, 0, 0]);
        let _ = read_all(&bytes);
    }
}
