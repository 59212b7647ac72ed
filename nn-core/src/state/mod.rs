//! The state of a network: a tree of its layers with the names and shapes of their tensors, as in PyTorch's `state_dict`, and the trait
//! of values that can be stored word by word.

mod fingerprint;
mod locate;
mod persist;
mod tensor;
mod tree;

pub(crate) use self::fingerprint::Fingerprint;
pub(crate) use self::locate::{Located, Name};
pub(crate) use self::persist::is_not_finite;
pub use self::persist::{Persist, Words, floats, floats_mut};
pub use self::tensor::StateTensor;
pub use self::tree::{StateActivation, StateLayer, StateTree};
