//! Zeros for the time of a call: on the heap if there is one and they are large, on the stack otherwise.

use crate::zero::{Zero, ZeroMemory};

/// The most bytes that lie on the stack although there is a heap.
///
/// A heap block of this size costs about 1 % of the inference that needs it.
#[cfg(feature = "alloc")]
const MOST_ON_THE_STACK: usize = 1024;

/// Lends zeros to `work`.
///
/// Without the feature `alloc` they always lie on the stack: functions that users call with large values have a form that takes
/// the memory from the caller.
#[inline]
pub(crate) fn with_zeros<T: Zero + ZeroMemory, R>(work: impl FnOnce(&mut T) -> R) -> R {
    #[cfg(feature = "alloc")]
    if const { size_of::<T>() > MOST_ON_THE_STACK } {
        return work(&mut bytemuck::allocation::zeroed_box::<T>());
    }
    on_the_stack(work)
}

/// A function of its own: without optimization, a frame has room for the values of all its branches.
#[inline]
fn on_the_stack<T: Zero, R>(work: impl FnOnce(&mut T) -> R) -> R {
    let mut value = T::ZERO;
    work(&mut value)
}
