//! Training on a device: a memory of samples, federated averages, and steps that are divided in time.

mod average;
mod replay;
mod slices;
