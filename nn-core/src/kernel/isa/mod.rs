//! What a kernel computes with: vectors of a fixed number of lanes, written once for all instruction sets.

#[cfg(all(feature = "simd", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod fused;
mod plain;
mod tile;

use super::dispatch::Kernel;

pub use self::plain::Plain;
#[cfg(feature = "simd")]
pub use self::plain::Short;
pub(super) use self::tile::{add_product, each, fits, has_end, has_part, load, load_end, store};

/// The set that every target has: four lanes, multiplied and added with two roundings.
pub(super) const PORTABLE: Plain<4> = Plain(());

mod sealed {
    pub trait Sealed {}
}

/// A set of vector instructions, as a value that proves that they are there. Only this crate makes them.
///
/// A kernel is generic over it and is inlined as a whole into a function that is compiled for its instructions.
pub trait Isa: Copy + sealed::Sealed {
    /// Some numbers in one register.
    type Vector: Copy;
    /// The same processor with shorter vectors; with one lane it is the set itself.
    type Narrow: Isa;

    /// The numbers in a vector.
    const LANES: usize;
    /// The vectors in which a tile may add up: as many as there are registers beside those for what is read.
    const SUMS: usize;
    /// Whether a product and a sum are rounded once; then the order of sums is free, too, and is chosen for speed.
    const FUSED: bool;

    /// Runs a kernel with these instructions: a call, or what the compiler likes better.
    fn call<K: Kernel>(self, kernel: K) -> K::Output;
    /// Runs a kernel with shorter vectors, where a row is shorter than a vector.
    #[inline(always)]
    fn call_narrow<K: Kernel>(self, kernel: K) -> K::Output {
        kernel.run(self.narrow())
    }
    /// The instructions on shorter vectors.
    fn narrow(self) -> Self::Narrow;
    /// A slice as whole vectors; what is left at its end is not shown.
    fn vectors(values: &[f32]) -> &[Self::Vector];
    /// A slice as whole vectors, to be changed.
    fn vectors_mut(values: &mut [f32]) -> &mut [Self::Vector];
    /// A vector of one number.
    fn splat(self, value: f32) -> Self::Vector;
    /// `a + b`
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `a b + c`
    fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;
    /// The larger of `a` and `b` in each lane; `b` if that is no number, and also if they are equal.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The bits of `a` that are set in `mask`, too.
    fn and(self, a: Self::Vector, mask: Self::Vector) -> Self::Vector;
    /// The sum of the lanes of each vector.
    fn sums<const N: usize>(self, vectors: &[Self::Vector; N], sums: &mut [f32; N]);
}
