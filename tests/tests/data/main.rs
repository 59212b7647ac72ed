//! Data sets: standardization, splits, folds and augmentation.

mod augment;
mod folding;
mod int8;
mod splits;
mod standardize;
