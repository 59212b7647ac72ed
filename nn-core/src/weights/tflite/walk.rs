//! Walks through the tree of a network, and finds the operators of each layer by the tensors between them.

use super::activation::matches;
use super::error::{Difference, ModelError};
use super::kind::same;
use super::matcher::{Flow, Matcher};
use crate::attempt::attempt;
use crate::state::{StateActivation, StateTree};
use crate::tflite::Fused;

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
            fused: Fused::NONE,
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

    pub(super) const fn tree(
        &mut self,
        tree: &'static StateTree,
        flow: Flow,
    ) -> Result<Flow, ModelError> {
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
            Fused::NONE => Ok(()),
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
            flow.fused = Fused::NONE;
            return Ok(flow);
        }
        if !matches!(fused, Fused::NONE) {
            let found = fused.name();
            return self.differs(flow.operator, Difference::Activation { found });
        }
        let Some((index, operator)) = self.next(flow) else {
            let found = Fused::NONE.name();
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
            fused: Fused::NONE,
        })
    }
}

/// Whether a sequence is the branch of a residual layer.
const fn is_residual(layer: &str) -> bool {
    same(layer, "Residual") || same(layer, "ResidualI8")
}
