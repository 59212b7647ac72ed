//! Selects the machine code for the current instruction set.

#[cfg(all(feature = "simd", any(target_arch = "x86_64", target_arch = "aarch64")))]
use crate::instruction_set::InstructionSet;

use super::isa::{Isa, Kernel, PORTABLE};

/// Runs a kernel with the current instruction set.
#[inline]
pub fn dispatch<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    match InstructionSet::current() {
        InstructionSet::Avx2 => {
            if let Some(isa) = pulp::x86::V3::try_new() {
                return isa.call(kernel);
            }
        }
        #[cfg(not(debug_assertions))]
        InstructionSet::Avx512 => {
            if let Some(isa) = pulp::x86::V4::try_new() {
                return isa.call(kernel);
            }
        }
        _ => {}
    }
    #[cfg(all(feature = "simd", target_arch = "aarch64"))]
    if InstructionSet::current() == InstructionSet::Neon
        && let Some(isa) = pulp::aarch64::Neon::try_new()
    {
        return isa.call(kernel);
    }
    PORTABLE.call(kernel)
}
