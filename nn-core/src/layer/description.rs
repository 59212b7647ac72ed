//! What is known of a layer before anything runs: the row of it in a summary.

use super::Layer;
use crate::activation::Activation;
use crate::tensor::{Shape, Tensor};

/// The names and sizes of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Description {
    /// The layer's name.
    pub name: &'static str,
    /// The name of the activation that follows it.
    pub activation: &'static str,
    /// What goes in.
    pub input: Shape,
    /// What comes out.
    pub output: Shape,
    /// The number of parameters.
    pub params: usize,
    /// The multiply-accumulate operations of one inference.
    pub macs: usize,
}

impl Description {
    /// The description of the layer `L` as a whole.
    pub const fn of<L: Layer>() -> Self {
        Description {
            name: L::NAME,
            activation: L::Activation::NAME,
            input: L::Input::SHAPE,
            output: L::Output::SHAPE,
            params: L::PARAMS,
            macs: L::MACS,
        }
    }
}
