//! What is in a file: tensors with their statistics, operators, metadata, and whether it can be imported.

mod image;
mod json;
mod onnx;
mod safetensors;
mod statistics;
mod tflite;

use std::path::Path;

pub use self::statistics::{Range, Statistics};
use crate::error::ImportError;
use crate::files::read_file;
use crate::format::Format;
use crate::import::Import;
use crate::read_options::ReadOptions;

/// What is in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// The format.
    pub format: Format,
    /// The size of the file.
    pub bytes: usize,
    /// What the file states about itself: names and values.
    pub metadata: Vec<(String, String)>,
    /// The inputs of a graph, with types and shapes.
    pub inputs: Vec<String>,
    /// Its outputs.
    pub outputs: Vec<String>,
    /// Its operators, each with how often it occurs, the most frequent first.
    pub operators: Vec<(String, usize)>,
    /// The stored tensors, in the order of the file.
    pub tensors: Vec<StoredTensor>,
    /// The line of `network!`, if the file can be imported.
    pub line: Option<String>,
    /// What a person should know about the line.
    pub notes: Vec<String>,
    /// Why the file cannot be imported.
    pub refusals: Vec<String>,
}

/// A tensor that is stored in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTensor {
    /// The name.
    pub name: String,
    /// The type of the numbers, as the format names it.
    pub numbers: String,
    /// The size of each axis.
    pub shape: Vec<usize>,
    /// The bytes in the file.
    pub bytes: usize,
    /// `None` if the numbers are of a type that is not read.
    pub statistics: Option<Statistics>,
}

/// Looks into a file of ONNX, TensorFlow Lite or safetensors, or an image or a checkpoint of nn-core. `options` are those of the import
/// that is tried.
///
/// ```no_run
/// use std::path::Path;
/// use nn_import::{ReadOptions, inspect};
///
/// let found = inspect(Path::new("model.onnx"), &ReadOptions::default())?;
/// for tensor in &found.tensors {
///     println!("{} {:?}", tensor.name, tensor.shape);
/// }
/// println!("{}", found.to_json());
/// # Ok::<(), nn_import::ImportError>(())
/// ```
///
/// # Errors
/// The file cannot be read, is damaged, or has another format. The text says what to do.
pub fn inspect(path: &Path, options: &ReadOptions) -> Result<Inspection, ImportError> {
    let bytes = read_file(path)?;
    let format = Format::of(&bytes, path);
    let mut found = Inspection::new(format, bytes.len());
    let folder = path.parent().unwrap_or(Path::new("."));
    let read = match format {
        Format::Onnx => onnx::read(&bytes, folder, &mut found),
        Format::Tflite => tflite::read(&bytes, &mut found),
        Format::SafeTensors => safetensors::read(&bytes, &mut found),
        Format::Image => image::read(&bytes, &mut found),
        other => Err(other.advice().to_owned()),
    };
    read.map_err(|reason| ImportError::Format {
        path: path.to_owned(),
        reason,
    })?;
    found.add_import(Import::read(path, options));
    Ok(found)
}

impl Inspection {
    fn new(format: Format, bytes: usize) -> Self {
        Inspection {
            format,
            bytes,
            metadata: Vec::new(),
            inputs: Vec::new(),
            outputs: Vec::new(),
            operators: Vec::new(),
            tensors: Vec::new(),
            line: None,
            notes: Vec::new(),
            refusals: Vec::new(),
        }
    }

    /// Adds a fact of the file.
    fn state(&mut self, name: &str, value: &impl ToString) {
        self.metadata.push((name.to_owned(), value.to_string()));
    }

    /// Counts operators.
    fn count(&mut self, operators: impl Iterator<Item = String>) {
        for operator in operators {
            match self
                .operators
                .iter_mut()
                .find(|(name, _)| *name == operator)
            {
                Some((_, count)) => *count += 1,
                None => self.operators.push((operator, 1)),
            }
        }
        self.operators
            .sort_by(|(one, a), (other, b)| b.cmp(a).then_with(|| one.cmp(other)));
    }

    fn add_import(&mut self, import: Result<Import, ImportError>) {
        match import {
            Ok(import) => {
                self.line = Some(import.line());
                self.notes = import.notes().to_vec();
            }
            Err(ImportError::Refused { refusals, .. }) => {
                self.refusals = refusals.iter().map(ToString::to_string).collect();
            }
            Err(ImportError::Format { reason, .. }) => self.refusals = vec![reason],
            Err(error) => self.refusals = vec![error.to_string()],
        }
    }
}
