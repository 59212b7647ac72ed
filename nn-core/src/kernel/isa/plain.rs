//! Plain arrays, which the compiler turns into what vectors the target always has. Nothing is fused.

use super::Isa;

/// A few lanes, multiplied and added with two roundings: the same bits on every target.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain<const LANES: usize>;

macro_rules! plain {
    ($lanes:literal, $narrow:literal) => {
        impl Isa for Plain<$lanes> {
            type Vector = [f32; $lanes];
            type Narrow = Plain<$narrow>;

            const LANES: usize = $lanes;
            const SUMS: usize = 8;
            const FUSED: bool = false;

            #[inline(always)]
            fn narrow(self) -> Self::Narrow {
                Plain
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
            fn splat(self, value: f32) -> Self::Vector {
                [value; $lanes]
            }

            #[inline(always)]
            fn add(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                for (a, b) in a.iter_mut().zip(b) {
                    *a += b;
                }
                a
            }

            #[inline(always)]
            fn mul_add(
                self,
                a: Self::Vector,
                b: Self::Vector,
                mut c: Self::Vector,
            ) -> Self::Vector {
                for (c, (a, b)) in c.iter_mut().zip(a.into_iter().zip(b)) {
                    *c += a * b;
                }
                c
            }

            // It is not inlined: seen together with a loop over the lanes, the last additions make the compiler split them
            // into halves (measured: 2.3 times slower).
            #[inline(never)]
            fn sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]) {
                for (sum, vector) in sums.iter_mut().zip(vectors) {
                    let mut lanes = *vector;
                    let mut width = $lanes;
                    while width > 1 {
                        width /= 2;
                        let (low, high) = lanes.split_at_mut(width);
                        for (low, high) in low.iter_mut().zip(high) {
                            *low += *high;
                        }
                    }
                    *sum = lanes[0];
                }
            }
        }
    };
}

plain!(4, 2);
plain!(2, 1);
plain!(1, 1);
