//! Walks through the tree of a network, and finds the operators of each layer by the tensors between them.

use super::activation::matches;
use super::error::{Difference, ModelError};
use super::kind::same;
use super::matcher::{Flow, Matcher, Parts, Progress};
use crate::attempt::attempt;
use crate::state::{StateActivation, StateLayer, StateTree};
use crate::tflite::{Code, Fused, Operator, Options};

/// The maximum number of branches.
const MOST_BRANCHES: usize = 16;

/// The branches of a junction.
#[derive(Clone, Copy)]
struct Branches {
    outputs: [usize; MOST_BRANCHES],
    len: usize,
}

impl<'a> Matcher<'a, '_> {
    /// Matches the whole tree from the input to the output of the model.
    pub(super) const fn run(&mut self) -> Result<(), ModelError> {
        let (inputs, outputs) = (self.file.inputs(), self.file.outputs());
        let Some(tensor) = self.file.input(0) else {
            return self.differs(0, Difference::End);
        };
        if inputs != 1 || outputs != 1 {
            let what = "several inputs or outputs in its model";
            return self.differs(0, Difference::Unsupported { what });
        }
        let flow = Flow {
            tensor,
            operator: 0,
            fused: Fused::Identity,
        };
        let flow = attempt!(self.tree(self.tree, flow));
        attempt!(self.settle(flow));
        self.advance(flow);
        match self.left() {
            Some(index) => {
                let found = self.text(index);
                self.differs(index, Difference::More { found })
            }
            None => Ok(()),
        }
    }

    const fn tree(&mut self, tree: &'static StateTree, flow: Flow) -> Result<Flow, ModelError> {
        match tree {
            StateTree::Single(layer) => self.layer(layer, flow),
            StateTree::Chain(first, last) => {
                let flow = attempt!(self.tree(first, flow));
                self.tree(last, flow)
            }
            // A layer of integers has its activation inside.
            StateTree::Activated(body, _) if self.is_integer => self.tree(body, flow),
            StateTree::Activated(body, activation) => {
                let flow = attempt!(self.tree(body, flow));
                self.activation(activation, flow)
            }
            StateTree::Sequence { layer, body, .. } if is_residual(layer) => {
                self.residual(body, flow)
            }
            StateTree::Sequence { body, .. } | StateTree::Named(_, body) => self.tree(body, flow),
            StateTree::Branches(body) => self.concat(body, flow),
        }
    }

    /// Refuses an activation that no layer has.
    pub(super) const fn settle(&self, flow: Flow) -> Result<(), ModelError> {
        match flow.fused {
            Fused::Identity => Ok(()),
            fused => {
                let found = fused.name();
                self.differs(flow.operator, Difference::Activation { found })
            }
        }
    }

    /// Matches the activation of a layer: in the last operator, or as an operator of its own.
    pub(super) const fn activation(
        &mut self,
        activation: &StateActivation,
        mut flow: Flow,
    ) -> Result<Flow, ModelError> {
        if activation.modules() == 0 {
            return Ok(flow);
        }
        let fused = flow.fused;
        if self.has_fused(activation, &flow) {
            flow.fused = Fused::Identity;
            return Ok(flow);
        }
        if !matches!(fused, Fused::Identity) {
            let found = fused.name();
            return self.differs(flow.operator, Difference::Activation { found });
        }
        let Some((index, operator)) = self.next(flow) else {
            let found = Fused::Identity.name();
            return self.differs(flow.operator, Difference::Activation { found });
        };
        if !matches(&operator, activation) {
            let found = operator.code().name();
            return self.differs(index, Difference::Activation { found });
        }
        let Some(tensor) = operator.output(0) else {
            return self.other(index);
        };
        self.mark(index);
        Ok(Flow {
            tensor,
            operator: index,
            fused: Fused::Identity,
        })
    }

    /// Matches a branch, perhaps a projection, and the addition.
    const fn residual(&mut self, body: &'static StateTree, flow: Flow) -> Result<Flow, ModelError> {
        attempt!(self.settle(flow));
        let (body, sum) = match body {
            StateTree::Chain(body, StateTree::Named(name, StateTree::Single(sum)))
                if same(name, "sum") =>
            {
                (*body, Some(sum))
            }
            _ => (body, None),
        };
        let (branch, projection) = match body {
            StateTree::Chain(branch, StateTree::Named(name, projection))
                if same(name, "projection") =>
            {
                (branch, projection)
            }
            _ => {
                let branch = attempt!(self.tree(body, flow));
                attempt!(self.settle(branch));
                return self.add(sum, branch, flow.tensor);
            }
        };
        // Both begin with the same tensor. The operators of the branch come first, or those of the projection.
        let before = self.at;
        let first = self.projected([branch, projection], sum, flow, None);
        if first.is_err() {
            let after = self.at;
            self.at = before;
            if let Some((head, _)) = self.next(flow) {
                self.mark(head);
                let second = self.projected([branch, projection], sum, flow, Some(head));
                if second.is_ok() {
                    return second;
                }
            }
            self.at = after;
        }
        first
    }

    /// Matches a branch and a projection. The projection begins with the operator `head`, if there is one, and otherwise with the one
    /// that the branch leaves.
    const fn projected(
        &mut self,
        [branch, projection]: [&'static StateTree; 2],
        sum: Option<&'static StateLayer>,
        flow: Flow,
        head: Option<usize>,
    ) -> Result<Flow, ModelError> {
        let branch = attempt!(self.tree(branch, flow));
        attempt!(self.settle(branch));
        if let Some(head) = head {
            self.unmark(head);
        }
        let projection = attempt!(self.tree(projection, flow));
        attempt!(self.settle(projection));
        self.add(sum, branch, projection.tensor)
    }

    /// Matches the addition of two tensors, whose numbers are those of `sum` in a network of integers.
    const fn add(
        &mut self,
        sum: Option<&'static StateLayer>,
        branch: Flow,
        other: usize,
    ) -> Result<Flow, ModelError> {
        let mut from = branch.operator;
        while let Some((index, operator)) = self.reader(branch.tensor, from) {
            if let (Code::ADD, Some(a), Some(b)) =
                (operator.code(), operator.input(0), operator.input(1))
                && (a == branch.tensor && b == other || a == other && b == branch.tensor)
            {
                let flow = attempt!(self.joined(index, &operator));
                let Some(sum) = sum else {
                    return Ok(flow);
                };
                self.at.layer += 1;
                let parts =
                    attempt!(self.parts(index, Code::ADD, [other, branch.tensor, flow.tensor]));
                return self.finish(sum, Some(parts), flow);
            }
            from = index + 1;
        }
        self.no_junction(branch.tensor)
    }

    /// The parts of a layer without weights: its inputs and its output.
    pub(super) const fn parts(
        &self,
        operator: usize,
        code: Code,
        [input, second, linear]: [usize; 3],
    ) -> Result<Parts<'a>, ModelError> {
        Ok(Parts {
            operator,
            code,
            input: attempt!(self.tensor(operator, Some(input))),
            second: attempt!(self.tensor(operator, Some(second))),
            linear: attempt!(self.tensor(operator, Some(linear))),
            weights: None,
            bias: None,
        })
    }

    /// The difference that branches do not end in a junction.
    const fn no_junction<T>(&self, tensor: usize) -> Result<T, ModelError> {
        match self.reader(tensor, 0) {
            Some((index, _)) => self.other(index),
            None => self.ended(),
        }
    }

    /// The output of a junction.
    const fn joined(&mut self, index: usize, operator: &Operator<'_>) -> Result<Flow, ModelError> {
        let Some(tensor) = operator.output(0) else {
            return self.other(index);
        };
        self.mark(index);
        Ok(Flow {
            tensor,
            operator: index,
            fused: match operator.options() {
                Options::Fused { activation, .. } => activation,
                _ => Fused::Identity,
            },
        })
    }

    /// Matches branches whose outputs are joined along the channels.
    const fn concat(&mut self, body: &'static StateTree, flow: Flow) -> Result<Flow, ModelError> {
        attempt!(self.settle(flow));
        let mut branches = Branches {
            outputs: [0; MOST_BRANCHES],
            len: 0,
        };
        attempt!(self.branches(body, flow, &mut branches));
        let Some(index) = self.junction(&branches) else {
            return self.no_junction(branches.outputs[0]);
        };
        let Some(operator) = self.file.operator(index) else {
            return self.other(index);
        };
        let output = attempt!(self.tensor(index, operator.output(0)));
        let last = output.tensor.shape().len() as i32 - 1;
        match operator.options() {
            Options::Fused { axis, .. } if axis == last || axis == -1 => {
                self.joined(index, &operator)
            }
            _ => self.other(index),
        }
    }

    /// Matches the branches of a tree from left to right.
    const fn branches(
        &mut self,
        tree: &'static StateTree,
        flow: Flow,
        branches: &mut Branches,
    ) -> Result<(), ModelError> {
        if let StateTree::Chain(first, last) = tree {
            attempt!(self.branches(first, flow, branches));
            return self.branches(last, flow, branches);
        }
        if let StateTree::Named(name, StateTree::Single(join)) = tree
            && same(name, "join")
        {
            return self.join(join, branches);
        }
        let output = attempt!(self.branch(tree, flow, branches));
        if branches.len >= MOST_BRANCHES || self.at.flattened.is_some() {
            let what = "more than 16 branches, or branches that end in `Flatten`";
            return self.differs(output.operator, Difference::Unsupported { what });
        }
        branches.outputs[branches.len] = output.tensor;
        branches.len += 1;
        Ok(())
    }

    /// Reads the numbers of a layer of integers that joins the last branch to those before it. What is joined has the scale of the
    /// whole output.
    const fn join(
        &mut self,
        join: &'static StateLayer,
        branches: &Branches,
    ) -> Result<(), ModelError> {
        let Some(operator) = self.junction(branches) else {
            return self.no_junction(branches.outputs[0]);
        };
        let output = match self.file.operator(operator) {
            Some(junction) => junction.output(0),
            None => None,
        };
        let Some(output) = output else {
            return self.other(operator);
        };
        self.at.layer += 1;
        let first = if branches.len > 2 {
            output
        } else {
            branches.outputs[0]
        };
        let last = branches.outputs[branches.len.saturating_sub(1) % MOST_BRANCHES];
        let parts = attempt!(self.parts(operator, Code::CONCATENATION, [first, last, output]));
        self.read(join, &parts, &parts.linear)
    }

    /// Matches one branch. It begins with one of the operators that read the tensor: the first one with which it ends in the junction of
    /// the branches before.
    const fn branch(
        &mut self,
        tree: &'static StateTree,
        flow: Flow,
        branches: &Branches,
    ) -> Result<Flow, ModelError> {
        let (before, mut hidden, mut failed): (Progress, Progress, Option<(ModelError, Progress)>) =
            (self.at, self.at, None);
        loop {
            let head = self.next(flow);
            let output = self.tree(tree, flow);
            match output {
                Ok(output) if self.settle(output).is_ok() => {
                    let mut all = *branches;
                    if all.len < MOST_BRANCHES {
                        all.outputs[all.len] = output.tensor;
                        all.len += 1;
                    }
                    if self.junction(&all).is_some() {
                        self.at.unhide(&before, &hidden);
                        return Ok(output);
                    }
                    if failed.is_none() {
                        let error = self.differs::<()>(output.operator, Difference::End);
                        if let Err(error) = error {
                            failed = Some((error, self.at));
                        }
                    }
                }
                Ok(output) => {
                    if let (Err(error), true) = (self.settle(output), failed.is_none()) {
                        failed = Some((error, self.at));
                    }
                }
                Err(error) => {
                    if failed.is_none() {
                        failed = Some((error, self.at));
                    }
                }
            }
            // The next operator that reads the tensor is tried.
            self.at = hidden;
            let Some((index, _)) = head else {
                break;
            };
            self.mark(index);
            hidden = self.at;
        }
        match failed {
            Some((error, at)) => {
                self.at = at;
                Err(error)
            }
            None => self.other(flow.operator),
        }
    }

    /// The operator that joins these tensors and perhaps more.
    const fn junction(&self, branches: &Branches) -> Option<usize> {
        let mut from = 0;
        while let Some((index, operator)) = self.reader(branches.outputs[0], from) {
            let (mut branch, mut joins) = (0, matches!(operator.code(), Code::CONCATENATION));
            while branch < branches.len {
                joins = joins
                    && match operator.input(branch) {
                        Some(input) => input == branches.outputs[branch],
                        None => false,
                    };
                branch += 1;
            }
            if joins {
                return Some(index);
            }
            from = index + 1;
        }
        None
    }
}

/// Whether a sequence is the branch of a residual layer.
const fn is_residual(layer: &str) -> bool {
    same(layer, "Residual") || same(layer, "ResidualI8")
}
