//! Instruction sets as types: vectors with a fixed number of lanes. A kernel is written once, for all instruction sets.

mod arrays;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod avx2;
#[cfg(all(feature = "simd", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod fused;
mod integers;

pub(super) use self::arrays::IS_SOFT_FLOAT;
#[cfg(feature = "simd")]
pub use self::arrays::Narrow;
pub use self::arrays::Portable;
pub use self::integers::IntegerKernel;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
pub use self::integers::Integers;

/// The set of every target: four lanes, and a product and a sum are rounded separately.
pub(super) const PORTABLE: Portable<4> = Portable(());

mod sealed {
    pub trait Sealed {}
}

/// A computation that is written for any instruction set.
///
/// The method and all functions that it calls must be `#[inline(always)]`. Only then they are compiled for the instructions of the
/// set.
pub trait Kernel: Sized {
    /// The result.
    type Output;

    /// Runs the kernel with these instructions.
    fn run<S: Isa>(self, isa: S) -> Self::Output;
}

/// A set of vector instructions. A value proves that the processor has them. Only this crate creates values.
///
/// A kernel is generic over the set. It is inlined as a whole into a function that is compiled for the set's instructions.
pub trait Isa: Copy + sealed::Sealed {
    /// Several numbers in one register.
    type Vector: Copy;
    /// The same processor with shorter vectors. A set with one lane is its own `Narrow`.
    type Narrow: Isa;

    /// The numbers in a vector.
    const LANES: usize;
    /// The maximum number of vectors of sums in a register tile: all registers except those for loaded values.
    const ACCUMULATORS: usize;
    /// Whether [`mul_add`](Self::mul_add) rounds once. Then the order of terms is also free, and is chosen for speed.
    const FUSED: bool;

    /// Runs a kernel with these instructions. The compiler decides whether the kernel is inlined.
    fn call<K: Kernel>(self, kernel: K) -> K::Output;
    /// Runs a kernel with shorter vectors, for rows that are shorter than a vector.
    #[inline(always)]
    fn call_narrow<K: Kernel>(self, kernel: K) -> K::Output {
        kernel.run(self.narrow())
    }
    /// Runs a kernel of integers with the vectors of the set, if it has vectors of integers.
    #[inline(always)]
    fn integers<K: IntegerKernel>(self, kernel: K) {
        kernel.portable();
    }
    /// The same processor with shorter vectors.
    fn narrow(self) -> Self::Narrow;
    /// The whole vectors of a slice, without its last numbers if they do not fill one.
    fn vectors(values: &[f32]) -> &[Self::Vector];
    /// The whole vectors of a slice, mutably.
    fn vectors_mut(values: &mut [f32]) -> &mut [Self::Vector];
    /// A vector whose lanes are all `value`.
    fn splat(self, value: f32) -> Self::Vector;
    /// `a + b`
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `a b + c`
    fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;
    /// The larger of `a` and `b` in each lane; `b` if it is NaN or if they are equal.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The bits that are set in both `a` and `mask`.
    fn and(self, a: Self::Vector, mask: Self::Vector) -> Self::Vector;
    /// `function` of each lane of `vector` and of `others`.
    fn combine<const N: usize>(
        self,
        vector: Self::Vector,
        others: [Self::Vector; N],
        function: impl Fn(f32, [f32; N]) -> f32,
    ) -> Self::Vector;
    /// The sum of the lanes of each vector.
    fn lane_sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]);
}
