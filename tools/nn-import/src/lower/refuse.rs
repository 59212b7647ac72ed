//! Records what is not understood.

use super::Lowering;
use crate::graph::Node;
use crate::refusal::{Refusal, advice};

/// Why a node is not understood: the reason, and what to do.
pub(super) type Refused = (String, &'static str);

/// Refuses a node.
pub(super) fn refused<T>(reason: impl Into<String>, advice: &'static str) -> Result<T, Refused> {
    Err((reason.into(), advice))
}

impl Lowering<'_> {
    /// Records a node that is not understood.
    pub(super) fn refuse(&mut self, node: &Node, before: Vec<usize>, (reason, hint): Refused) {
        let mut outputs = node.outputs.iter().filter(|output| !output.is_empty());
        let after = outputs.next().map(|output| self.shape(output));
        let hint = if hint.is_empty() {
            advice(&node.operator)
        } else {
            hint
        };
        self.found.refusals.push(Refusal {
            node: node.label(),
            shapes: after.map(|after| (before, after)),
            reason,
            advice: hint.to_owned(),
        });
    }

    /// Records a value that leads nowhere.
    pub(super) fn refuse_value(&mut self, value: &str) {
        self.found.refusals.push(Refusal {
            node: format!("the tensor `{value}`"),
            shapes: None,
            reason: "the output does not depend on it".to_owned(),
            advice: String::new(),
        });
    }
}
