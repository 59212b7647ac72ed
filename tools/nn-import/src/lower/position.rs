//! Where a chain of layers has arrived, and how the next node is understood.

use super::standardize::Scaling;
use crate::layer::{Activation, Layer};

/// An axis of 1 that a value has and the network does not.
pub(super) const UNIT: usize = usize::MAX;

/// Where a chain of layers has arrived.
#[derive(Debug, Clone, Default)]
pub(super) struct Position {
    /// The value of the graph.
    pub(super) value: String,
    /// Its shape in the network, without the batch.
    pub(super) shape: Vec<usize>,
    /// The order of the axes of the value, the batch included, if it is not that of the network. [`UNIT`] is an axis that the network does
    /// not have.
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
    /// The scale and the shift of the input so far.
    pub(super) scaling: Option<Scaling>,
}

impl Position {
    /// The axes of the value, the batch included: those of the network by their numbers, and [`UNIT`].
    pub(super) fn layout(&self) -> Vec<usize> {
        match &self.axes {
            Some(axes) => axes.clone(),
            None if self.has_row => vec![0, 1, UNIT, 2],
            None => (0..=self.shape.len()).collect(),
        }
    }

    /// Sets the axes of the value.
    pub(super) fn set_layout(&mut self, layout: Vec<usize>) {
        self.has_row = layout == [0, 1, UNIT, 2];
        let is_plain = self.has_row || layout.iter().copied().eq(0..=self.shape.len());
        self.axes = (!is_plain).then_some(layout);
    }

    /// The axes of a value of this shape, the batch left out, if it differs from this one only by axes of 1.
    pub(super) fn layout_of(&self, wanted: &[usize]) -> Option<Vec<usize>> {
        let own: Vec<usize> = self
            .layout()
            .into_iter()
            .skip(1)
            .filter(|axis| *axis != UNIT)
            .collect();
        in_place(&own, &self.shape, wanted).or_else(|| moved(&own, &self.shape, wanted))
    }
}

/// The axes in their order, with further axes of 1 between.
fn in_place(own: &[usize], shape: &[usize], wanted: &[usize]) -> Option<Vec<usize>> {
    let mut own = own.iter().copied().peekable();
    let mut layout = vec![0];
    for size in wanted {
        let is_own = |axis: &usize| shape.get(*axis - 1) == Some(size);
        match own.next_if(is_own) {
            Some(axis) => layout.push(axis),
            None if *size == 1 => layout.push(UNIT),
            None => return None,
        }
    }
    own.peek().is_none().then_some(layout)
}

/// The axes with those of 1 in other places.
fn moved(own: &[usize], shape: &[usize], wanted: &[usize]) -> Option<Vec<usize>> {
    let is_one = |axis: &usize| shape.get(*axis - 1) == Some(&1);
    let (ones, others): (Vec<usize>, Vec<usize>) = own.iter().partition(|axis| is_one(axis));
    let (mut ones, mut others) = (ones.into_iter(), others.into_iter());
    let mut layout = vec![0];
    for size in wanted {
        layout.push(match size {
            1 => ones.next().unwrap_or(UNIT),
            size => others
                .next()
                .filter(|axis| shape.get(*axis - 1) == Some(size))?,
        });
    }
    (ones.len() == 0 && others.len() == 0).then_some(layout)
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
