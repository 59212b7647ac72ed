//! Values that are aligned to cache lines.

use core::ops::{Deref, DerefMut};

use crate::zero::Zero;

/// A value that is aligned to 64 bytes with the feature `simd`, so that vectors cross as few cache lines as possible. Without the
/// feature it has its normal alignment.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(feature = "simd", repr(C, align(64)))]
#[cfg_attr(not(feature = "simd"), repr(transparent))]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub(crate) struct Aligned<T>(T);

impl<T: Zero> Zero for Aligned<T> {
    const ZERO: Self = Aligned(T::ZERO);
}

impl<T> Deref for Aligned<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Aligned<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}
