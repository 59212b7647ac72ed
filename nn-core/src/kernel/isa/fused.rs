//! The instruction sets with fused multiply-add, which are detected at run time.

#[cfg(target_arch = "aarch64")]
use pulp::aarch64::Neon;
#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use pulp::{NullaryFnOnce, Simd, f32x4};
#[cfg(target_arch = "x86_64")]
use pulp::{f32x8, f32x16};

#[cfg(target_arch = "x86_64")]
use super::IntegerKernel;
use super::arrays::combine_lanes;
use super::{Isa, Kernel, Narrow, sealed::Sealed};

/// A kernel with its instruction set.
struct Compiled<K, S> {
    kernel: K,
    isa: S,
}

impl<K: Kernel, S: Isa> NullaryFnOnce for Compiled<K, S> {
    type Output = K::Output;

    #[inline(always)]
    fn call(self) -> K::Output {
        self.kernel.run(self.isa)
    }
}

macro_rules! fused {
    ($isa:ty, $narrow:ty, $accumulators:literal, $shorten:expr, $max:path, $add_lanes:path, {$($calls:tt)*}) => {
        impl Sealed for $isa {}

        impl Isa for $isa {
            type Vector = <$isa as Simd>::f32s;
            type Narrow = $narrow;

            const LANES: usize = <$isa as Simd>::F32_LANES;
            const ACCUMULATORS: usize = $accumulators;
            const FUSED: bool = true;

            #[inline(always)]
            fn call<K: Kernel>(self, kernel: K) -> K::Output {
                self.vectorize(Compiled { kernel, isa: self })
            }

            $($calls)*

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
            fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
                $max(self, a, b)
            }

            #[inline(always)]
            fn and(self, a: Self::Vector, mask: Self::Vector) -> Self::Vector {
                let (a, mask) = (self.transmute_u32s_f32s(a), self.transmute_u32s_f32s(mask));
                self.transmute_f32s_u32s(self.and_u32s(a, mask))
            }

            #[inline(always)]
            fn combine<const N: usize>(
                self,
                vector: Self::Vector,
                others: [Self::Vector; N],
                function: impl Fn(f32, [f32; N]) -> f32,
            ) -> Self::Vector {
                // A sum with -0 is the same number. The compiler loads a whole vector for it. Otherwise it combines the same lane of several
                // vectors, which is slow.
                let lanes = |vector| pulp::cast(self.add_f32s(vector, self.splat_f32s(-0.0)));
                let mut all: [f32; <$isa as Simd>::F32_LANES] = lanes(vector);
                combine_lanes(&mut all, &others.map(lanes), function);
                pulp::cast(all)
            }

            #[inline(always)]
            fn lane_sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]) {
                $add_lanes(self, vectors, sums);
            }
        }
    };
}

/// Sums the lanes of four vectors at a time: neighboring lanes are added until each half of a vector has one number.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn add_eight<const N: usize>(isa: V3, vectors: &[f32x8; N], sums: &mut [f32; N]) {
    if let ([sum], [vector]) = (&mut sums[..], &vectors[..]) {
        *sum = isa.reduce_sum_f32s(*vector);
        return;
    }
    for (sums, vectors) in sums.chunks_mut(4).zip(vectors.chunks(4)) {
        let mut four = [isa.splat_f32s(0.0); 4];
        for (place, vector) in four.iter_mut().zip(vectors) {
            *place = *vector;
        }
        let [a, b, c, d] = four.map(pulp::cast);
        let avx = isa.avx;
        let (ab, cd) = (avx._mm256_hadd_ps(a, b), avx._mm256_hadd_ps(c, d));
        let [low, high]: [f32x4; 2] = pulp::cast(avx._mm256_hadd_ps(ab, cd));
        let all: [f32; 4] = pulp::cast(isa.add_f32x4(low, high));
        for (sum, value) in sums.iter_mut().zip(all) {
            *sum = value;
        }
    }
}

/// Adds the halves of each vector, and then the lanes as in [`add_eight`].
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn add_sixteen<const N: usize>(isa: V4, vectors: &[f32x16; N], sums: &mut [f32; N]) {
    let halves = vectors.map(|vector| {
        let [low, high]: [f32x8; 2] = pulp::cast(vector);
        isa.add_f32x8(low, high)
    });
    add_eight(*isa, &halves, sums);
}

/// As [`Isa::max`]. NEON's maximum instruction returns 0 for 0 and -0 in either order.
#[cfg(target_arch = "aarch64")]
#[inline(always)]
fn larger(isa: Neon, a: f32x4, b: f32x4) -> f32x4 {
    isa.select_f32s(isa.greater_than_f32s(a, b), a, b)
}

#[cfg(target_arch = "aarch64")]
#[inline(always)]
fn add_four<const N: usize>(isa: Neon, vectors: &[f32x4; N], sums: &mut [f32; N]) {
    for (sum, vector) in sums.iter_mut().zip(vectors) {
        *sum = isa.reduce_sum_f32s(*vector);
    }
}

#[cfg(target_arch = "x86_64")]
fused!(V4, V3, 16, |isa: V4| *isa, Simd::max_f32s, add_sixteen, {
    // the function for AVX2 is compiled in any case
    #[inline(always)]
    fn call_narrow<K: Kernel>(self, kernel: K) -> K::Output {
        self.narrow().call(kernel)
    }

    #[inline(always)]
    fn integers<K: IntegerKernel>(self, kernel: K) {
        kernel.vectors(*self);
    }
});
#[cfg(target_arch = "x86_64")]
fused!(
    V3,
    Narrow<4>,
    12,
    |_| Narrow(()),
    Simd::max_f32s,
    add_eight,
    {
        #[inline(always)]
        fn integers<K: IntegerKernel>(self, kernel: K) {
            kernel.vectors(self);
        }
    }
);
#[cfg(target_arch = "aarch64")]
fused!(Neon, Narrow<2>, 16, |_| Narrow(()), larger, add_four, {});
