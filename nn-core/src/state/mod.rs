//! What a network keeps: a tree of its layers, each with the names and shapes of its tensors, as in a `state_dict` of PyTorch; and
//! whatever else can be stored word by word.

mod fingerprint;
mod locate;
mod stored;
mod tensor;
mod tree;
mod values;

pub(crate) use self::fingerprint::Fingerprint;
pub(crate) use self::locate::{Located, Name};
pub(crate) use self::stored::is_not_finite;
pub use self::stored::{Stored, Words, floats, floats_mut};
pub use self::tensor::StateTensor;
pub use self::tree::{StateActivation, StateLayer, StateTree};
pub use self::values::{Kind, Values, ValuesMut};
