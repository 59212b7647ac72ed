//! A model that was read, as layers.

use std::path::{Path, PathBuf};

use crate::error::{Found, ImportError};
use crate::evaluate::{Values, evaluate};
use crate::graph::{Ends, Graph};
use crate::known::keep_known;
use crate::layer::Stage;
use crate::lower::{Lowered, lower};
use crate::quantized::Quantized;
use crate::refusal::Refusal;
use crate::tensor::{Tensor, count};
use crate::{names, onnx, render, tflite};

/// The number of inputs for which the outputs of the model are computed.
pub(crate) const CASES: usize = 2;

/// A model as layers of nn-core.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file.
    pub(crate) path: PathBuf,
    /// What wrote it.
    pub(crate) origin: String,
    pub(crate) lowered: Lowered,
    /// The outputs of the model for [`sample`] inputs, in the order of the network.
    pub(crate) outputs: Vec<Vec<f64>>,
    /// What is known of a model of 8-bit integers.
    pub(crate) quantized: Option<Quantized>,
    graph: Graph,
    ends: Ends,
}

impl Import {
    /// Reads a model of ONNX. `output` selects an output if the model has several.
    ///
    /// # Errors
    /// The file cannot be read, or nodes of the model are not understood. The error has all of them.
    pub fn onnx(path: &Path, output: Option<&str>) -> Result<Self, ImportError> {
        let folder = path.parent().unwrap_or(Path::new("."));
        Self::of_file(path, |bytes| {
            let graph = onnx::read(bytes, folder).map_err(Found::Format)?;
            Self::from_graph(graph, output, None)
        })
    }

    /// Reads a model of TensorFlow Lite, of real numbers or of 8-bit integers. `output` selects an output if the model has several.
    ///
    /// # Errors
    /// The file cannot be read, or operators of the model are not understood. The error has all of them.
    pub fn tflite(path: &Path, output: Option<&str>) -> Result<Self, ImportError> {
        Self::of_file(path, |bytes| {
            let model = tflite::read(bytes, output).map_err(Found::Format)?;
            if !model.refusals.is_empty() {
                return Err(Found::Refused(model.refusals));
            }
            let integers = model.integers;
            let quantized = integers.map(|integers| Quantized::new(integers, bytes));
            let mut import = Self::from_graph(model.graph, None, quantized)?;
            import.lowered.notes.extend(model.notes);
            Ok(import)
        })
    }

    /// Reads a file.
    fn of_file(
        path: &Path,
        read: impl FnOnce(&[u8]) -> Result<Self, Found>,
    ) -> Result<Self, ImportError> {
        let owned = || path.to_owned();
        let bytes = std::fs::read(path).map_err(|error| ImportError::File {
            path: owned(),
            error,
        })?;
        let mut import = read(&bytes).map_err(|found| match found {
            Found::Format(reason) => ImportError::Format {
                path: owned(),
                reason,
            },
            Found::Refused(refusals) => ImportError::Refused {
                path: owned(),
                refusals,
            },
        })?;
        path.clone_into(&mut import.path);
        Ok(import)
    }

    /// Finds the layers of a graph.
    fn from_graph(
        mut graph: Graph,
        wanted: Option<&str>,
        quantized: Option<Quantized>,
    ) -> Result<Self, Found> {
        keep_known(&mut graph, wanted)?;
        let ends = graph.ends(wanted).map_err(Found::Format)?;
        let inputs = (0..CASES).map(|case| input(&ends.shape, case, quantized.as_ref()));
        let inputs: Vec<Tensor> = inputs.collect::<Result<_, _>>().map_err(Found::Format)?;
        let mut all = Vec::new();
        for input in inputs {
            all.push(compute(&graph, &ends, input)?);
        }
        let mut lowered = all
            .first()
            .map(|values| lower(&graph, &ends, values))
            .unwrap_or_default();
        if !lowered.refusals.is_empty() {
            return Err(Found::Refused(lowered.refusals));
        }
        names::choose(&mut lowered.stages);
        let outputs = all.iter().map(|values| {
            let output = output(&ends, values)?;
            let ordered = lowered.ordered(output).map_err(Found::Format)?;
            Ok(ordered.values)
        });
        let outputs = outputs.collect::<Result<_, Found>>()?;
        Ok(Import {
            path: PathBuf::new(),
            origin: origin(&graph),
            lowered,
            outputs,
            quantized,
            graph,
            ends,
        })
    }

    /// The network as one line: `784 => Dense<128, Relu> => Dense<10>`.
    pub fn line(&self) -> String {
        render::line(&self.lowered.input, &self.lowered.stages)
    }

    /// The layers.
    pub fn stages(&self) -> &[Stage] {
        &self.lowered.stages
    }

    /// The shape of the input, without the batch.
    pub fn input(&self) -> &[usize] {
        &self.lowered.input
    }

    /// What a person should know about the network, a sentence each.
    pub fn notes(&self) -> &[String] {
        &self.lowered.notes
    }

    /// The outputs of the model for the inputs that the written tests use, computed in `f64`, in the order of the network.
    pub fn outputs(&self) -> &[Vec<f64>] {
        &self.outputs
    }

    /// The outputs of the model for an input, computed in `f64`. Both are in the order of the model.
    ///
    /// # Errors
    /// The input has another number of elements.
    pub fn predict(&self, input: Vec<f64>) -> Result<Vec<f64>, String> {
        let input = Tensor::new(self.ends.shape.clone(), input)?;
        let values = evaluate(&self.graph, &self.ends.input, input);
        let values = values.map_err(|problem| format!("{}: {}", problem.node, problem.reason))?;
        let output = values
            .get(&self.ends.output)
            .ok_or("its output is not computed")?;
        Ok(output.tensor.values.clone())
    }
}

/// What wrote a model.
fn origin(graph: &Graph) -> String {
    let producer = match &*graph.producer {
        "" => "an unknown program",
        producer => producer,
    };
    format!("written by {producer}, {}", graph.version)
}

/// All tensors of the graph for an input.
fn compute(graph: &Graph, ends: &Ends, input: Tensor) -> Result<Values, Found> {
    evaluate(graph, &ends.input, input).map_err(|problem| {
        Found::Refused(vec![Refusal {
            node: problem.node,
            shapes: None,
            reason: problem.reason,
            advice: String::new(),
        }])
    })
}

/// An input of a test, in the order of the model.
fn input(shape: &[usize], case: usize, quantized: Option<&Quantized>) -> Result<Tensor, String> {
    let value = |index| match quantized {
        Some(quantized) => quantized.sample(index, case),
        None => f64::from(sample(index, case)),
    };
    Tensor::new(shape.to_vec(), (0..count(shape)?).map(value).collect())
}

/// An element of an input of a test, from -1 to 1. The written tests have the same formula.
pub(crate) fn sample(index: usize, case: usize) -> f32 {
    ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0
}

/// The output of the model.
fn output<'a>(ends: &Ends, values: &'a Values) -> Result<&'a Tensor, Found> {
    let value = values.get(&ends.output);
    let value = value
        .ok_or_else(|| Found::Format(format!("its output `{}` is not computed", ends.output)))?;
    Ok(&value.tensor)
}
