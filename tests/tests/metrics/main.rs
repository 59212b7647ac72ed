//! Metrics: scikit-learn's values, kinds of data, networks of integers, and what is refused.

mod data;
mod refused;
mod scikit_learn;
