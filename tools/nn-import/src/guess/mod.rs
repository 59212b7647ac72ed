//! Guesses a network from its weights: a file of safetensors has names and shapes, and no graph.
//!
//! Names give the order, shapes the layers, and the inputs of the first dense layer the size of the images before it. What weights do not
//! tell is asked in numbered questions. The guess becomes a graph, and then goes the way of every model.

mod activation;
mod chain;
mod graph;
mod modules;
mod natural;
mod planes;
mod questions;
mod windows;

use std::path::Path;

use self::chain::ordered;
use self::modules::modules;
use self::planes::planes;
use crate::error::{Found, ImportError};
use crate::files::read_file;
use crate::import::Import;
use crate::names;
use crate::read_options::ReadOptions;
use crate::refusal::Refusal;

impl Import {
    /// Guesses a network from a file of safetensors with the names of PyTorch. The questions that remain are notes.
    ///
    /// # Errors
    /// The file cannot be read, a tensor is not understood, the layers fit together in no order, or the size of the input is not known.
    pub fn safetensors(path: &Path, options: &ReadOptions) -> Result<Self, ImportError> {
        if options.output.is_some() {
            let reason = "`--output` is for models with a graph, and this file has only weights";
            return Err(ImportError::Option {
                reason: reason.to_owned(),
            });
        }
        let activation = activation::find(options.activation.as_deref())
            .map_err(|reason| ImportError::Option { reason })?;
        let bytes = read_file(path)?;
        guess(&bytes, options.input.as_deref(), activation)
            .map_err(|found| found.at(path))
            .map(|import| import.with_file(path, &bytes, options.clone()))
    }
}

fn guess(
    bytes: &[u8],
    input: Option<&[usize]>,
    activation: Option<activation::Word>,
) -> Result<Import, Found> {
    let (modules, facts) = modules(bytes)?;
    let modules = ordered(modules).map_err(Found::Format)?;
    let planes = planes(&modules, input).map_err(Found::Format)?;
    let hidden = activation::places(&modules);
    let graph = graph::of(&modules, &planes, &hidden, activation).map_err(Found::Format)?;
    let mut import = Import::of_graph(graph, None, None, names::choose_whole)?;
    "a file of weights; the layers are guessed".clone_into(&mut import.origin);
    import.is_guess = true;
    let notes = questions::ask(&modules, &planes, &hidden, activation);
    import.lowered.notes.extend(facts);
    import.lowered.notes.extend(notes);
    Ok(import)
}

/// A tensor that is not understood.
fn refusal(name: &str, shape: &[usize], reason: &str, advice: &str) -> Refusal {
    Refusal {
        node: format!("`{name}` {shape:?}"),
        shapes: None,
        reason: reason.to_owned(),
        advice: advice.to_owned(),
    }
}
