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

/// What is known about the values of a larger part.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'a> {
    /// For each node, or nothing.
    pub(super) bounds: &'a [Bounds],
    /// The first node about which more can be found.
    pub(super) changed: usize,
}

/// Why the values of a part are not bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unbounded {
    /// The part has no input.
    Empty,
    /// A value may not be finite.
    NotFinite,
}
