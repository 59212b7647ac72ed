//! The code that the examples share: reading data, training, and showing the results.

#![forbid(unsafe_code)]

pub mod digits;
pub mod idx;
pub mod iris;
pub mod motion;
pub mod subject;
pub mod table;

pub mod curves;
pub mod ending;
pub mod graph;
pub mod pictures;
pub mod progress;
pub mod terminal;

pub mod changed;
pub mod int8;
pub mod recognizer;
pub mod shift;
