//! The FastGRNN: a gated recurrent unit with one product for its gate and its new values.

mod cell;
mod layer;
mod training;

pub use self::cell::FastGrnnCell;
pub use self::layer::FastGrnn;
