//! Values with several users: residuals, concatenations, and activations that are written out.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lowering, Position, Refused, refused};
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};

/// The most branches in branches.
const DEEPEST: usize = 32;

impl Lowering<'_> {
    /// Follows several users of a value to the node where they meet, one of `ancestors`. Returns whether the chain goes on.
    pub(super) fn several(
        &mut self,
        users: &[usize],
        ancestors: &BTreeSet<usize>,
        at: &mut Position,
        stages: &mut Vec<Stage>,
        is_outer: bool,
    ) -> bool {
        let graph = self.graph;
        let Some(join) = self
            .join(&at.value, users)
            .filter(|join| ancestors.contains(join) && at.depth < DEEPEST)
            .and_then(|join| graph.nodes.get(join))
        else {
            self.refuse_fork(users, at);
            return false;
        };
        let Some(output) = join.outputs.first() else {
            return false;
        };
        if self.refuse_tanh_gelu(join, output, at) {
            return true;
        }
        let shape = at.shape.clone();
        let mut branches = Vec::new();
        let mut branch_ends = Vec::new();
        for input in &join.inputs {
            let (stages, end) = self.chain(
                Position {
                    depth: at.depth + 1,
                    ..at.clone()
                },
                input,
                false,
            );
            branches.push(stages);
            branch_ends.push(end);
        }
        let layer = joined(join, branches, &branch_ends);
        if let Some(end) = branch_ends.pop() {
            (at.axes, at.has_row, at.shape) = (end.axes, end.has_row, end.shape);
        }
        (at.order, at.padding) = (None, None);
        at.value.clone_from(output);
        match layer {
            Ok(layer) => {
                at.shape = match at.shape.len() {
                    1 => vec![self.shape(&at.value).iter().product()],
                    _ => self.shape_in(at),
                };
                let name =
                    (is_outer && matches!(layer, Layer::Concat(_))).then(|| join.name.clone());
                stages.push(Stage {
                    name,
                    layer,
                    activation: Activation::Identity,
                    output: at.shape.clone(),
                });
            }
            Err(reason) => {
                self.refuse(join, shape, reason);
                self.assume(at);
            }
        }
        true
    }

    /// The node where all paths from a value meet.
    fn join(&self, value: &str, users: &[usize]) -> Option<usize> {
        // The values that still have users, with their number.
        let mut open: BTreeMap<&str, usize> = BTreeMap::from([(value, users.len())]);
        let first = users.iter().copied().min().unwrap_or_default();
        for (index, node) in self.graph.nodes.iter().enumerate().skip(first) {
            let mut is_on_path = false;
            for (place, input) in node.inputs.iter().enumerate() {
                let is_repeated = node
                    .inputs
                    .iter()
                    .take(place)
                    .any(|earlier| earlier == input);
                if let Some(left) = open.get_mut(&**input)
                    && !is_repeated
                    && (**input != *value || users.contains(&index))
                {
                    is_on_path = true;
                    *left -= 1;
                    if *left == 0 {
                        open.remove(&**input);
                    }
                }
            }
            if is_on_path {
                if open.is_empty() {
                    return Some(index);
                }
                let output = self.used_outputs(node).next().or(node.outputs.first())?;
                let uses = self.users.get(&**output).map_or(0, Vec::len);
                open.insert(output, uses.max(1));
            }
        }
        None
    }

    /// Records a value whose users do not meet.
    fn refuse_fork(&mut self, users: &[usize], at: &Position) {
        let graph = self.graph;
        let label = |user: &usize| graph.nodes.get(*user).map(Node::label).unwrap_or_default();
        let labels: Vec<String> = users.iter().map(label).collect();
        if let Some(node) = users.first().and_then(|user| graph.nodes.get(*user)) {
            let reason = match at.depth {
                DEEPEST => format!("it is in more than {DEEPEST} branches"),
                _ => format!(
                    "`{}` has several users that do not meet in one node: {}",
                    at.value,
                    labels.join(", ")
                ),
            };
            self.refuse(node, at.shape.clone(), (reason, "a network has one output"));
        }
    }
}

/// The layer that joins branches, which end at these positions.
fn joined(node: &Node, branches: Vec<Vec<Stage>>, ends: &[Position]) -> Result<Layer, Refused> {
    let layouts: BTreeSet<Vec<usize>> = ends.iter().map(Position::layout).collect();
    let orders: BTreeSet<_> = ends.iter().map(|end| &end.order).collect();
    let layout = match (layouts.first(), &orders.first()) {
        (Some(layout), Some(None)) if layouts.len() == 1 && orders.len() == 1 => layout,
        _ => return refused("its inputs have their axes in different orders", ""),
    };
    if ends.iter().any(|end| end.padding.is_some()) {
        return refused("a `Pad` is before it", "");
    }
    match (&*node.operator, branches.len()) {
        ("Add", 2) => Ok(residual(branches)),
        ("Concat", _) => concat(node, branches, layout),
        ("Mul", _) => refused(
            "it multiplies two branches",
            "gates such as squeeze and excitation are not in the language: train without them",
        ),
        _ => refused(
            "it joins branches",
            "`Residual` adds two branches, and `Concat` joins them",
        ),
    }
}

/// Branches that are joined along their channels.
fn concat(node: &Node, branches: Vec<Vec<Stage>>, layout: &[usize]) -> Result<Layer, Refused> {
    let axis = node.int("axis").unwrap_or_default();
    let axes = layout.len() as i64;
    let place = if axis < 0 { axis + axes } else { axis };
    let own = usize::try_from(place)
        .ok()
        .and_then(|place| layout.get(place));
    match own {
        Some(1) => Ok(Layer::Concat(branches)),
        _ => refused(
            format!("its axis is {axis}"),
            "`Concat` joins vectors, or the channels of images",
        ),
    }
}

/// The sum of two branches: of the longer one and the input, or the shorter one.
fn residual(mut branches: Vec<Vec<Stage>>) -> Layer {
    let second = branches.pop().unwrap_or_default();
    let first = branches.pop().unwrap_or_default();
    let (branch, other) = if first.len() >= second.len() {
        (first, second)
    } else {
        (second, first)
    };
    let projection = (!other.is_empty()).then_some(other);
    Layer::Residual { branch, projection }
}
