//! The source file of a network of 8-bit integers, whose numbers the compiler reads from the model.

use crate::import::{CASES, Import};
use crate::tflite::Integers;
use crate::write::snake_case;

/// What is known of a model of 8-bit integers.
#[derive(Debug, Clone)]
pub(crate) struct Quantized {
    /// The integers of its ends.
    integers: Integers,
    /// The file.
    pub(crate) bytes: Vec<u8>,
}

impl Quantized {
    pub(crate) fn new(integers: Integers, bytes: &[u8]) -> Self {
        Quantized {
            integers,
            bytes: bytes.to_vec(),
        }
    }

    /// An element of an input of a test: all integers. The written tests have the same formula.
    pub(crate) fn sample(&self, index: usize, case: usize) -> f64 {
        let integer = (index * 37 + case * 11) % 256;
        self.integers.input.real(integer as i64 - 128)
    }
}

impl Import {
    /// The distance between two consecutive outputs of a model of 8-bit integers. `None` for a model of real numbers.
    pub fn step(&self) -> Option<f64> {
        let quantized = self.quantized.as_ref()?;
        Some(quantized.integers.output.scale.into())
    }

    /// The constant of a network of integers, and its tests. `file` is the path of the model, relative to the crate.
    pub(crate) fn quantized_source(&self, quantized: &Quantized, name: &str, file: &str) -> String {
        let constant = snake_case(name).to_uppercase();
        let until = match quantized.integers.end {
            Some((until, _)) => format!(", until = {until}"),
            None => String::new(),
        };
        format!(
            "/// The network of 8-bit integers. It rounds as TensorFlow Lite Micro.\n\
             pub type {name}8 = nn_core::quantized![{name}, Double];\n\n\
             /// The numbers of the model.\n\
             pub static {constant}: {name}8 = nn_core::include_tflite!({name}8, {file:?}{until});\n\n{}",
            self.quantized_tests(quantized, name, &constant)
        )
    }

    /// Tests that compare the network with the model. Images of integers have their channels last, as in the model.
    fn quantized_tests(&self, quantized: &Quantized, name: &str, constant: &str) -> String {
        let mut shape = self.lowered.input.clone();
        let channels = 1.min(shape.len());
        shape.rotate_left(channels);
        let nested = |inner: &str| {
            let sizes = shape.iter().rev();
            sizes.fold(inner.to_owned(), |inner, size| format!("[{inner}; {size}]"))
        };
        let (kind, zeros) = (nested("i8"), nested("0"));
        let steps = quantized.integers.most_steps;
        let flat = ".as_flattened_mut()".repeat(shape.len().saturating_sub(1));
        let integers = |outputs: &Vec<f64>| {
            let integers = outputs
                .iter()
                .map(|real| quantized.integers.output.integer(*real));
            let integers: Vec<String> = integers.map(|integer| integer.to_string()).collect();
            format!("            &[{}],\n", integers.join(", "))
        };
        let expected: String = self.outputs.iter().map(integers).collect();
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n\n    \
             /// The outputs of the model, computed in `f64` and rounded. A sum in the middle of two integers can be rounded to the other one,\n    \
             /// so outputs can differ by a few steps.\n    #[test]\n    fn predicts_as_the_model() {{\n        \
             let expected: [&[i8]; {CASES}] = [\n{expected}        ];\n        \
             for (case, expected) in expected.into_iter().enumerate() {{\n            \
             let mut input: {kind} = {zeros};\n            \
             for (index, value) in input{flat}.iter_mut().enumerate() {{\n                \
             *value = (((index * 37 + case * 11) % 256) as i16 - 128) as i8;\n            }}\n            \
             let output = {constant}.predict_quantized(&input);\n            \
             let output = <<{name}8 as Layer>::Output as Tensor>::as_slice(&output);\n            \
             assert_eq!(output.len(), expected.len());\n            \
             for (output, expected) in output.iter().zip(expected) {{\n                \
             assert!(output.abs_diff(*expected) <= {steps}, \"{{output}}, not {{expected}}\");\n            \
             }}\n        }}\n    }}\n}}\n"
        )
    }
}
