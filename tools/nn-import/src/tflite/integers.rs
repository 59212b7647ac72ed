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
        let operators = || needed.iter().filter_map(|index| file.operator(*index));
        let computing = || operators().filter(|operator| is_computing(operator));
        let types =
            computing().filter_map(|operator| Some(file.tensor(operator.input(0)?)?.numbers()));
        let other = types
            .clone()
            .find(|numbers| matches!(numbers, Numbers::Other(3 | 7)));
        if let Some(numbers) = other {
            return Err(format!(
                "it computes with numbers of the type {}: convert the model to INT8, or to FLOAT32",
                numbers.name()
            ));
        }
        if !types.clone().any(|numbers| numbers == Numbers::Int8) {
            return Ok(None);
        }
        let grid = |tensor: Option<usize>| Grid::of(&file.tensor(tensor?)?);
        let of_input = match grid(Some(input)) {
            Some(grid) => Some(grid),
            None => operators()
                .find(|operator| is(operator, "QUANTIZE") && operator.input(0) == Some(input))
                .and_then(|operator| grid(operator.output(0))),
        };
        let (end, of_output) = match grid(Some(output)) {
            Some(grid) => (None, Some(grid)),
            None => match end(file, needed, output) {
                Some((until, tensor)) => (
                    (until < file.len()).then_some((until, tensor)),
                    grid(Some(tensor)),
                ),
                None => (None, None),
            },
        };
        match (of_input, of_output) {
            (Some(input), Some(output)) => Ok(Some(Integers { input, output, end })),
            _ => Err("it computes with integers only in parts: convert the model with all operators quantized to INT8, or without quantization".to_owned()),
        }
    }
}

fn is(operator: &Operator<'_>, name: &str) -> bool {
    operator.code().name() == name
}

/// Whether an operator has weights.
fn is_computing(operator: &Operator<'_>) -> bool {
    matches!(
        operator.code().name(),
        "CONV_2D" | "DEPTHWISE_CONV_2D" | "FULLY_CONNECTED"
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
