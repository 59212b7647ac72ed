//! Metrics: accuracy and the confusion matrix.
//!
//! A network with one output has two classes, 0 and 1. Labels are checked as in training: a different number of inputs and labels, or
//! a class that the output does not have, is an error. A sample with a NaN output has no predicted class and counts as wrong.

mod accuracy;
mod classes;
mod classified;
mod confusion;

pub use self::accuracy::{accuracy, accuracy_in};
pub use self::classes::Classes;
pub use self::confusion::Confusion;
