//! From the graph of a model to layers: follows the value that depends on the input from node to node.

mod activation;
mod affine;
mod branch;
mod end;
mod hard;
mod layer_norm;
mod lowered;
mod normalization;
mod part;
mod position;
mod prelu;
mod recurrent;
mod refuse;
mod resize;
mod scale;
mod standardize;
mod step;
mod view;
mod window;
mod written_out;

use std::collections::{BTreeMap, BTreeSet};

pub(crate) use self::lowered::Lowered;
use self::position::{Position, Step};
use self::refuse::{Refused, refused};
use crate::ends::Ends;
use crate::evaluate::{Value, Values};
use crate::graph::{Graph, Node};
use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

/// Finds the layers of a graph, whose tensors are known for one input.
pub(crate) fn lower(graph: &Graph, ends: &Ends, values: &Values) -> Lowered {
    let input = ends.shape.get(1..).unwrap_or_default().to_vec();
    let mut lowering = Lowering {
        graph,
        values,
        users: users(graph, values, &ends.output),
        end: &ends.output,
        found: Lowered {
            input: input.clone(),
            ..Lowered::default()
        },
    };
    let mut start = Position {
        value: ends.input.clone(),
        shape: input,
        ..Position::default()
    };
    lowering.choose_for_branches(&mut start);
    let (stages, end) = lowering.chain(start, &ends.output, true);
    lowering.end(&stages, &end);
    let mut found = lowering.found;
    found.stages = stages;
    found
}

/// The nodes that use each value, by their positions. A node that leads only to shapes is not followed.
fn users<'a>(graph: &'a Graph, values: &Values, end: &str) -> BTreeMap<&'a str, Vec<usize>> {
    let is_dynamic = |name: &&String| values.get(*name).is_some_and(|value| !value.is_constant);
    let mut users: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, node) in graph.nodes.iter().enumerate().rev() {
        let mut outputs = node.outputs.iter().filter(is_dynamic);
        if !outputs.any(|output| output == end || users.contains_key(&**output)) {
            continue;
        }
        let dynamic: BTreeSet<&String> = node.inputs.iter().filter(is_dynamic).collect();
        for name in dynamic {
            users.entry(name).or_default().push(index);
        }
    }
    users.values_mut().for_each(|users| users.reverse());
    users
}

struct Lowering<'a> {
    graph: &'a Graph,
    values: &'a Values,
    /// The nodes that use a value.
    users: BTreeMap<&'a str, Vec<usize>>,
    /// The output of the model.
    end: &'a str,
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
                    self.settle(&mut at, &mut stages);
                    self.several(&users, &ancestors, &mut at, &mut stages, is_outer)
                }
            };
            at.is_input &= stages.is_empty();
            if !moved {
                break;
            }
        }
        self.settle(&mut at, &mut stages);
        (stages, at)
    }

    /// Adds the layers that earlier nodes have asked for: the scale of the input, and zeros around it.
    fn settle(&mut self, at: &mut Position, stages: &mut Vec<Stage>) {
        self.standardize(at, stages);
        resize::add_padding(at, stages);
    }

    /// As [`settle`](Self::settle), before a node that may take some of it.
    fn settle_before(&mut self, node: &Node, at: &mut Position, stages: &mut Vec<Stage>) {
        if recurrent::is_recurrent(node) && at.is_input && stages.is_empty() {
            self.choose_last_as_channels(at);
        }
        if !step::moves_input(node) {
            self.standardize(at, stages);
        }
        if !resize::takes_padding(node, at) {
            resize::add_padding(at, stages);
        }
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
        let Some(output) = self.used_outputs(node).next().or(node.outputs.first()) else {
            return false;
        };
        self.settle_before(node, at, stages);
        let before = at.shape.clone();
        let step = self.step(user, node, at, stages);
        if !matches!(&*node.operator, "Add" | "Sub" | "Mul" | "Div") {
            self.move_scaling(node, at);
        }
        at.value.clone_from(output);
        match step {
            Ok(Step::Layer(layer)) => self.push(layer, node, at, stages, is_outer),
            Ok(Step::Activation(activation)) => {
                if let Err(refused) = self.apply(activation, at, stages) {
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
        let shape = self.shape_in(at);
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

    /// Goes on after a node that is refused, with the shape of its output.
    fn assume(&self, at: &mut Position) {
        at.shape = self.shape(&at.value);
        (at.axes, at.order, at.padding, at.has_row) = (None, None, None, false);
        (at.is_input, at.scaling) = (false, None);
    }

    /// The shape of a value, without the batch.
    fn shape(&self, value: &str) -> Vec<usize> {
        let tensor = self.values.get(value).map(|value| &value.tensor.shape);
        tensor
            .and_then(|shape| shape.get(1..))
            .unwrap_or_default()
            .to_vec()
    }

    /// The outputs of a node that are used.
    fn used_outputs(&self, node: &'a Node) -> impl Iterator<Item = &'a String> {
        let is_used = |output: &&String| {
            !output.is_empty() && (**output == self.end || self.users.contains_key(&***output))
        };
        node.outputs.iter().filter(is_used)
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
