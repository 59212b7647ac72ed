//! The source file of a network of real numbers.

use crate::import::{CASES, Import};
use crate::write::snake_case;

impl Import {
    /// The constant of a network of real numbers, and its tests.
    pub(crate) fn real_source(&self, name: &str, weights: &str) -> String {
        let constant = snake_case(name).to_uppercase();
        format!(
            "/// The weights of the model.\n\
             pub static {constant}: {name} = nn_core::include_weights!({name}, {weights:?});\n\n{}",
            self.tests(name, &constant)
        )
    }

    /// Tests that compare the network with the model.
    fn tests(&self, name: &str, constant: &str) -> String {
        let shape = &self.lowered.input;
        let kind = shape
            .iter()
            .rev()
            .fold("f32".to_owned(), |kind, size| format!("[{kind}; {size}]"));
        let zeros = shape
            .iter()
            .rev()
            .fold("0.0".to_owned(), |zeros, size| format!("[{zeros}; {size}]"));
        let flat = ".as_flattened_mut()".repeat(shape.len().saturating_sub(1));
        let place = self.input_place();
        let numbers = |outputs: &Vec<f64>| {
            let numbers: Vec<String> = outputs
                .iter()
                .map(|output| format!("{:?}", *output as f32))
                .collect();
            format!("            &[{}],\n", numbers.join(", "))
        };
        let expected: String = self.outputs.iter().map(numbers).collect();
        let (test, what) = self.test_words();
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n\n    \
             /// {what}\n    #[test]\n    fn {test}() {{\n        \
             let expected: [&[f32]; {CASES}] = [\n{expected}        ];\n        \
             for (case, expected) in expected.into_iter().enumerate() {{\n            \
             let mut input: {kind} = {zeros};\n            \
             for (at, value) in input{flat}.iter_mut().enumerate() {{\n                \
             let index = {place};\n                \
             *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;\n            }}\n            \
             let output = {constant}.predict(&input);\n            \
             let output = <<{name} as Layer>::Output as Tensor>::as_slice(&output);\n            \
             assert_eq!(output.len(), expected.len());\n            \
             for (output, expected) in output.iter().zip(expected) {{\n                \
             assert!((output - expected).abs() <= 1e-4 * (1.0 + expected.abs()), \"{{output}}, not {{expected}}\");\n            \
             }}\n        }}\n    }}\n}}\n"
        )
    }

    /// The name of the test, and what it compares with.
    fn test_words(&self) -> (&'static str, &'static str) {
        match self.is_guess {
            true => (
                "predicts_as_computed",
                "The outputs of these layers, computed in `f64`. The model itself is not known: only its weights.",
            ),
            false => (
                "predicts_as_the_model",
                "The outputs of the model, computed in `f64`.",
            ),
        }
    }

    /// The index of an element of the model's input, from that of the network's, as an expression of Rust.
    fn input_place(&self) -> String {
        let Some(axes) = &self.lowered.input_axes else {
            return "at".to_owned();
        };
        // The shape of the network, and for each of its axes the distance of neighbors in the model.
        let shape = &self.lowered.input;
        let mut model = vec![1; shape.len()];
        for (own, axis) in axes.iter().skip(1).enumerate() {
            model[axis - 1] = shape[own];
        }
        let steps = crate::tensor::steps(&model);
        let own = crate::tensor::steps(shape);
        let terms = axes.iter().skip(1).enumerate();
        // along an axis of one element the index is 0
        let terms = terms.filter(|(place, _)| shape[*place] > 1);
        let terms = terms.map(|(place, axis)| {
            let by = |sign: &str, number: usize| match number {
                1 => String::new(),
                number => format!(" {sign} {number}"),
            };
            let (from, to) = (by("/", own[place]), by("*", steps[axis - 1]));
            format!("at{from} % {}{to}", shape[place])
        });
        let terms = terms.collect::<Vec<_>>().join(" + ");
        if terms.is_empty() {
            "at".to_owned()
        } else {
            terms
        }
    }
}
