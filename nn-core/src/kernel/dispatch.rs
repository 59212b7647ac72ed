//! From a call to the machine code for the instruction set in use.

#[cfg(all(feature = "simd", any(target_arch = "x86_64", target_arch = "aarch64")))]
use crate::instruction_set::InstructionSet;

use super::isa::{Isa, Kernel, PORTABLE};

/// Runs a kernel with the instruction set in use.
#[inline]
pub fn dispatch<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    match InstructionSet::current() {
        InstructionSet::Avx2 => {
            if let Some(isa) = pulp::x86::V3::try_new() {
                return isa.call(kernel);
            }
        }
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
