//! A model that was read, as layers.

use std::path::{Path, PathBuf};

use crate::error::ImportError;
use crate::evaluate::{Values, evaluate, knows};
use crate::graph::{Ends, Graph};
use crate::layer::Stage;
use crate::lower::{Lowered, lower};
use crate::refusal::{Refusal, advice};
use crate::tensor::{Tensor, count};
use crate::{batch, names, onnx, quantized, render, shared, turned};

/// The number of inputs for which the outputs of the model are computed.
pub(crate) const CASES: usize = 2;

/// The oldest version of the operators: before it, `Add` and others broadcast by attributes.
const OLDEST: i64 = 7;

/// A model as layers of nn-core.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file.
    pub(crate) path: PathBuf,
    /// What wrote it.
    pub(crate) origin: String,
    pub(crate) lowered: Lowered,
    /// The outputs of the model for [`sample`] inputs.
    pub(crate) outputs: Vec<Vec<f64>>,
}

impl Import {
    /// Reads a model of ONNX. `output` selects an output if the model has several.
    ///
    /// # Errors
    /// The file cannot be read, or nodes of the model are not understood. The error has all of them.
    pub fn onnx(path: &Path, output: Option<&str>) -> Result<Self, ImportError> {
        let file = |error| ImportError::File {
            path: path.to_owned(),
            error,
        };
        let bytes = std::fs::read(path).map_err(file)?;
        Self::onnx_bytes(&bytes, path, output)
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
        let graph = onnx::read(bytes, folder).map_err(|reason| ImportError::Format {
            path: path.to_owned(),
            reason,
        })?;
        Self::of_graph(graph, path, output)
    }

    /// Finds the layers of a graph.
    pub(crate) fn of_graph(
        graph: Graph,
        path: &Path,
        output: Option<&str>,
    ) -> Result<Self, ImportError> {
        Self::lowered(graph, path, output).map_err(|found| match found {
            Found::Format(reason) => ImportError::Format {
                path: path.to_owned(),
                reason,
            },
            Found::Refused(refusals) => ImportError::Refused {
                path: path.to_owned(),
                refusals,
            },
        })
    }

    fn lowered(mut graph: Graph, path: &Path, wanted: Option<&str>) -> Result<Self, Found> {
        if graph.opset < OLDEST {
            return Err(Found::Format(format!(
                "its operators have the version (opset) {}, from before 2018: export it again, or convert it with \
                 `onnx.version_converter.convert_version(model, 17)`",
                graph.opset
            )));
        }
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
        let notes = simplify(&mut graph, wanted);
        let ends = graph.ends(wanted).map_err(Found::Format)?;
        let values = compute(&graph, &ends, 0)?;
        let mut lowered = lower(&graph, &ends, &values);
        if !lowered.refusals.is_empty() {
            return Err(Found::Refused(lowered.refusals));
        }
        names::choose(&mut lowered.stages);
        lowered.notes.splice(..0, notes);
        lowered.notes.extend(shared::notes(&graph));
        let mut outputs = vec![output(&ends, &values, &lowered)?];
        drop(values);
        for case in 1..CASES {
            outputs.push(output(&ends, &compute(&graph, &ends, case)?, &lowered)?);
        }
        let producer = Some(&*graph.producer).filter(|name| !name.is_empty());
        let producer = producer.unwrap_or("an unknown program");
        Ok(Import {
            path: path.to_owned(),
            origin: format!("written by {producer}, opset {}", graph.opset),
            lowered,
            outputs,
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

    /// The inputs that the written tests use, in the order of the network.
    pub fn inputs(&self) -> Vec<Vec<f64>> {
        let shape = [&[1], &self.lowered.input[..]].concat();
        let axes = self.lowered.input_axes.clone();
        let axes = axes.unwrap_or_else(|| (0..shape.len()).collect());
        let mut model = shape.clone();
        for (axis, size) in axes.iter().zip(&shape) {
            if let Some(place) = model.get_mut(*axis) {
                *place = *size;
            }
        }
        let of_case = |case| {
            let tensor = input(&model, case).and_then(|tensor| tensor.transposed(&axes));
            tensor.map(|tensor| tensor.values).unwrap_or_default()
        };
        (0..CASES).map(of_case).collect()
    }

    /// The outputs of the model for these inputs, computed in `f64`, in the order of the network.
    pub fn outputs(&self) -> &[Vec<f64>] {
        &self.outputs
    }
}

/// Rewrites what has a simpler form. Returns what a person should know.
fn simplify(graph: &mut Graph, wanted: Option<&str>) -> Vec<String> {
    turned::rewrite(graph);
    if let Ok(name) = graph.output(wanted) {
        graph.keep_ancestors(&name);
    }
    let notes = [batch::set_to_one(graph), quantized::remove(graph)];
    notes.into_iter().flatten().collect()
}

/// Why bytes are not imported.
enum Found {
    Format(String),
    Refused(Vec<Refusal>),
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

/// The output of the network: that of the model in its order, and without its logarithm.
fn output(ends: &Ends, values: &Values, lowered: &Lowered) -> Result<Vec<f64>, Found> {
    let value = values.get(&ends.output);
    let value = value
        .ok_or_else(|| Found::Format(format!("its output `{}` is not computed", ends.output)))?;
    if lowered.logarithm.is_some() {
        return Ok(value.tensor.map(f64::exp).values);
    }
    let Some(axes) = &lowered.output_axes else {
        return Ok(value.tensor.values.clone());
    };
    let places: Vec<usize> = (0..axes.len())
        .filter_map(|own| axes.iter().position(|axis| *axis == own))
        .collect();
    let moved = value.tensor.transposed(&places);
    moved
        .map(|tensor| tensor.values)
        .map_err(|reason| Found::Format(format!("its output: {reason}")))
}
