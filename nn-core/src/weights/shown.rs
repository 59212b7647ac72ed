//! Whether a network shows what it says that it keeps: a layer of the user may err.

use super::{WeightsError, WhichTensor};
use crate::network::Network;
use crate::state::Stored;

/// Compares what the layers show with their `TENSORS`.
pub(super) fn check<N: Network>(net: &N) -> Result<(), WeightsError> {
    // A layer with parameters that states none is refused by the compiler.
    const { assert!(<N as Stored>::WORDS >= N::PARAMS) };
    let tree = const { &N::STATE };
    let (mut index, mut wrong) = (0, None);
    net.state(&mut |values| {
        let length = tree.tensor(index).map(|located| located.tensor.len());
        if wrong.is_none() && length != Some(values.len()) {
            wrong = Some(index);
        }
        index += 1;
    });
    let tensors = tree.tensors();
    let wrong = wrong.or_else(|| (index < tensors).then_some(index));
    match wrong {
        // One too many belongs to the layer of the last.
        Some(index) => Err(WeightsError::OtherNumbers {
            tensor: WhichTensor {
                tree,
                index: index.min(tensors.saturating_sub(1)),
            },
        }),
        None => Ok(()),
    }
}
