//! Vectors as arrays, which the compiler turns into vector instructions: those of every target, and the short vectors of a set with
//! fused multiply-add.

use super::{Isa, Kernel, sealed::Sealed};
use crate::kernel::unroll::unroll;
use crate::slices;

/// Short vectors for every target. A product and a sum are rounded separately, so all targets compute the same bits.
#[derive(Debug, Clone, Copy)]
pub struct Portable<const LANES: usize>(pub(super) ());

impl<const LANES: usize> Sealed for Portable<LANES> {}

/// Short vectors of a wider instruction set, with fused multiply-add: a product and a sum are rounded once.
#[cfg(feature = "simd")]
#[derive(Debug, Clone, Copy)]
pub struct Narrow<const LANES: usize>(pub(super) ());

#[cfg(feature = "simd")]
impl<const LANES: usize> Sealed for Narrow<LANES> {}

/// Without vector registers each lane is a register. Of at most 32 registers, 16 are for sums.
const ACCUMULATORS: usize = if cfg!(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_feature = "simd128"
)) {
    8
} else {
    4
};

/// Whether the target has no FPU, so that each operation with `f32`, a comparison as well, is a call. The feature F of RISC-V is not
/// visible to stable code, but it implies Zicsr. A target that is taken for another computes the same bits.
pub(in crate::kernel) const IS_SOFT_FLOAT: bool = cfg!(any(
    all(target_arch = "arm", not(target_abi = "eabihf")),
    all(target_arch = "riscv32", not(target_feature = "zicsr")),
));

/// `a b + c`, with two roundings.
#[inline(always)]
fn multiply_then_add(a: f32, b: f32, c: f32) -> f32 {
    c + a * b
}

/// The sum of the lanes of each vector. The upper half of the lanes is added to the lower half until one lane remains.
#[inline(always)]
fn sums_by_halves<const LANES: usize, const N: usize>(
    vectors: &[[f32; LANES]; N],
    sums: &mut [f32; N],
) {
    for (sum, vector) in sums.iter_mut().zip(vectors) {
        let mut lanes = *vector;
        let mut width = LANES;
        while width > 1 {
            width /= 2;
            let (low, high) = slices::split_mut(&mut lanes, width);
            for (low, high) in low.iter_mut().zip(high) {
                *low += *high;
            }
        }
        *sum = slices::element(&lanes, 0);
    }
}

/// [`sums_by_halves`] as a separate function. If it is inlined after a loop over the lanes, the compiler splits the vectors of the
/// loop into halves (measured with SSE2: 2.3 times slower).
#[inline(never)]
fn sums_not_inlined<const LANES: usize, const N: usize>(
    vectors: &[[f32; LANES]; N],
    sums: &mut [f32; N],
) {
    sums_by_halves(vectors, sums);
}

/// Replaces each lane by `function` of it and of the same lane of `others`.
#[inline(always)]
pub(super) fn combine_lanes<const LANES: usize, const N: usize>(
    vector: &mut [f32; LANES],
    others: &[[f32; LANES]; N],
    function: impl Fn(f32, [f32; N]) -> f32,
) {
    for (lane, value) in vector.iter_mut().enumerate() {
        let others = core::array::from_fn(|row| match others.get(row) {
            Some(other) => slices::element(other, lane),
            None => 0.0,
        });
        *value = function(*value, others);
    }
}

macro_rules! arrays {
    ($isa:ident, $lanes:literal, $narrow:literal, $is_fused:literal, $mul_add:path, $value:ident: $splat:expr) => {
        impl Isa for $isa<$lanes> {
            type Vector = [f32; $lanes];
            type Narrow = $isa<$narrow>;

            const LANES: usize = $lanes;
            const ACCUMULATORS: usize = ACCUMULATORS;
            const FUSED: bool = $is_fused;

            #[inline]
            fn call<K: Kernel>(self, kernel: K) -> K::Output {
                kernel.run(self)
            }

            #[inline(always)]
            fn narrow(self) -> Self::Narrow {
                $isa(())
            }

            #[inline(always)]
            fn vectors(values: &[f32]) -> &[Self::Vector] {
                values.as_chunks().0
            }

            #[inline(always)]
            fn vectors_mut(values: &mut [f32]) -> &mut [Self::Vector] {
                values.as_chunks_mut().0
            }

            #[inline(always)]
            fn splat(self, $value: f32) -> Self::Vector {
                $splat
            }

            #[inline(always)]
            fn add(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                unroll!($lanes, lane => {
                    if let (Some(a), Some(b)) = (a.get_mut(lane), b.get(lane)) {
                        *a += *b;
                    }
                });
                a
            }

            #[inline(always)]
            fn mul_add(
                self,
                a: Self::Vector,
                b: Self::Vector,
                mut c: Self::Vector,
            ) -> Self::Vector {
                unroll!($lanes, lane => {
                    if let (Some(a), Some(b), Some(c)) = (a.get(lane), b.get(lane), c.get_mut(lane)) {
                        *c = $mul_add(*a, *b, *c);
                    }
                });
                c
            }

            #[inline(always)]
            fn max(self, a: Self::Vector, mut b: Self::Vector) -> Self::Vector {
                unroll!($lanes, lane => {
                    if let (Some(a), Some(b)) = (a.get(lane), b.get_mut(lane)) {
                        *b = if *a > *b { *a } else { *b };
                    }
                });
                b
            }

            #[inline(always)]
            fn and(self, mut a: Self::Vector, mask: Self::Vector) -> Self::Vector {
                unroll!($lanes, lane => {
                    if let (Some(a), Some(mask)) = (a.get_mut(lane), mask.get(lane)) {
                        *a = f32::from_bits(a.to_bits() & mask.to_bits());
                    }
                });
                a
            }

            #[inline(always)]
            fn combine<const N: usize>(
                self,
                mut vector: Self::Vector,
                others: [Self::Vector; N],
                function: impl Fn(f32, [f32; N]) -> f32,
            ) -> Self::Vector {
                combine_lanes(&mut vector, &others, function);
                vector
            }

            #[inline(always)]
            fn lane_sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]) {
                if const { $is_fused || ACCUMULATORS < 8 } {
                    sums_by_halves(vectors, sums);
                } else {
                    sums_not_inlined(vectors, sums);
                }
            }
        }
    };
}

// where the compiler optimizes for size, `[x; 4]` would be a loop
arrays!(Portable, 4, 2, false, multiply_then_add, x: [x, x, x, x]);
arrays!(Portable, 2, 1, false, multiply_then_add, x: [x, x]);
arrays!(Portable, 1, 1, false, multiply_then_add, x: [x]);
#[cfg(feature = "simd")]
arrays!(Narrow, 4, 2, true, f32::mul_add, x: [x, x, x, x]);
#[cfg(feature = "simd")]
arrays!(Narrow, 2, 1, true, f32::mul_add, x: [x, x]);
#[cfg(feature = "simd")]
arrays!(Narrow, 1, 1, true, f32::mul_add, x: [x]);
