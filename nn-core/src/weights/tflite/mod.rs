//! Models of TensorFlow Lite as networks: compares a file with the declared network, operator by operator, and reads its numbers.

mod activation;
mod compare;
mod error;
mod found;
mod kind;
mod matcher;
mod message;
mod numbers;
mod order;
mod read;
mod sliding;
mod walk;

pub use self::error::{Difference, ModelError, ModelText, WhichLayer};
pub use self::read::ModelOptions;
