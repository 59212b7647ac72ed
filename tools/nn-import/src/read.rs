//! Reads files of each format.

use std::path::Path;

use crate::error::{Found, ImportError};
use crate::files::read_file;
use crate::format::Format;
use crate::graph::Graph;
use crate::import::Import;
use crate::integers::Quantized;
use crate::known::keep_known;
use crate::read_options::ReadOptions;
use crate::record::hash;
use crate::{names, onnx, tflite};

/// The oldest version of ONNX's operators: before it, `Add` and others broadcast by attributes.
const OLDEST: i64 = 7;

/// Refuses operators that are too old. Other operators have an error of their own.
fn not_too_old(graph: Graph, output: Option<&str>) -> Result<Graph, Found> {
    if graph.opset >= OLDEST || keep_known(&mut graph.clone(), output).is_err() {
        return Ok(graph);
    }
    Err(Found::Format(format!(
        "its operators have the version (opset) {}, from before 2018: export it again, or convert it with \
         `onnx.version_converter.convert_version(model, 17)`",
        graph.opset
    )))
}

impl Import {
    /// Reads a model, whose format is detected.
    ///
    /// # Errors
    /// The file cannot be read, its format is not one that is imported, an option does not fit the format, or a part of the model is not
    /// understood.
    pub fn read(path: &Path, options: &ReadOptions) -> Result<Self, ImportError> {
        let bytes = read_file(path)?;
        match Format::of(&bytes, path) {
            Format::Onnx => {
                options.without_guesses("a model of ONNX")?;
                Self::onnx_bytes(&bytes, path, options.output.as_deref())
            }
            Format::Tflite => {
                options.without_guesses("a model of TensorFlow Lite")?;
                Self::tflite_bytes(&bytes, path, options.output.as_deref())
            }
            Format::SafeTensors => Self::safetensors(path, options),
            format => Err(ImportError::Format {
                path: path.to_owned(),
                reason: format.advice().to_owned(),
            }),
        }
    }

    /// Reads a model of ONNX. `output` selects an output if the model has several.
    ///
    /// # Errors
    /// The file cannot be read, or nodes of the model are not understood. The error has all of them.
    pub fn onnx(path: &Path, output: Option<&str>) -> Result<Self, ImportError> {
        Self::onnx_bytes(&read_file(path)?, path, output)
    }

    /// Reads a model of ONNX from the bytes of the file `path`, which messages name. Tensors that are stored in other files are read from
    /// its folder.
    ///
    /// # Errors
    /// The bytes are not a model, or nodes of the model are not understood. The error has all of them.
    pub fn onnx_bytes(
        bytes: &[u8],
        path: &Path,
        output: Option<&str>,
    ) -> Result<Self, ImportError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        onnx::read(bytes, folder)
            .map_err(Found::Format)
            .and_then(|graph| not_too_old(graph, output))
            .and_then(|graph| Self::of_graph(graph, output, None, names::choose))
            .map_err(|found| found.at(path))
            .map(|import| import.with_file(path, bytes, ReadOptions::of_output(output)))
    }

    /// Reads a model of TensorFlow Lite, of real numbers or of 8-bit integers. `output` selects an output if the model has several.
    ///
    /// # Errors
    /// The file cannot be read, or operators of the model are not understood. The error has all of them.
    pub fn tflite(path: &Path, output: Option<&str>) -> Result<Self, ImportError> {
        Self::tflite_bytes(&read_file(path)?, path, output)
    }

    /// Reads a model of TensorFlow Lite from the bytes of the file `path`, which messages name.
    ///
    /// # Errors
    /// The bytes are not a model, or operators of the model are not understood. The error has all of them.
    pub fn tflite_bytes(
        bytes: &[u8],
        path: &Path,
        output: Option<&str>,
    ) -> Result<Self, ImportError> {
        Self::of_tflite(bytes, output)
            .map_err(|found| found.at(path))
            .map(|import| import.with_file(path, bytes, ReadOptions::of_output(output)))
    }

    fn of_tflite(bytes: &[u8], output: Option<&str>) -> Result<Self, Found> {
        let model = tflite::read(bytes, output).map_err(Found::Format)?;
        if !model.refusals.is_empty() {
            return Err(Found::Refused(model.refusals));
        }
        let integers = model.integers;
        let quantized = integers.map(|integers| Quantized::new(integers, bytes));
        let mut import = Self::of_graph(model.graph, None, quantized, names::choose)?;
        import.lowered.notes.extend(model.notes);
        Ok(import)
    }

    /// The import, with the file that it is from.
    pub(crate) fn with_file(mut self, path: &Path, bytes: &[u8], read: ReadOptions) -> Self {
        path.clone_into(&mut self.path);
        self.hash = hash(bytes);
        self.read = read;
        self
    }
}
