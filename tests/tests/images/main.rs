//! Layers over images and sequences, normalization, dropout and branches: compared with an oracle in `f64`, and by their
//! properties.

#[macro_use]
mod shapes;

mod arenas;
mod batch_norm;
mod causal;
mod convolution;
mod dropout;
mod folding;
mod gradients;
mod learning;
mod networks;
mod optional;
mod pools;
mod refusals;
mod sizes;

use tests::proof;
