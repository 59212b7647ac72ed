//! Models of TensorFlow Lite: the format, and networks that are read from it.

mod format;
mod malformed;
mod model;
mod networks;
mod operators;
mod refusals;
