//! How good a network is: accuracy, and the confusion matrix behind it.
//!
//! A network with one output has two classes, 0 and 1. Labels are checked as in training: lengths that differ and classes
//! that the output does not have are errors. A sample with a NaN output has no answer and counts as wrong.

mod accuracy;
mod classes;
mod confusion;
mod each;

pub use self::accuracy::{accuracy, accuracy_in};
pub use self::classes::Classes;
pub use self::confusion::Confusion;
