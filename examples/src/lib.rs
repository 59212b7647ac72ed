//! The code that the examples share: reading data, training, and showing the results.

#![forbid(unsafe_code)]

pub mod digits;
pub mod iris;
pub mod labeled;
pub mod motion;
pub mod subject;

pub mod curves;
pub mod ending;
pub mod graph;
pub mod matrix;
pub mod pictures;
pub mod progress;
pub mod terminal;

pub mod gradients;
pub mod int8;
pub mod live;
pub mod recognizer;
pub mod shift;
pub mod training;
pub mod turn;
