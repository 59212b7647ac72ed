//! Models of TensorFlow Lite: the format.

mod format;
mod malformed;
mod model;
