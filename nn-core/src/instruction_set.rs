//! The instruction sets for which the kernels are compiled, and the choice among them while the program runs.

use core::fmt;

use crate::error::Error;

/// A set of vector instructions for which the kernels are compiled.
///
/// With the feature `simd`, the best that the processor has is found at the first call of a kernel; [`select`](Self::select)
/// changes the choice for all threads. Without it, or on other processors, there is [`Portable`](Self::Portable) alone.
///
/// ```
/// use nn_core::instruction_set::InstructionSet;
///
/// // The same bits as on a microcontroller, from here on:
/// InstructionSet::Portable.select()?;
/// assert_eq!(InstructionSet::current(), InstructionSet::Portable);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum InstructionSet {
    /// What every processor of the target has, without fused multiply-add: the same bits on every target.
    Portable = 1,
    /// 128-bit vectors with fused multiply-add, on 64-bit Arm.
    Neon = 2,
    /// 256-bit vectors with fused multiply-add: x86-64-v3.
    Avx2 = 3,
    /// 512-bit vectors: x86-64-v4.
    Avx512 = 4,
}

impl InstructionSet {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Portable, Self::Neon, Self::Avx2, Self::Avx512];

    /// Its name: `portable`, `neon`, `avx2`, `avx512`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Neon => "neon",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// Whether this program was compiled for it and this processor has it.
    pub fn is_available(self) -> bool {
        choice::is_available(self)
    }

    /// The best one that is available.
    pub fn best() -> Self {
        let mut sets = Self::ALL.into_iter().rev();
        sets.find(|set| set.is_available())
            .unwrap_or(Self::Portable)
    }

    /// The one that the kernels use.
    #[inline]
    pub fn current() -> Self {
        choice::current()
    }

    /// Makes the kernels use this one from now on, in all threads.
    ///
    /// # Errors
    /// It is not available; the choice stays as it was.
    pub fn select(self) -> Result<(), Error> {
        if self.is_available() {
            choice::store(self);
            Ok(())
        } else {
            Err(Error::InstructionSetMissing { set: self })
        }
    }
}

impl fmt::Display for InstructionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(feature = "simd")]
mod choice {
    //! One byte for the whole program, 0 until somebody asks.

    use core::sync::atomic::{AtomicU8, Ordering};

    use super::InstructionSet;

    static CHOICE: AtomicU8 = AtomicU8::new(0);

    pub(super) fn is_available(set: InstructionSet) -> bool {
        match set {
            InstructionSet::Portable => true,
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => pulp::x86::V3::is_available(),
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx512 => pulp::x86::V4::is_available(),
            #[cfg(target_arch = "aarch64")]
            InstructionSet::Neon => pulp::aarch64::Neon::is_available(),
            _ => false,
        }
    }

    #[inline]
    pub(super) fn current() -> InstructionSet {
        match CHOICE.load(Ordering::Relaxed) {
            1 => InstructionSet::Portable,
            2 => InstructionSet::Neon,
            3 => InstructionSet::Avx2,
            4 => InstructionSet::Avx512,
            _ => detect(),
        }
    }

    #[cold]
    fn detect() -> InstructionSet {
        let best = InstructionSet::best();
        store(best);
        best
    }

    pub(super) fn store(set: InstructionSet) {
        CHOICE.store(set as u8, Ordering::Relaxed);
    }
}

#[cfg(not(feature = "simd"))]
mod choice {
    //! There is no choice.

    use super::InstructionSet;

    pub(super) fn is_available(set: InstructionSet) -> bool {
        matches!(set, InstructionSet::Portable)
    }

    #[inline]
    pub(super) fn current() -> InstructionSet {
        InstructionSet::Portable
    }

    pub(super) fn store(_set: InstructionSet) {}
}
