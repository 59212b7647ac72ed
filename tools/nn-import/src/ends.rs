//! The one input and the one output of a network.

use crate::graph::{Graph, Input};

/// The one input and the one output of a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ends {
    /// The name of the input.
    pub(crate) input: String,
    /// Its shape, with a batch of 1.
    pub(crate) shape: Vec<usize>,
    /// The name of the output.
    pub(crate) output: String,
}

impl Graph {
    /// The input and the output. `output` is its name if there are several.
    ///
    /// # Errors
    /// There is not one of each, or an axis of the input besides the batch has no fixed size.
    pub(crate) fn ends(&self, output: Option<&str>) -> Result<Ends, String> {
        let input = self.input()?;
        let output = self.output(output)?;
        let sizes = input.sizes.as_ref().ok_or_else(|| {
            format!(
                "its input `{}` has no shape: export the model with an example of one sample",
                input.name
            )
        })?;
        let mut shape = Vec::new();
        for (axis, size) in sizes.iter().enumerate() {
            match size {
                // the batch
                _ if axis == 0 && sizes.len() > 1 => shape.push(1),
                // no batch
                Some(size) if sizes.len() == 1 => shape.extend([1, *size]),
                Some(size) => shape.push(*size),
                None => {
                    let name = &input.name;
                    return Err(if axis == 0 {
                        format!(
                            "its input `{name}` is a list of any length: export the model with an input of [1, features]"
                        )
                    } else {
                        format!(
                            "axis {axis} of its input `{name}` has any size, and in a network every axis but the batch has a fixed size: \
                             export it with the sizes of one sample, as in \
                             `torch.onnx.export(model, torch.zeros(1, 1, 28, 28), \"model.onnx\")` without `dynamic_axes` for it, \
                             in Keras `keras.Input((28, 28, 1))`, with tf2onnx `--inputs {name}[1,28,28,1]`"
                        )
                    });
                }
            }
        }
        Ok(Ends {
            input: input.name.clone(),
            output,
            shape,
        })
    }

    /// The only input.
    fn input(&self) -> Result<&Input, String> {
        match &self.inputs[..] {
            [input] => Ok(input),
            [] => Err("it has no inputs, so it computes a constant".to_owned()),
            inputs => {
                let names: Vec<String> = inputs
                    .iter()
                    .map(|input| format!("`{}`", input.name))
                    .collect();
                let is_statistics = |input: &Input| input.name.contains("normalization");
                let hint = if inputs.iter().any(is_statistics) {
                    "tf2onnx makes inputs of the statistics of `Normalization`: write a SavedModel with `model.export(\"folder\")`, and \
                     convert it with `python -m tf2onnx.convert --saved-model folder --output model.onnx`"
                } else {
                    "export a model that takes one tensor and splits nothing, or import its parts one by one"
                };
                Err(format!(
                    "it has {} inputs ({}), and a network has one: {hint}",
                    inputs.len(),
                    names.join(", ")
                ))
            }
        }
    }

    /// The only output, or that of this name.
    pub(crate) fn output(&self, name: Option<&str>) -> Result<String, String> {
        match (&self.outputs[..], name) {
            (outputs, Some(name)) if outputs.iter().any(|output| output == name) => {
                Ok(name.to_owned())
            }
            ([output], None) => Ok(output.clone()),
            (outputs, _) => Err(format!(
                "it has {} outputs, and a network has one: select it with `--output`, one of {}",
                outputs.len(),
                outputs.join(", ")
            )),
        }
    }
}
