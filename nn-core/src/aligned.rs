//! Values that begin where a cache line does.

use core::ops::{Deref, DerefMut};

use crate::zero::Zero;

/// A value that begins at a multiple of 64 bytes with the feature `simd`, so that its vectors do not straddle more cache lines
/// than they must; without it, a value like any other.
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
