//! What is in a model of TensorFlow Lite.

use nn_core::tflite::{ModelTensor, Tflite};

use super::{Inspection, Statistics, StoredTensor};
use crate::kind::Kind;

pub(super) fn read(bytes: &[u8], found: &mut Inspection) -> Result<(), String> {
    let model = Tflite::parse(bytes).map_err(|error| {
        format!("it is not a model of TensorFlow Lite that can be read: {error}")
    })?;
    let tensor = |index: Option<usize>| index.and_then(|index| model.tensor(index));
    let inputs = (0..model.inputs()).filter_map(|index| tensor(model.input(index)));
    found.inputs = inputs.map(|tensor| value(&tensor)).collect();
    let outputs = (0..model.outputs()).filter_map(|index| tensor(model.output(index)));
    found.outputs = outputs.map(|tensor| value(&tensor)).collect();
    let operators = (0..model.len()).filter_map(|index| model.operator(index));
    found.count(operators.map(|operator| operator.code().to_string()));
    for tensor in (0..model.tensors()).filter_map(|index| model.tensor(index)) {
        if !tensor.data().is_empty() {
            found.tensors.push(stored(&tensor));
        }
    }
    Ok(())
}

/// An input or an output: its name, type, shape and quantization.
fn value(tensor: &ModelTensor<'_>) -> String {
    let (name, kind, shape) = (tensor.name(), tensor.numbers(), tensor.shape());
    let scale = match (tensor.scale(0), tensor.zero_point(0)) {
        (Some(scale), Some(zero)) => format!(", scale {scale}, zero point {zero}"),
        _ => String::new(),
    };
    format!("{name} {kind} {shape:?}{scale}")
}

fn stored(tensor: &ModelTensor<'_>) -> StoredTensor {
    let kind = Kind::of_tflite(tensor.numbers());
    let values = kind.and_then(|kind| kind.read(tensor.data()).ok());
    StoredTensor {
        name: tensor.name().to_owned(),
        numbers: tensor.numbers().to_string(),
        shape: tensor.shape().to_vec(),
        bytes: tensor.data().len(),
        statistics: values.map(|values| Statistics::of(&values)),
    }
}
