//! What the nodes of a graph compute.

use alloc::vec::Vec;

use super::affine::Rows;
use crate::activation::Formula;

/// What a node computes.
#[derive(Debug, Clone)]
pub(in super::super) enum Operation {
    /// The input of the network.
    Input,
    /// Sums of products.
    Affine(usize, Rows),
    /// An elementwise function: one for all elements, or one for each.
    Curve(usize, Vec<Formula>),
    /// The sum of two values.
    Sum([usize; 2]),
    /// The products of the elements of two values.
    Product([usize; 2]),
    /// What a gate lets pass of two values.
    Blend(Blend),
    /// Values one after the other.
    Join(Vec<usize>),
    /// The largest of several elements, for each output.
    Largest(usize, Vec<Vec<usize>>),
    /// `e^x` divided by the sum over all elements.
    Softmax(usize),
    /// `1 / sqrt(x + epsilon)` of means of squares.
    InverseRoot(usize, f64),
    /// The same elements. If they are finite, they are also within these bounds.
    Within(usize, Vec<[f64; 2]>),
}

/// `(scale (1 - gate) + offset) closed + gate open` for each element, in `f32` as it is written or as `closed + gate (open - closed)`.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Blend {
    pub(in super::super) gate: usize,
    pub(in super::super) closed: usize,
    pub(in super::super) open: usize,
    /// The scale and the offset.
    pub(in super::super) scales: [f64; 2],
}

#[derive(Debug, Clone)]
pub(in super::super) struct Node {
    pub(in super::super) operation: Operation,
    /// The number of elements.
    pub(in super::super) length: usize,
}
