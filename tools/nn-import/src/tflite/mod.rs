//! Reads models of TensorFlow Lite as graphs with the operators of ONNX.
//!
//! The reader of nn-core checks the file. Images keep their channels last, as in the file: a convolution or a pool becomes a node that
//! moves the channels to the front, the node itself, and a node that moves them back. If all images have one row, they are sequences, and
//! the axis of the row is left out. An activation that is part of an operator becomes a node of its own.
//!
//! The tensors of a model of 8-bit integers are real numbers in the graph. After each operator that computes, a node `FakeQuant` rounds
//! to the numbers that the integers represent.

mod activation;
mod affine;
mod arithmetic;
mod builder;
mod integers;
mod needed;
mod numbers;
mod operator;
mod recurrent;
mod unknown;
mod view;
mod window;

use nn_core::tflite::Tflite;

use self::builder::Builder;
pub(crate) use self::integers::Integers;
use crate::graph::Graph;
use crate::refusal::Refusal;

/// A model.
pub(crate) struct Model {
    /// Its graph.
    pub(crate) graph: Graph,
    /// What is known of a model of 8-bit integers.
    pub(crate) integers: Option<Integers>,
    /// Its operators that are not understood.
    pub(crate) refusals: Vec<Refusal>,
    /// What a person should know, a sentence each.
    pub(crate) notes: Vec<String>,
}

/// Reads a model. `output` is the name of an output, if there are several.
///
/// # Errors
/// The bytes are not a model that can be read. The text says why.
pub(crate) fn read(bytes: &[u8], output: Option<&str>) -> Result<Model, String> {
    let file = Tflite::parse(bytes).map_err(|error| {
        format!("it is not a model of TensorFlow Lite that can be read: {error}")
    })?;
    let (input, output) = needed::ends(&file, output)?;
    let mut needed = needed::operators(&file, output);
    let integers = Integers::of(&file, &needed, input, output);
    let mut notes = Vec::new();
    let mut end = output;
    if let Ok(Some(integers)) = &integers {
        let note = "The model computes with 8-bit integers: `quantized![.., Double]` is its network, and `include_tflite!` reads its numbers.";
        notes.push(note.to_owned());
        if let Some((until, last)) = integers.end {
            notes.push(format!(
                "The network ends before operator {until} of the model, since what follows computes with real numbers."
            ));
            end = last;
            needed.retain(|operator| *operator < until);
        }
    }
    let mut builder = Builder::new(file, &needed, !matches!(integers, Ok(None)));
    builder.begin(input, &needed);
    let mut unknown = Vec::new();
    for index in needed {
        if let Err(reason) = builder.convert(index) {
            unknown.push((index, reason));
        }
    }
    let refusals = unknown::refusals(&builder.file, &unknown);
    Ok(Model {
        graph: builder.finish(input, end),
        // Operators that are not understood say more than where integers begin and end.
        integers: if refusals.is_empty() { integers? } else { None },
        refusals,
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        for bytes in [&b""[..], b"\x08\x07", b"\x1c\x00\x00\x00TFL3", &[0xff; 64]] {
            assert!(read(bytes, None).is_err(), "{bytes:?}");
        }
    }
}
