//! Metrics: how well the answers of a network agree with labels and targets.
//!
//! | question | metric |
//! | --- | --- |
//! | how many answers are correct? | [`accuracy`](accuracy()), [`accuracy_at`] a threshold, [`top_k_accuracy`] |
//! | which classes are mistaken for which? | [`Confusion`] |
//! | how good is each class, and their mean? | [`Confusion::report`]: precision, recall, F1; [`Confusion::balanced_accuracy`], [`Confusion::matthews`] |
//! | how good is a score, at all thresholds? | [`Ranking`]: the area under the ROC curve, average precision |
//! | how good are probabilities? | [`log_loss`](log_loss()) |
//! | how far are numbers from their targets? | [`Regression`]: R2, RMSE, MAE |
//!
//! The definitions are those of scikit-learn, with `zero_division=0`. All take real numbers as inputs, also for networks of integers. Those
//! that can be printed are tables, written without an allocator. A function with `_in` in its name takes a workspace that can be a
//! `static`.
//!
//! A network with one output has two classes, 0 and 1. Labels are checked as in training: a different number of inputs and labels, or
//! a class that the output does not have, is an error. A sample with a NaN output has no predicted class and counts as wrong.

mod accuracy;
mod classes;
mod classified;
mod confusion;
mod heap_sort;
mod log_loss;
mod ranking;
mod regression;
mod report;
mod samples;
mod scores;
mod table;
mod top_k;
mod totals;

pub use self::accuracy::{accuracy, accuracy_at, accuracy_at_in, accuracy_in};
pub use self::classes::Classes;
pub use self::confusion::Confusion;
pub use self::log_loss::{log_loss, log_loss_in};
pub use self::ranking::Ranking;
pub use self::regression::{Regression, RegressionScores};
pub use self::report::ClassReport;
pub use self::scores::Scores;
pub use self::top_k::{top_k_accuracy, top_k_accuracy_in};
