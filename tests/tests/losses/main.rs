//! Losses with weights of classes, targets and samples: PyTorch's values, what the weights mean, and what is refused.

mod means;
mod refused;
mod runs;
mod torch;
