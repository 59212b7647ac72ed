//! Where a chain of layers has arrived, and how the next node is understood.

use crate::layer::{Activation, Layer};

/// Where a chain of layers has arrived.
#[derive(Debug, Clone, Default)]
pub(super) struct Position {
    /// The value of the graph.
    pub(super) value: String,
    /// Its shape in the network, without the batch.
    pub(super) shape: Vec<usize>,
    /// The order of the axes of the value, the batch included, if it is not that of the network.
    pub(super) axes: Option<Vec<usize>>,
    /// For each element of a flattened value its place in the network's vector, if the order differs.
    pub(super) order: Option<Vec<usize>>,
    /// Zeros that a node has added around the value: before and after each axis but the channels.
    pub(super) padding: Option<[Vec<usize>; 2]>,
    /// Whether the value of a sequence has an axis of 1 between the channels and the length, so that nodes for images take it.
    pub(super) has_row: bool,
    /// Whether this is the input of the network, so its shape may still be chosen.
    pub(super) is_input: bool,
    /// The number of branches around it.
    pub(super) depth: usize,
}

impl Position {
    /// Whether an axis of the value is that of the channels.
    pub(super) fn is_channel(&self, axis: i64) -> bool {
        match &self.axes {
            Some(axes) => usize::try_from(axis).is_ok_and(|axis| axes.get(axis) == Some(&1)),
            None => axis == 1,
        }
    }
}

/// How a node is understood.
pub(super) enum Step {
    /// It is a layer.
    Layer(Layer),
    /// It is an activation.
    Activation(Activation),
    /// It has changed the position or the layers before it, or nothing.
    Done,
}
