//! Training on a device: a memory of samples, federated averages, layers of which only the biases are trained, and steps that
//! are divided in time.

mod average;
mod bias_only;
mod replay;
mod slices;
