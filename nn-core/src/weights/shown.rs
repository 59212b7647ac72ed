//! Whether what a network shows can be stored: as many numbers as its layers state, and all of them finite.

use super::{WeightsError, WhichTensor};
use crate::network::Network;
use crate::state::Persist;

/// Compares what the layers show with their `TENSORS`.
pub(super) fn check<N: Network>(net: &N) -> Result<(), WeightsError> {
    // A layer with parameters that states none is refused by the compiler.
    const { assert!(<N as Persist>::WORDS >= N::PARAMS) };
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
            tensor: WhichTensor::new(tree, index.min(tensors.saturating_sub(1))),
        }),
        None => Ok(()),
    }
}

/// Whether all numbers are finite.
#[cfg(feature = "save")]
pub(super) fn check_finite<N: Network>(net: &N) -> Result<(), WeightsError> {
    let tree = const { &N::STATE };
    let (mut tensor, mut found) = (0, None);
    net.state(&mut |values| {
        if found.is_none()
            && let Some(place) = values.iter().position(|value| !value.is_finite())
            && let Some(located) = tree.tensor(tensor)
        {
            let index = located.tensor.index_in_file(place);
            let tensor = WhichTensor::new(tree, tensor);
            found = Some(WeightsError::NotFiniteHere { tensor, index });
        }
        tensor += 1;
    });
    found.map_or(Ok(()), Err)
}
