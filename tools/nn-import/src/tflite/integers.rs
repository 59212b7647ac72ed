//! Models of 8-bit integers.

use std::collections::BTreeSet;

use nn_core::tflite::{ModelTensor, Numbers, Operator, Tflite};

/// The real numbers that integers represent: `scale (q - zero point)`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Grid {
    /// The distance between the numbers of two consecutive integers.
    pub(crate) scale: f32,
    /// The integer that represents 0.
    pub(crate) zero_point: i64,
}

impl Grid {
    /// The grid of a tensor of integers.
    pub(super) fn of(tensor: &ModelTensor<'_>) -> Option<Self> {
        match (tensor.numbers(), tensor.scales()) {
            (Numbers::Int8, 1) => Some(Grid {
                scale: tensor.scale(0)?,
                zero_point: tensor.zero_point(0)?,
            }),
            _ => None,
        }
    }

    /// The number that an integer represents.
    pub(crate) fn real(self, integer: i64) -> f64 {
        f64::from(self.scale) * (integer - self.zero_point) as f64
    }

    /// The integer that is nearest to a number.
    pub(crate) fn integer(self, real: f64) -> i64 {
        let integer = (real / f64::from(self.scale)).round() as i64;
        integer.saturating_add(self.zero_point).clamp(-128, 127)
    }
}

/// What is known of a model of 8-bit integers.
#[derive(Debug, Clone)]
pub(crate) struct Integers {
    /// The numbers of the input.
    pub(crate) input: Grid,
    /// The numbers of the output.
    pub(crate) output: Grid,
    /// The number of the first operator that the network does not have, and the tensor before it.
    pub(crate) end: Option<(usize, usize)>,
    /// The most steps between an output of the network and that of the graph in `f64`.
    pub(crate) most_steps: u8,
}

impl Integers {
    /// Of a model that computes with integers between these tensors. `None` for one that computes with real numbers.
    ///
    /// # Errors
    /// Its integers are not of 8 bits, or it does not compute with integers throughout.
    pub(super) fn of(
        file: &Tflite<'_>,
        needed: &BTreeSet<usize>,
        input: usize,
        output: usize,
    ) -> Result<Option<Self>, String> {
        if !has_integers(file, needed)? {
            return Ok(None);
        }
        let operators = || needed.iter().filter_map(|index| file.operator(*index));
        let grid = |tensor: Option<usize>| Grid::of(&file.tensor(tensor?)?);
        let of_input = grid(Some(input)).or_else(|| {
            let mut quantize = operators()
                .filter(|operator| is(operator, "QUANTIZE") && operator.input(0) == Some(input));
            grid(quantize.next()?.output(0))
        });
        let ended = match grid(Some(output)) {
            Some(_) => Some((file.len(), output)),
            None => end(file, needed, output),
        };
        let of_output = ended.and_then(|(_, tensor)| grid(Some(tensor)));
        let last =
            operators().find(|operator| operator.output(0) == ended.map(|(_, tensor)| tensor));
        let before = last.and_then(|last| grid(last.input(0)));
        let most_steps = most_steps(last.map_or("", |last| last.code().name()), before);
        let end = ended.filter(|(until, _)| *until < file.len());
        match (of_input, of_output) {
            (Some(input), Some(output)) => Ok(Some(Integers {
                input,
                output,
                end,
                most_steps,
            })),
            _ => Err("it computes with integers only in parts: convert the model with all operators quantized to INT8, or without quantization".to_owned()),
        }
    }
}

/// The most steps between an output of the network and that of the graph in `f64`, where each tensor is rounded to its integers.
///
/// The network rounds the same sums, but its multipliers are integers and it rounds twice. So a sum near the middle of two integers may
/// be rounded to the other one. In eight of nine pretrained models no output differs. Three steps are allowed, and two of the inputs of a
/// last function with a table, times its steepest slope: a probability of a softmax changes by at most half of the change of its inputs.
fn most_steps(last: &str, before: Option<Grid>) -> u8 {
    let scale = before.map_or(0.0, |grid| grid.scale);
    let of_inputs = match last {
        "SOFTMAX" => 2.0 * scale / 2.0 * 256.0,
        "LOGISTIC" => 2.0 * scale / 4.0 * 256.0,
        "TANH" => 2.0 * scale * 128.0,
        _ => 0.0,
    };
    (3.0 + of_inputs).ceil() as u8
}

fn is(operator: &Operator<'_>, name: &str) -> bool {
    operator.code().name() == name
}

/// Whether operators with weights compute with integers of 8 bits.
fn has_integers(file: &Tflite<'_>, needed: &BTreeSet<usize>) -> Result<bool, String> {
    let operators = || needed.iter().filter_map(|index| file.operator(*index));
    let computing = || operators().filter(|operator| is_computing(operator));
    let types = computing().filter_map(|operator| Some(file.tensor(operator.input(0)?)?.numbers()));
    let other = types
        .clone()
        .find(|numbers| matches!(numbers, Numbers::Other(3 | 7)));
    if let Some(numbers) = other {
        return Err(format!(
            "it computes with numbers of the type {}: convert the model to INT8, or to FLOAT32",
            numbers.name()
        ));
    }
    Ok(types.clone().any(|numbers| numbers == Numbers::Int8))
}

/// Whether an operator has weights.
fn is_computing(operator: &Operator<'_>) -> bool {
    matches!(
        operator.code().name(),
        "CONV_2D" | "DEPTHWISE_CONV_2D" | "FULLY_CONNECTED" | "UNIDIRECTIONAL_SEQUENCE_LSTM"
    )
}

/// Where the integers of a model end that returns real numbers: at its only `DEQUANTIZE`, or before it if functions of real numbers follow.
fn end(file: &Tflite<'_>, needed: &BTreeSet<usize>, output: usize) -> Option<(usize, usize)> {
    let mut tensor = output;
    for index in needed.iter().rev() {
        let operator = file.operator(*index)?;
        if operator.output(0) != Some(tensor) {
            return None;
        }
        let input = operator.input(0)?;
        match operator.code().name() {
            "DEQUANTIZE" if tensor == output => return Some((file.len(), input)),
            "DEQUANTIZE" => return Some((*index, input)),
            "LOG_SOFTMAX" | "SOFTMAX" | "LOGISTIC" | "TANH" => tensor = input,
            _ => return None,
        }
    }
    None
}
