//! Layers over images and sequences, normalization, dropout and branches: against an oracle in `f64`, and property by
//! property.

#[macro_use]
mod shapes;

mod arenas;
mod batch_norm;
mod convolution;
mod dropout;
mod folding;
mod gradients;
mod learning;
mod networks;
mod optional;
mod pools;
mod proof;
mod refusals;
mod sizes;
