//! The numbers of a tensor of a file: their type, and their places in memory.

use super::error::{WeightsError, WhichTensor};
use crate::kernel::integer::pack_rows;
use crate::safetensors::{Dtype, Entry};
use crate::state::{Kind, StateTensor, ValuesMut};

/// Checks that the values of a tensor have a type from which those of the network are read, are finite, and are numbers that it can have.
pub(super) const fn check_numbers(
    tensor: WhichTensor,
    entry: &Entry<'_>,
    needed: &StateTensor,
) -> Result<(), WeightsError> {
    let (found, kind) = (entry.dtype(), needed.kind);
    let (is_real, is_other) = (matches!(kind, Kind::F32), matches!(found, Dtype::Other(..)));
    if is_real && is_other || !is_real && !found.is(kind.name()) {
        return Err(WeightsError::Dtype { tensor, found });
    }
    if is_real && let Some(index) = entry.first_not_finite() {
        return if entry.is_too_large(index) {
            Err(WeightsError::TooLarge { tensor, index })
        } else {
            Err(WeightsError::NotFinite { tensor, index })
        };
    }
    match entry.first_outside(needed.domain) {
        Some(index) => Err(WeightsError::OutOfRange { tensor, index }),
        None => Ok(()),
    }
}

/// Writes the values of a tensor of the file in memory order, which differs if there are several outputs.
pub(super) fn fill(values: ValuesMut<'_>, entry: &Entry<'_>, outputs: usize) {
    match values {
        ValuesMut::F32(values) => entry.fill(values, outputs),
        ValuesMut::I32(values) => {
            entry.fill_words(bytemuck::must_cast_slice_mut(values), Kind::I32);
        }
        ValuesMut::I8(values) => {
            pack_rows(bytemuck::must_cast_slice(entry.data()), outputs, values);
        }
    }
}
