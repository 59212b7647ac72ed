//! Weights in files and in flash: PyTorch's names and shapes, refused files, and bit-exact round trips.

mod accepted;
mod assert_predicts;
mod checkpoint;
mod errors;
mod fingerprint;
mod flash;
mod flash_size;
mod flash_trouble;
mod foreign;
mod image;
mod malformed;
mod names;
mod networks;
mod own_layers;
mod refusals;
mod round_trip;
mod torch;
