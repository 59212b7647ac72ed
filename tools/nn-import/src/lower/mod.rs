//! From the graph of a model to layers: follows the value that depends on the input from node to node.

mod activation;
mod affine;
mod branch;
mod end;
mod hard;
mod lowered;
mod normalization;
mod position;
mod prelu;
mod refuse;
mod resize;
mod scale;
mod view;
mod window;
mod written_out;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::lowered::Lowered;
use self::position::{Position, Step};
use self::refuse::{Refused, refused};
use crate::evaluate::{Value, Values};
use crate::graph::{Ends, Graph, Node};
use crate::layer::{Activation, Layer, Stage};
use crate::refusal::Refusal;
use crate::tensor::Tensor;

/// Finds the layers of a graph, whose tensors are known for one input.
pub(crate) fn lower(graph: &Graph, ends: &Ends, values: &Values) -> Lowered {
    let input = ends.shape.get(1..).unwrap_or_default().to_vec();
    let mut lowering = Lowering {
        graph,
        values,
        users: users(graph, values),
        found: Lowered {
            input: input.clone(),
            ..Lowered::default()
        },
    };
    let start = Position {
        value: ends.input.clone(),
        shape: input,
        ..Position::default()
    };
    let (stages, end) = lowering.chain(start, &ends.output, true);
    lowering.end(end);
    let mut found = lowering.found;
    found.stages = stages;
    if found.stages.is_empty() && found.refusals.is_empty() {
        found.refusals.push(Refusal {
            node: "the model".to_owned(),
            shapes: None,
            reason: "it has no layers".to_owned(),
            advice: String::new(),
        });
    }
    found
}

/// The nodes that use each value, by their positions.
fn users<'a>(graph: &'a Graph, values: &Values) -> BTreeMap<&'a str, Vec<usize>> {
    let mut users: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate() {
        let is_dynamic = |name: &&String| values.get(*name).is_some_and(|value| !value.is_constant);
        // A node whose output is a constant, such as `Shape`, is not followed.
        if !node
            .outputs
            .iter()
            .take(1)
            .any(|output| is_dynamic(&output))
        {
            continue;
        }
        let dynamic: BTreeSet<&String> = node.inputs.iter().filter(is_dynamic).collect();
        for name in dynamic {
            users.entry(name).or_default().push(index);
        }
    }
    users
}

struct Lowering<'a> {
    graph: &'a Graph,
    values: &'a Values,
    /// The nodes that use a value.
    users: BTreeMap<&'a str, Vec<usize>>,
    found: Lowered,
}

impl<'a> Lowering<'a> {
    /// The layers from a position to a value, and the position there. `is_outer` states that they are in no branch.
    fn chain(&mut self, mut at: Position, until: &str, is_outer: bool) -> (Vec<Stage>, Position) {
        let ancestors = self.graph.between(&at.value, until);
        let mut stages = Vec::new();
        at.is_input = is_outer;
        while at.value != until {
            let users = self.users.get(&*at.value).into_iter().flatten();
            let users: Vec<usize> = users
                .copied()
                .filter(|user| ancestors.contains(user))
                .collect();
            let moved = match users[..] {
                [] => {
                    self.refuse_value(&at.value);
                    break;
                }
                _ if self.written_out(&mut at, &mut stages, is_outer) => true,
                [user] => self.follow(user, &mut at, &mut stages, is_outer),
                _ => {
                    resize::add_padding(&mut at, &mut stages);
                    self.several(&users, &ancestors, &mut at, &mut stages, is_outer)
                }
            };
            at.is_input &= stages.is_empty();
            if !moved {
                break;
            }
        }
        resize::add_padding(&mut at, &mut stages);
        (stages, at)
    }

    /// Follows the only user of a value. Returns whether the chain goes on.
    fn follow(
        &mut self,
        user: usize,
        at: &mut Position,
        stages: &mut Vec<Stage>,
        is_outer: bool,
    ) -> bool {
        let graph = self.graph;
        let Some(node) = graph.nodes.get(user) else {
            return false;
        };
        let Some(output) = node.outputs.first() else {
            return false;
        };
        if !resize::takes_padding(node, at) {
            resize::add_padding(at, stages);
        }
        let before = at.shape.clone();
        let step = self.step(node, at, stages);
        at.value.clone_from(output);
        match step {
            Ok(Step::Layer(layer)) => self.push(layer, node, at, stages, is_outer),
            Ok(Step::Activation(activation)) => {
                if let Err(refused) = activation::apply(activation, stages) {
                    self.refuse(node, before, refused);
                }
            }
            Ok(Step::Done) => {}
            Err(refused) => {
                self.refuse(node, before, refused);
                self.assume(at);
            }
        }
        true
    }

    /// Adds a layer whose output is the value of the position.
    fn push(
        &mut self,
        layer: Layer,
        node: &Node,
        at: &mut Position,
        stages: &mut Vec<Stage>,
        is_outer: bool,
    ) {
        let mut shape = self.shape_in_network(at);
        if at.has_row && shape.len() == 3 {
            shape.remove(1);
        }
        at.shape = match layer.returns_vector() {
            true => vec![shape.iter().product()],
            false => shape,
        };
        stages.push(Stage {
            name: (is_outer && layer.has_weights()).then(|| node.name.clone()),
            layer,
            activation: Activation::Identity,
            output: at.shape.clone(),
        });
    }

    /// How a node is understood.
    fn step(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &mut Vec<Stage>,
    ) -> Result<Step, Refused> {
        let operator = &*node.operator;
        match operator {
            "Identity" | "Cast" | "Dropout" | "FakeQuant" => Ok(Step::Done),
            "MatMul" | "Gemm" => self.dense(node, at),
            "Conv" => self.convolution(node, at, stages),
            "MaxPool" | "AveragePool" => self.pool(node, at, stages),
            "GlobalAveragePool" => self.global(Layer::GlobalAvgPool, at),
            "GlobalMaxPool" => self.global(Layer::GlobalMaxPool, at),
            "ReduceMean" => self.reduced(Layer::GlobalAvgPool, node, at),
            "ReduceMax" => self.reduced(Layer::GlobalMaxPool, node, at),
            "Pad" => self.pad(node, at),
            "Resize" | "Upsample" => self.enlarge(node, at),
            "BatchNormalization" | "LayerNormalization" => self.normalization(node, at),
            "Flatten" | "Reshape" | "Squeeze" | "Unsqueeze" => self.reshape(node, at, stages),
            "Transpose" => self.transpose(node, at, stages),
            "Add" | "Sub" | "Mul" | "Div" => self.scale(node, at, stages),
            "PRelu" => self.prelu(node, at),
            _ => self.activation(node, at, stages),
        }
    }

    /// Goes on after a node that is refused, with the shape of its output.
    fn assume(&self, at: &mut Position) {
        at.shape = self.shape(&at.value);
        (at.axes, at.order, at.padding, at.has_row) = (None, None, None, false);
    }

    /// The shape of a value, without the batch.
    fn shape(&self, value: &str) -> Vec<usize> {
        let tensor = self.values.get(value).map(|value| &value.tensor.shape);
        tensor
            .and_then(|shape| shape.get(1..))
            .unwrap_or_default()
            .to_vec()
    }

    /// An input of a node that is a constant.
    fn constant(&self, node: &Node, index: usize) -> Option<&'a Tensor> {
        let name = node.inputs.get(index).filter(|name| !name.is_empty())?;
        match self.values.get(name) {
            Some(Value {
                tensor,
                is_constant: true,
                ..
            }) => Some(tensor),
            _ => None,
        }
    }
}
