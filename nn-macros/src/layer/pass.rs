//! The layer that returns its input: for an empty branch, or after a last activation.

use super::builtin;
use crate::model::{Argument, Cost, Layer, Shape};
use crate::tokens::Spot;

/// The layer for this shape.
pub(super) fn layer(shape: &Shape, spot: Spot) -> Layer {
    Layer {
        name: None,
        ty: builtin("Pass", vec![Argument::Tensor(shape.clone())]),
        spot,
        text: String::new(),
        input: shape.clone(),
        output: shape.clone(),
        cost: Cost::default(),
        lost: None,
        guards: Vec::new(),
    }
}

/// Appends the layer to a branch that can end with an activation.
pub(super) fn append(layers: &mut Vec<Layer>) {
    if let Some(last) = layers.last()
        && !last.ty.ends_plainly()
    {
        layers.push(layer(&last.output, last.spot));
    }
}
