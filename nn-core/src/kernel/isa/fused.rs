//! The instruction sets with fused multiply-add that may or may not be there.

use pulp::Simd;
#[cfg(target_arch = "aarch64")]
use pulp::aarch64::Neon;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

use super::{Isa, Plain};

#[cfg_attr(
    not(any(target_arch = "x86_64", target_arch = "aarch64")),
    expect(unused_macros, reason = "no set of this processor is fused")
)]
macro_rules! fused {
    ($isa:ty, $narrow:ty, $sums:literal, $shorten:expr) => {
        impl Isa for $isa {
            type Vector = <$isa as Simd>::f32s;
            type Narrow = $narrow;

            const LANES: usize = <$isa as Simd>::F32_LANES;
            const SUMS: usize = $sums;
            const FUSED: bool = true;

            #[inline(always)]
            fn narrow(self) -> $narrow {
                $shorten(self)
            }

            #[inline(always)]
            fn vectors(values: &[f32]) -> &[Self::Vector] {
                <$isa as Simd>::as_simd_f32s(values).0
            }

            #[inline(always)]
            fn vectors_mut(values: &mut [f32]) -> &mut [Self::Vector] {
                <$isa as Simd>::as_mut_simd_f32s(values).0
            }

            #[inline(always)]
            fn splat(self, value: f32) -> Self::Vector {
                self.splat_f32s(value)
            }

            #[inline(always)]
            fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
                self.add_f32s(a, b)
            }

            #[inline(always)]
            fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector {
                self.mul_add_e_f32s(a, b, c)
            }

            #[inline(always)]
            fn sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]) {
                for (sum, vector) in sums.iter_mut().zip(vectors) {
                    *sum = self.reduce_sum_f32s(*vector);
                }
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
fused!(V4, V3, 16, |isa: V4| *isa);
#[cfg(target_arch = "x86_64")]
fused!(V3, Plain<4>, 12, |_| Plain);
#[cfg(target_arch = "aarch64")]
fused!(Neon, Plain<2>, 16, |_| Plain);
