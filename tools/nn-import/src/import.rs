//! A model that was read, as layers.

use std::path::{Path, PathBuf};

use crate::error::ImportError;
use crate::evaluate::{Values, evaluate, knows};
use crate::files::read_file;
use crate::format::Format;
use crate::graph::{Ends, Graph};
use crate::layer::Stage;
use crate::lower::{Lowered, lower};
use crate::read_options::ReadOptions;
use crate::record::hash;
use crate::refusal::{Refusal, advice};
use crate::tensor::{Tensor, count};
use crate::{names, onnx, render};

/// The number of inputs for which the outputs of the model are computed.
pub(crate) const CASES: usize = 2;

/// A model as layers of nn-core.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its SHA-256.
    pub(crate) hash: String,
    /// How it was read.
    pub(crate) read: ReadOptions,
    /// What wrote it.
    pub(crate) origin: String,
    pub(crate) lowered: Lowered,
    /// The outputs of the model for [`sample`] inputs.
    pub(crate) outputs: Vec<Vec<f64>>,
    /// Whether the layers are guessed from weights. Then the outputs are those of the guess.
    pub(crate) is_guess: bool,
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
        let read = ReadOptions {
            output: output.map(str::to_owned),
            ..ReadOptions::default()
        };
        onnx::read(bytes, folder)
            .map_err(Found::Format)
            .and_then(|graph| Self::of_graph(graph, output, names::choose))
            .map_err(|found| found.at(path))
            .map(|import| import.with_file(path, bytes, read))
    }

    /// Finds the layers of a graph. `names` changes the names of nodes to those of layers.
    pub(crate) fn of_graph(
        mut graph: Graph,
        wanted: Option<&str>,
        names: impl Fn(&mut [Stage]),
    ) -> Result<Self, Found> {
        match graph.output(wanted) {
            Ok(name) => graph.keep_ancestors(&name),
            // with another output, the model may be understood
            Err(reason) if graph.outputs.iter().any(|output| is_known(&graph, output)) => {
                return Err(Found::Format(reason));
            }
            Err(_) => {}
        }
        let unknown = unknown(&graph);
        if !unknown.is_empty() {
            return Err(Found::Refused(unknown));
        }
        let ends = graph.ends(wanted).map_err(Found::Format)?;
        let values = compute(&graph, &ends, 0)?;
        let mut lowered = lower(&graph, &ends, &values);
        if !lowered.refusals.is_empty() {
            return Err(Found::Refused(lowered.refusals));
        }
        names(&mut lowered.stages);
        let mut outputs = vec![output(&ends, &values)?];
        drop(values);
        for case in 1..CASES {
            outputs.push(output(&ends, &compute(&graph, &ends, case)?)?);
        }
        let producer = if graph.producer.is_empty() {
            "an unknown program"
        } else {
            &graph.producer
        };
        Ok(Import {
            path: PathBuf::new(),
            hash: String::new(),
            read: ReadOptions::default(),
            origin: format!("written by {producer}, opset {}", graph.opset),
            lowered,
            outputs,
            is_guess: false,
        })
    }

    /// The import, with the file that it is from.
    pub(crate) fn with_file(self, path: &Path, bytes: &[u8], read: ReadOptions) -> Self {
        Import {
            path: path.to_owned(),
            hash: hash(bytes),
            read,
            ..self
        }
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

    /// The inputs that the written tests use, in the order of the network.
    pub fn samples(&self) -> Vec<Tensor> {
        let sample = |case: usize| {
            let shape = &self.lowered.input;
            let Some(axes) = &self.lowered.input_axes else {
                return input(shape, case);
            };
            let axes: Vec<usize> = axes.iter().skip(1).map(|axis| axis - 1).collect();
            let mut model = vec![1; shape.len()];
            for (size, axis) in shape.iter().zip(&axes) {
                model[*axis] = *size;
            }
            input(&model, case)?.transposed(&axes)
        };
        (0..CASES).filter_map(|case| sample(case).ok()).collect()
    }

    /// The outputs of the model for the inputs that the written tests use, computed in `f64`.
    pub fn outputs(&self) -> &[Vec<f64>] {
        &self.outputs
    }
}

/// Why bytes are not imported.
pub(crate) enum Found {
    Format(String),
    Refused(Vec<Refusal>),
}

impl Found {
    /// The error for a file.
    pub(crate) fn at(self, path: &Path) -> ImportError {
        let path = path.to_owned();
        match self {
            Found::Format(reason) => ImportError::Format { path, reason },
            Found::Refused(refusals) => ImportError::Refused { path, refusals },
        }
    }
}

/// Whether all operators that an output depends on are known.
fn is_known(graph: &Graph, output: &str) -> bool {
    let mut graph = graph.clone();
    graph.keep_ancestors(output);
    unknown(&graph).is_empty()
}

/// All nodes whose operator is not known.
fn unknown(graph: &Graph) -> Vec<Refusal> {
    let nodes = graph.nodes.iter().filter(|node| !knows(&node.operator));
    let refusal = |node: &crate::graph::Node| Refusal {
        node: node.label(),
        shapes: None,
        reason: format!(
            "no layer of the language computes it (opset {})",
            graph.opset
        ),
        advice: advice(&node.operator).to_owned(),
    };
    nodes.map(refusal).collect()
}

/// All tensors of the graph, for an input that is the same for every import.
fn compute(graph: &Graph, ends: &Ends, case: usize) -> Result<Values, Found> {
    let input = input(&ends.shape, case).map_err(Found::Format)?;
    evaluate(graph, &ends.input, input).map_err(|problem| {
        Found::Refused(vec![Refusal {
            node: problem.node,
            shapes: None,
            reason: problem.reason,
            advice: String::new(),
        }])
    })
}

/// An input of a test: the elements of the network's input in their order, in the order of the model.
fn input(shape: &[usize], case: usize) -> Result<Tensor, String> {
    let values = (0..count(shape)?).map(|index| f64::from(sample(index, case)));
    Tensor::new(shape.to_vec(), values.collect())
}

/// An element of an input of a test, from -1 to 1. The written tests have the same formula.
pub(crate) fn sample(index: usize, case: usize) -> f32 {
    ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0
}

/// The output of the model, whose order is that of the network: vectors have one.
fn output(ends: &Ends, values: &Values) -> Result<Vec<f64>, Found> {
    let value = values.get(&ends.output);
    let value = value
        .ok_or_else(|| Found::Format(format!("its output `{}` is not computed", ends.output)))?;
    Ok(value.tensor.values.clone())
}
