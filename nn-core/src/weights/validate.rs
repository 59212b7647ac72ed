//! Checks a network before it is stored: every layer has the tensors that it states, and all values are finite.

use super::{WeightsError, WhichTensor};
use crate::network::Network;
use crate::state::Persist;

/// Compares the tensors that the layers pass to a visitor with their `FACTS.tensors`.
pub(super) fn check<N: Network>(net: &N) -> Result<(), WeightsError> {
    // A layer that has parameters but states no tensors is a compile error.
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
        // An additional tensor that no layer states is reported with the last layer.
        Some(index) => Err(WeightsError::OtherNumbers {
            tensor: WhichTensor::new(tree, index.min(tensors.saturating_sub(1))),
        }),
        None => Ok(()),
    }
}

/// Checks that all values are finite.
#[cfg(feature = "save")]
pub(super) fn check_finite<N: Network>(net: &N) -> Result<(), WeightsError> {
    let tree = const { &N::STATE };
    let (mut tensor, mut found) = (0, None);
    net.state(&mut |values| {
        if found.is_none()
            && let Some(place) = values.reals().iter().position(|value| !value.is_finite())
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
