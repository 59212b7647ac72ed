//! Branches whose outputs are joined.

use super::error::{Difference, ModelError};
use super::kind::same;
use super::matcher::{Flow, Matcher, Progress};
use crate::attempt::attempt;
use crate::state::{StateLayer, StateTree};
use crate::tflite::{Code, Options};

/// The maximum number of branches.
const MOST_BRANCHES: usize = 16;

/// The branches of a junction.
#[derive(Clone, Copy)]
struct Branches {
    outputs: [usize; MOST_BRANCHES],
    len: usize,
}

impl Matcher<'_, '_> {
    /// Matches branches whose outputs are joined along the channels.
    pub(super) const fn concat(
        &mut self,
        body: &'static StateTree,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
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
        let before = self.at;
        let (mut hidden, mut failed): (Progress, Option<(ModelError, Progress)>) = (before, None);
        loop {
            let head = self.next(flow);
            let error = match self.attempt_branch(tree, flow, branches) {
                Ok(output) => {
                    self.at.unhide(&before, &hidden);
                    return Ok(output);
                }
                Err(error) => error,
            };
            if failed.is_none() {
                failed = Some((error, self.at));
            }
            // The next operator that reads the tensor is tried, or the first error is returned.
            self.at = hidden;
            match (head, failed) {
                (Some((index, _)), _) => self.mark(index),
                (None, Some((error, at))) => {
                    self.at = at;
                    return Err(error);
                }
                (None, None) => return self.other(flow.operator),
            }
            hidden = self.at;
        }
    }

    /// Matches one branch that begins with the next operator.
    const fn attempt_branch(
        &mut self,
        tree: &'static StateTree,
        flow: Flow,
        branches: &Branches,
    ) -> Result<Flow, ModelError> {
        let output = attempt!(self.tree(tree, flow));
        attempt!(self.settle(output));
        let mut all = *branches;
        if all.len < MOST_BRANCHES {
            all.outputs[all.len] = output.tensor;
            all.len += 1;
        }
        match self.junction(&all) {
            Some(_) => Ok(output),
            None => self.no_junction(output.tensor),
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
