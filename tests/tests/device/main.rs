//! Training on a device: steps that are divided in time.

mod slices;
