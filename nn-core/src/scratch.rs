//! Zeros for the time of a call: on the heap if there is one and they are large, on the stack otherwise.

use crate::zero::{Zero, ZeroMemory};

/// The most bytes that lie on the stack although there is a heap.
///
/// A zeroed block of the heap costs about 100 ns: as much as an inference of 64-160-128, whose workspace has 1 KiB, and a sixth of
/// that of a small convolution with 3 KiB.
const MOST: usize = 4096;

/// The same where calls nest, and each has its own.
const MOST_IN_EACH: usize = 256;

/// Lends zeros to `work`.
///
/// Without the feature `alloc` they always lie on the stack: functions that users call with large values have a form that takes
/// the memory from the caller.
#[inline]
pub(crate) fn with_zeros<T: Zero + ZeroMemory, R>(work: impl FnOnce(&mut T) -> R) -> R {
    lend::<MOST, T, R>(work)
}

/// Lends zeros to `work`, which may do the same again for every layer of a network.
#[inline]
pub(crate) fn with_zeros_in_each<T: Zero + ZeroMemory, R>(work: impl FnOnce(&mut T) -> R) -> R {
    lend::<MOST_IN_EACH, T, R>(work)
}

#[inline]
fn lend<const LIMIT: usize, T: Zero + ZeroMemory, R>(work: impl FnOnce(&mut T) -> R) -> R {
    #[cfg(feature = "alloc")]
    if const { size_of::<T>() > LIMIT } {
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
