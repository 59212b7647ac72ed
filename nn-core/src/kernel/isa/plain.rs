//! Plain arrays, which the compiler turns into vectors: those that every target has, and short ones of a set with fused products.

use super::{Isa, Kernel, each, sealed::Sealed};
use crate::slices;

/// A few lanes, multiplied and added with two roundings: the same bits on every target.
#[derive(Debug, Clone, Copy)]
pub struct Plain<const LANES: usize>(pub(super) ());

impl<const LANES: usize> Sealed for Plain<LANES> {}

/// A few lanes where a wider set is there, too: products and sums are rounded once, by its instructions.
#[cfg(feature = "simd")]
#[derive(Debug, Clone, Copy)]
pub struct Short<const LANES: usize>(pub(super) ());

#[cfg(feature = "simd")]
impl<const LANES: usize> Sealed for Short<LANES> {}

/// Where there are no vectors, a lane takes a register: of 32, or fewer, 16 are for sums.
const SUMS: usize = if cfg!(any(
    target_arch = "x86_64",
    target_arch = "x86",
    target_arch = "aarch64",
    target_feature = "simd128"
)) {
    8
} else {
    4
};

/// `a b + c`, rounded twice.
#[inline(always)]
fn twice_rounded(a: f32, b: f32, c: f32) -> f32 {
    c + a * b
}

/// The sum of the lanes of each vector, the halves added up first.
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

/// The same in a function of its own: seen together with a loop over the lanes, the last additions make the compiler split them
/// into halves (measured with SSE2: 2.3 times slower).
#[inline(never)]
fn sums_apart<const LANES: usize, const N: usize>(
    vectors: &[[f32; LANES]; N],
    sums: &mut [f32; N],
) {
    sums_by_halves(vectors, sums);
}

macro_rules! plain {
    ($isa:ident, $lanes:literal, $narrow:literal, $is_fused:literal, $mul_add:path, $value:ident: $splat:expr) => {
        impl Isa for $isa<$lanes> {
            type Vector = [f32; $lanes];
            type Narrow = $isa<$narrow>;

            const LANES: usize = $lanes;
            const SUMS: usize = SUMS;
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
                each!($lanes, lane => {
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
                each!($lanes, lane => {
                    if let (Some(a), Some(b), Some(c)) = (a.get(lane), b.get(lane), c.get_mut(lane)) {
                        *c = $mul_add(*a, *b, *c);
                    }
                });
                c
            }

            #[inline(always)]
            fn max(self, a: Self::Vector, mut b: Self::Vector) -> Self::Vector {
                each!($lanes, lane => {
                    if let (Some(a), Some(b)) = (a.get(lane), b.get_mut(lane)) {
                        *b = if *a > *b { *a } else { *b };
                    }
                });
                b
            }

            #[inline(always)]
            fn and(self, mut a: Self::Vector, mask: Self::Vector) -> Self::Vector {
                each!($lanes, lane => {
                    if let (Some(a), Some(mask)) = (a.get_mut(lane), mask.get(lane)) {
                        *a = f32::from_bits(a.to_bits() & mask.to_bits());
                    }
                });
                a
            }

            #[inline(always)]
            fn sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]) {
                if const { $is_fused || SUMS < 8 } {
                    sums_by_halves(vectors, sums);
                } else {
                    sums_apart(vectors, sums);
                }
            }
        }
    };
}

// `[x; 4]` would be a loop where the compiler optimizes for size
plain!(Plain, 4, 2, false, twice_rounded, x: [x, x, x, x]);
plain!(Plain, 2, 1, false, twice_rounded, x: [x, x]);
plain!(Plain, 1, 1, false, twice_rounded, x: [x]);
#[cfg(feature = "simd")]
plain!(Short, 4, 2, true, f32::mul_add, x: [x, x, x, x]);
#[cfg(feature = "simd")]
plain!(Short, 2, 1, true, f32::mul_add, x: [x, x]);
#[cfg(feature = "simd")]
plain!(Short, 1, 1, true, f32::mul_add, x: [x]);
