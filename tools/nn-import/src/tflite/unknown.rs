//! Operators that are not understood.

use std::collections::BTreeMap;

use nn_core::tflite::Tflite;

use crate::refusal::Refusal;

/// The refusals of operators, each with its number and the reason. Operators of one kind with one reason are one refusal.
pub(super) fn refusals(file: &Tflite<'_>, unknown: &[(usize, String)]) -> Vec<Refusal> {
    let mut kinds: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (index, reason) in unknown {
        let name = file
            .operator(*index)
            .map_or("", |operator| operator.code().name());
        kinds.entry((name, reason)).or_default().push(*index);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, numbers)| numbers.first().copied());
    let refusal = |((name, reason), numbers): ((&str, &str), Vec<usize>)| Refusal {
        node: label(name, &numbers),
        shapes: shapes(file, &numbers),
        reason: reason.to_owned(),
        advice: advice(name).to_owned(),
    };
    kinds.into_iter().map(refusal).collect()
}

/// What to do about an operator that no layer computes.
fn advice(operator: &str) -> &'static str {
    match operator {
        "VAR_HANDLE" | "READ_VARIABLE" | "ASSIGN_VARIABLE" | "CALL_ONCE" => {
            "it keeps the state of a streaming model from one call to the next: convert the model that takes a whole window, import it, and `streaming!` makes the network that takes one sample at a time"
        }
        "STRIDED_SLICE" | "SLICE" | "SPLIT" | "SPLIT_V" | "UNPACK" | "GATHER" => {
            "it takes a part of a tensor, and a layer takes the whole: in a streaming model it belongs to the state"
        }
        "RESIZE_NEAREST_NEIGHBOR" => {
            "export the model as ONNX, from which `Upsample2d` is imported"
        }
        "RESIZE_BILINEAR" | "TRANSPOSE_CONV" | "DEPTH_TO_SPACE" => {
            "enlarge images in the model by repeating each element, `UpSampling2D(2)`, and a convolution after it"
        }
        "SPACE_TO_BATCH_ND" | "BATCH_TO_SPACE_ND" => {
            "convert the model with a newer TensorFlow, which writes a dilated convolution as one operator"
        }
        "PRELU" => "export the model as ONNX, from which `PRelu` is imported",
        "REDUCE_MAX" => "write a `MaxPool` whose kernel is the image",
        "ARG_MAX" | "TOPK_V2" => "end the model before it: `classify` returns the class",
        "BATCH_MATMUL" => "a dense layer has stored weights, and takes a vector",
        "WHILE" => {
            "it is a loop over steps: convert a model of Keras 2 (`tf_keras`) with a batch of 1, so that its `LSTM` is one operator, or export it as ONNX"
        }
        "UNIDIRECTIONAL_SEQUENCE_LSTM" => "train with the standard LSTM, as Keras has it",
        "IF" | "LSTM" | "RNN" | "UNIDIRECTIONAL_SEQUENCE_RNN" => {
            "this operator is not read from this format: export the model as ONNX"
        }
        "ADD" | "SUB" | "MUL" | "DIV" | "ELU" | "GELU" => {
            "convert the model without quantization, import it, and quantize it with `quantized!`"
        }
        "CUSTOM" => "it is an operator of another program",
        _ => "",
    }
}

/// The name of operators with their numbers.
pub(super) fn label(name: &str, numbers: &[usize]) -> String {
    let text: Vec<String> = numbers.iter().map(usize::to_string).collect();
    let word = if text.len() == 1 {
        "operator"
    } else {
        "operators"
    };
    format!("{name} ({word} {})", text.join(", "))
}

/// The shapes of the first input and the first output, without the batch, if they are those of all operators.
fn shapes(file: &Tflite<'_>, numbers: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
    let of = |number: &usize| {
        let operator = file.operator(*number)?;
        let shape = |tensor: Option<usize>| {
            let tensor = file.tensor(tensor?)?;
            Some(tensor.shape().get(1..)?.to_vec())
        };
        Some((shape(operator.input(0))?, shape(operator.output(0))?))
    };
    let first = of(numbers.first()?)?;
    numbers
        .iter()
        .all(|number| of(number).as_ref() == Some(&first))
        .then_some(first)
}
