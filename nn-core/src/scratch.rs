//! Temporary zeros: on the heap if they are large and there is a heap, otherwise on the stack.

use crate::zero::{Zero, ZeroMemory};

/// The maximum size on the stack if there is a heap, in bytes.
///
/// A zeroed block on the heap takes about 100 ns. An inference of 64-160-128, with a workspace of 1 KiB, takes the same time. A small
/// convolution with a workspace of 3 KiB takes six times as long.
const MOST: usize = 4096;

/// The maximum size on the stack if calls are nested and each has a block, in bytes.
const MOST_IN_EACH: usize = 256;

/// Calls `work` with zeros.
///
/// Without the feature `alloc` they are always on the stack. Public functions with large values have a variant that takes memory from
/// the caller.
#[inline]
pub(crate) fn with_zeros<T: Zero + ZeroMemory, R>(work: impl FnOnce(&mut T) -> R) -> R {
    lend::<MOST, T, R>(work)
}

/// Calls `work` with zeros. `work` may do the same for every layer of a network.
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

/// A separate function, because without optimization a stack frame has space for the values of all branches.
#[inline]
fn on_the_stack<T: Zero, R>(work: impl FnOnce(&mut T) -> R) -> R {
    let mut value = T::ZERO;
    work(&mut value)
}
