//! What a person states about a model that its file does not.

use crate::error::ImportError;

/// What a person states about a model that its file does not. For most models there is nothing to state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The output, if the model has several.
    pub output: Option<String>,
    /// The shape of the input without the batch, channels first, for a file that has only weights.
    pub input: Option<Vec<usize>>,
    /// The activation of the hidden layers, for a file that has only weights.
    pub activation: Option<String>,
}

impl ReadOptions {
    /// Options for a model with a graph.
    pub(crate) fn of_output(output: Option<&str>) -> Self {
        ReadOptions {
            output: output.map(str::to_owned),
            ..ReadOptions::default()
        }
    }

    /// Refuses what only a file of weights needs.
    pub(crate) fn without_guesses(&self, what: &str) -> Result<(), ImportError> {
        let option = match (&self.input, &self.activation) {
            (Some(_), _) => "--input",
            (_, Some(_)) => "--activation",
            _ => return Ok(()),
        };
        Err(ImportError::Option {
            reason: format!("`{option}` is for files of weights, and {what} states it"),
        })
    }
}
