//! Recurrent layers: compared with an oracle in `f64` and with PyTorch, and by their properties.

mod files;
mod gradients;
mod networks;
mod parity;
mod properties;
mod sizes;
