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
    /// The order of the output's axes in the model, the batch included, if it is another one.
    pub output_axes: Option<Vec<usize>>,
    /// The layers.
    pub stages: Vec<Stage>,
    /// What a person should know, a sentence each.
    pub notes: Vec<String>,
    /// What is not understood.
    pub refusals: Vec<Refusal>,
}

impl Lowered {
    /// The output of the model in the order of the network.
    ///
    /// # Errors
    /// It has other axes.
    pub(crate) fn ordered(&self, output: &Tensor) -> Result<Tensor, String> {
        let Some(axes) = &self.output_axes else {
            return Ok(output.clone());
        };
        let mut order = vec![0; axes.len()];
        for (place, axis) in axes.iter().enumerate() {
            if let Some(own) = order.get_mut(*axis) {
                *own = place;
            }
        }
        output.transposed(&order)
    }
}
