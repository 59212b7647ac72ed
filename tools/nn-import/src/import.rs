//! A model that was read, as layers.

use std::path::PathBuf;

use crate::ends::Ends;
use crate::error::Found;
use crate::evaluate::{Values, evaluate};
use crate::graph::Graph;
use crate::integers::Quantized;
use crate::known::keep_known;
use crate::layer::Stage;
use crate::lower::{Lowered, lower};
use crate::read_options::ReadOptions;
use crate::refusal::Refusal;
use crate::simple;
use crate::tensor::{Tensor, count};
use crate::{positions, render, sequences, shared};

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
    /// The outputs of the model for [`sample`] inputs, in the order of the network.
    pub(crate) outputs: Vec<Vec<f64>>,
    /// Whether the layers are guessed from weights. Then the outputs are those of the guess.
    pub(crate) is_guess: bool,
    /// What is known of a model of 8-bit integers.
    pub(crate) quantized: Option<Quantized>,
    graph: Graph,
    ends: Ends,
}

impl Import {
    /// Finds the layers of a graph. `names` changes the names of nodes to those of layers.
    pub(crate) fn of_graph(
        mut graph: Graph,
        wanted: Option<&str>,
        quantized: Option<Quantized>,
        names: impl Fn(&mut [Stage]),
    ) -> Result<Self, Found> {
        keep_known(&mut graph, wanted)?;
        let notes = simple::make(&mut graph, wanted);
        if let Some(refusal) = sequences::refused(&graph) {
            return Err(Found::Refused(vec![refusal]));
        }
        let ends = graph.ends(wanted).map_err(Found::Format)?;
        let values = first_values(&mut graph, &ends, quantized.as_ref())?;
        let mut lowered = lower(&graph, &ends, &values);
        if !lowered.refusals.is_empty() {
            return Err(Found::Refused(lowered.refusals));
        }
        names(&mut lowered.stages);
        lowered.notes.splice(..0, notes);
        lowered.notes.extend(shared::notes(&graph));
        let mut outputs = vec![output(&ends, &values, &lowered)?];
        drop(values);
        for case in 1..CASES {
            let values = compute(&graph, &ends, case, quantized.as_ref())?;
            outputs.push(output(&ends, &values, &lowered)?);
        }
        Ok(Import {
            path: PathBuf::new(),
            hash: String::new(),
            read: ReadOptions::default(),
            origin: origin(&graph),
            lowered,
            outputs,
            is_guess: false,
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
            let tensor = input(&model, case, self.quantized.as_ref())
                .and_then(|tensor| tensor.transposed(&axes));
            tensor.map(|tensor| tensor.values).unwrap_or_default()
        };
        (0..CASES).map(of_case).collect()
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

/// All tensors of the graph for the first input. What its shapes show to be simpler is rewritten.
fn first_values(
    graph: &mut Graph,
    ends: &Ends,
    quantized: Option<&Quantized>,
) -> Result<Values, Found> {
    let values = compute(graph, ends, 0, quantized)?;
    match positions::keep(graph, &values) {
        true => compute(graph, ends, 0, quantized),
        false => Ok(values),
    }
}

/// All tensors of the graph, for an input that is the same for every import.
fn compute(
    graph: &Graph,
    ends: &Ends,
    case: usize,
    quantized: Option<&Quantized>,
) -> Result<Values, Found> {
    let input = input(&ends.shape, case, quantized).map_err(Found::Format)?;
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

/// The output of the model, in the order of the network.
fn output(ends: &Ends, values: &Values, lowered: &Lowered) -> Result<Vec<f64>, Found> {
    let value = values.get(&ends.output);
    let value = value
        .ok_or_else(|| Found::Format(format!("its output `{}` is not computed", ends.output)))?;
    let ordered = lowered.ordered(&value.tensor).map_err(Found::Format)?;
    Ok(ordered.values)
}
