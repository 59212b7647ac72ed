//! A network that reads digits, imported from a model of PyTorch.
#![no_std]

pub mod digits;
