//! What is known about the values of a graph.

use alloc::vec::Vec;

use super::intervals::Bounds;
use super::lines::LineTable;

/// What is known about each value of a graph.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// For each node.
    pub(super) bounds: Vec<Bounds>,
    /// For each node that is an elementwise function, a pair of lines for each element.
    pub(super) lines: Vec<LineTable>,
    /// For each node that linear bounds tightened, how much of the width of an element is due to each input: a row for each element, or
    /// nothing.
    pub(super) shares: Vec<Vec<f64>>,
}
