//! Vectors of integers, for the layers of `i8`.

use super::{Isa, Kernel};

/// A kernel of integers. All of its forms compute the same numbers, because sums of integers do not depend on their order.
pub trait IntegerKernel: Sized {
    /// The form for every target.
    fn portable(self);

    /// The form with vectors. The method and all functions that it calls must be `#[inline(always)]`, as in [`Kernel`].
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    fn vectors<V: Integers>(self, isa: V);
}

impl<K: IntegerKernel> Kernel for K {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        isa.integers(self);
    }
}

/// Instructions with vectors of eight `i32` or sixteen `i16`. A value proves that the processor has them.
///
/// A group is the weights of eight outputs for four inputs, as they are [packed](crate::kernel::integer::Packed).
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
pub trait Integers: Copy + super::sealed::Sealed {
    /// Eight `i32`, or sixteen `i16` in pairs.
    type Vector: Copy;

    /// A vector of these numbers.
    fn of_words(self, numbers: [i32; 8]) -> Self::Vector;
    /// A vector of these numbers.
    fn of_halves(self, numbers: [i16; 16]) -> Self::Vector;
    /// The numbers of a vector.
    fn words(self, vector: Self::Vector) -> [i32; 8];
    /// The numbers of a vector.
    fn halves(self, vector: Self::Vector) -> [i16; 16];
    /// A vector of eight times this number, or this pair of numbers.
    fn splat(self, number: i32) -> Self::Vector;
    /// A vector of twice these numbers.
    fn twice(self, numbers: [i16; 8]) -> Self::Vector;
    /// `numbers - zero`
    fn differences(self, numbers: [i8; 16], zero: i8) -> Self::Vector;

    /// `a b c d` as `a c a c b d b d`, for each four of the numbers: in the order of weights.
    fn grouped(self, numbers: Self::Vector) -> [[i16; 8]; 4];
    /// The weights of eight outputs for inputs 0 and 2 of a group, and for inputs 1 and 3.
    fn unpacked(self, group: Self::Vector) -> [Self::Vector; 2];
    /// The numbers of two vectors alternately.
    fn zipped(self, a: Self::Vector, b: Self::Vector) -> [Self::Vector; 2];

    /// `a + b`, which wraps.
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `sums[i] + a[2 i] b[2 i] + a[2 i + 1] b[2 i + 1]`, which wraps.
    fn add_products(self, a: Self::Vector, b: Self::Vector, sums: Self::Vector) -> Self::Vector;
    /// 256 times the lower byte of each `i16`, with its sign.
    fn lower_bytes(self, pairs: Self::Vector) -> Self::Vector;
    /// The sums of eight outputs from those of groups: `all` of both bytes of the weights, and `lower` of
    /// 256 times the lower ones.
    fn separated(self, all: Self::Vector, lower: Self::Vector) -> Self::Vector;

    /// `a b / 2^32`, rounded, halves up.
    fn rounded_high(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `a b / 2^31`, rounded, halves up, which wraps.
    fn doubled_high(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// `a / 2^(1 + by)`, rounded, halves away from zero, for `by` from 0 to 30.
    fn half_away(self, a: Self::Vector, by: Self::Vector) -> Self::Vector;
    /// `a + zero` of each number of four vectors, limited to a range.
    fn bytes(self, four: [Self::Vector; 4], zero: i8, range: [i8; 2]) -> [[i8; 8]; 4];
}
