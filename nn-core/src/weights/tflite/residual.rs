//! Residual layers: a branch, perhaps a projection, and the addition of both.

use super::error::ModelError;
use super::kind::same;
use super::layer::fused;
use super::matcher::{Flow, Matcher, Parts};
use crate::attempt::attempt;
use crate::state::{StateLayer, StateTree};
use crate::tflite::{Code, Operator};

impl<'a> Matcher<'a, '_> {
    /// Matches a branch, perhaps a projection, and the addition.
    pub(super) const fn residual(
        &mut self,
        body: &'static StateTree,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
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
        self.in_either_order([branch, projection], sum, flow)
    }

    /// Matches a branch and a projection that begin with the same tensor. In a model the operators of either may come first.
    const fn in_either_order(
        &mut self,
        both: [&'static StateTree; 2],
        sum: Option<&'static StateLayer>,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
        let before = self.at;
        let first = self.projected(both, sum, flow, None);
        if first.is_err() {
            let after = self.at;
            self.at = before;
            if let Some((head, _)) = self.next(flow) {
                self.mark(head);
                let second = self.projected(both, sum, flow, Some(head));
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
    pub(super) const fn no_junction<T>(&self, tensor: usize) -> Result<T, ModelError> {
        match self.reader(tensor, 0) {
            Some((index, _)) => self.other(index),
            None => self.ended(),
        }
    }

    /// The output of a junction.
    pub(super) const fn joined(
        &mut self,
        index: usize,
        operator: &Operator<'_>,
    ) -> Result<Flow, ModelError> {
        let Some(tensor) = operator.output(0) else {
            return self.other(index);
        };
        self.mark(index);
        Ok(Flow {
            tensor,
            operator: index,
            fused: fused(operator),
        })
    }
}
