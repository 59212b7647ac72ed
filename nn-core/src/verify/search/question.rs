//! A property of a graph, and how outputs are found.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::super::graph::Graph;
use super::super::property::Literal;

/// The outputs for one input.
type Outputs<'a> = dyn Fn(&[f32]) -> Option<Vec<f32>> + Sync + 'a;

/// How the outputs for one input are found.
pub(super) enum Run<'a> {
    /// The network computes them.
    Network(Box<Outputs<'a>>),
    /// They are bounded.
    Bounds,
}

/// A property of a graph.
pub(super) struct Question<'a> {
    pub(super) graph: &'a Graph,
    pub(super) run: &'a Run<'a>,
    /// In each clause, at least one literal must hold.
    pub(super) clauses: Vec<Vec<Literal>>,
    /// Whether the checker of certificates must agree that a part is proved.
    pub(super) is_certified: bool,
}
