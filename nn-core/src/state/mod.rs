//! The stored state: the tree of a network with the names and shapes of its tensors, as in a `state_dict` of PyTorch, and other values
//! that are stored as words.

mod domain;
mod fingerprint;
mod layers;
mod locate;
mod persist;
mod tensor;
mod tree;
mod values;

pub use self::domain::Domain;
pub(crate) use self::fingerprint::Fingerprint;
#[cfg(feature = "onnx")]
pub(crate) use self::locate::Level;
pub(crate) use self::locate::{Located, Name};
pub use self::persist::{Persist, Words};
pub(crate) use self::persist::{floats, floats_mut, is_not_finite};
pub use self::tensor::StateTensor;
pub use self::tree::{StateActivation, StateLayer, StateTree};
pub use self::values::{Kind, Values, ValuesMut};
