//! Training on a device: a memory of samples, and steps that are divided in time.

mod replay;
mod slices;
