//! What was found in a graph.

use crate::layer::Stage;
use crate::refusal::Refusal;
use crate::tensor::Tensor;

/// The layers of a model.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lowered {
    /// The shape of the input, without the batch.
    pub input: Vec<usize>,
    /// The order of the input's axes in the model, the batch included, if it is another one.
    pub input_axes: Option<Vec<usize>>,
    /// The axes of the model's output, the batch included, if they are in another order. An axis of 1 that the network does not have is
    /// left out.
    pub output_axes: Option<Vec<usize>>,
    /// The value of a log-softmax at the end, whose logarithm the network leaves out.
    pub logarithm: Option<String>,
    /// The layers.
    pub stages: Vec<Stage>,
    /// What a person should know, a sentence each.
    pub notes: Vec<String>,
    /// What is not understood.
    pub refusals: Vec<Refusal>,
}

impl Lowered {
    /// The output of the network: that of the model in its order, and without its logarithm.
    ///
    /// # Errors
    /// It has other axes.
    pub(crate) fn ordered(&self, output: &Tensor) -> Result<Tensor, String> {
        if self.logarithm.is_some() {
            return Ok(output.map(f64::exp));
        }
        let Some(axes) = &self.output_axes else {
            return Ok(output.clone());
        };
        let places: Vec<usize> = (0..axes.len())
            .filter_map(|own| axes.iter().position(|axis| *axis == own))
            .collect();
        let moved = output.transposed(&places);
        moved.map_err(|reason| format!("its output: {reason}"))
    }
}
