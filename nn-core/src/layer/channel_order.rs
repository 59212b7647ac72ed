//! The order of the elements if the channels are the first dimension instead of the last.

use crate::tensor::Tensor;

/// The index of each element of a tensor of integers, in order, in the tensor whose channels are the first dimension instead of the last.
pub(super) fn channels_first<T: Tensor>() -> impl Iterator<Item = usize> {
    let (channels, positions) = const {
        match T::DIMENSIONS {
            [.., channels] if *channels > 0 => (*channels, T::LEN / *channels),
            _ => (1, T::LEN),
        }
    };
    let (mut channel, mut position) = (0, 0);
    (0..T::LEN).map(move |_| {
        let index = channel * positions + position;
        channel += 1;
        if channel == channels {
            (channel, position) = (0, position + 1);
        }
        index
    })
}
