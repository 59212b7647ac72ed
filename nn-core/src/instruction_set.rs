//! The instruction sets for which the kernels are compiled, and the selection of one at run time.

use core::fmt;

/// A set of vector instructions for which the kernels are compiled.
///
/// With the feature `simd`, the first call of a kernel selects the best set of the processor. [`select`](Self::select) selects another one
/// for all threads. Without the feature, and on other processors, only [`Portable`](Self::Portable) is available.
///
/// ```
/// use nn_core::instruction_set::InstructionSet;
///
/// // From here on, results have the same bits as on a microcontroller:
/// InstructionSet::Portable.select()?;
/// assert_eq!(InstructionSet::current(), InstructionSet::Portable);
/// # Ok::<(), nn_core::instruction_set::InstructionSetMissing>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum InstructionSet {
    /// The instructions that every processor of the target has, without fused multiply-add. All targets compute the same bits.
    Portable = 1,
    /// 128-bit vectors with fused multiply-add, on 64-bit Arm.
    Neon = 2,
    /// 256-bit vectors with fused multiply-add: x86-64-v3.
    Avx2 = 3,
    /// 512-bit vectors: x86-64-v4. A build with debug assertions has no kernels for it: they would double the time in which it compiles.
    Avx512 = 4,
}

impl InstructionSet {
    /// All sets, from the slowest to the fastest.
    pub const ALL: [Self; 4] = [Self::Portable, Self::Neon, Self::Avx2, Self::Avx512];

    /// The name: `portable`, `neon`, `avx2` or `avx512`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Neon => "neon",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// Whether this program has kernels for the set and this processor has its instructions.
    pub fn is_available(self) -> bool {
        selection::is_available(self)
    }

    /// The best available set.
    pub fn best() -> Self {
        let mut sets = Self::ALL.into_iter().rev();
        sets.find(|set| set.is_available())
            .unwrap_or(Self::Portable)
    }

    /// The set that the kernels use.
    #[inline]
    pub fn current() -> Self {
        selection::current()
    }

    /// Selects this set for the kernels of all threads.
    ///
    /// # Errors
    /// The set is not available. The selection does not change.
    pub fn select(self) -> Result<(), InstructionSetMissing> {
        if self.is_available() {
            selection::store(self);
            Ok(())
        } else {
            Err(InstructionSetMissing { set: self })
        }
    }
}

impl fmt::Display for InstructionSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The error of [`InstructionSet::select`]: the program was not compiled for the set, or the processor does not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct InstructionSetMissing {
    /// The instruction set.
    pub set: InstructionSet,
}

impl fmt::Display for InstructionSetMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the instruction set `{}` is not available: the processor does not have it, or nn-core was compiled without it (the feature \
             `simd` is off, or debug assertions are on for AVX-512)",
            self.set
        )
    }
}

impl core::error::Error for InstructionSetMissing {}

#[cfg(feature = "simd")]
mod selection {
    //! The selected set: one byte for the whole program, 0 before the first call.

    use core::sync::atomic::{AtomicU8, Ordering};

    use super::InstructionSet;

    static SELECTION: AtomicU8 = AtomicU8::new(0);

    pub(super) fn is_available(set: InstructionSet) -> bool {
        match set {
            InstructionSet::Portable => true,
            #[cfg(target_arch = "x86_64")]
            InstructionSet::Avx2 => pulp::x86::V3::is_available(),
            #[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
            InstructionSet::Avx512 => pulp::x86::V4::is_available(),
            #[cfg(target_arch = "aarch64")]
            InstructionSet::Neon => pulp::aarch64::Neon::is_available(),
            _ => false,
        }
    }

    #[inline]
    pub(super) fn current() -> InstructionSet {
        match SELECTION.load(Ordering::Relaxed) {
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
        SELECTION.store(set as u8, Ordering::Relaxed);
    }
}

#[cfg(not(feature = "simd"))]
mod selection {
    //! There is only one set, so nothing is selected.

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
