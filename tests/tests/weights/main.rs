//! Weights in files and in flash: the names and shapes of PyTorch, what must be refused, and what must come back bit for bit.

mod accepted;
mod assert_predicts;
mod checkpoint;
mod errors;
mod fingerprint;
mod flash;
mod flash_size;
mod flash_trouble;
mod image;
mod malformed;
mod names;
mod networks;
mod own_layers;
mod refusals;
mod round_trip;
mod torch;
