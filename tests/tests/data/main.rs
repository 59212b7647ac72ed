//! Data sets: standardization, and networks that are standardized.

mod folding;
mod int8;
mod standardize;
