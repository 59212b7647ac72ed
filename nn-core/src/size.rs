//! Lengths as types: plain numbers in public types, and typenum numbers for arithmetic.
//!
//! Stable Rust cannot compute with const generics inside a type. typenum can, but its numbers are hard to read in error messages. So
//! public types have a [`Count`] of four plain numbers below one thousand (`Count<0, 0, 101, 770>` is 101,770), and [`Length`]
//! converts it to a typenum number.

use core::fmt;
use core::ops::{Add, Mul};

use const_default::ConstDefault;
use generic_array::{ArrayLength, GenericArray};
use typenum::{Const, Prod, Sum, ToUInt, U4, U1000, Unsigned};

use crate::zero::Zero;

/// A number up to 999,999,999,999 as a type, written in groups of thousands.
///
/// [`count!`](crate::count) makes it from a constant expression.
///
/// ```
/// use nn_core::size::{Count, Length};
/// use nn_core::typenum::{U1000, Unsigned};
///
/// type Thousand = nn_core::count!(999 + 1);
/// let same: Count<0, 0, 1, 0> = Thousand {};
/// assert_eq!(<Thousand as Length>::Typenum::USIZE, U1000::USIZE);
/// # let _ = same;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count<
    const BILLIONS: usize,
    const MILLIONS: usize,
    const THOUSANDS: usize,
    const ONES: usize,
> {}

/// The length of a flat block of numbers: any typenum number that generic-array accepts.
pub trait FlatLength:
    ArrayLength<ArrayType<f32>: ConstDefault>
    + ArrayLength<ArrayType<i32>: ConstDefault>
    + ArrayLength<ArrayType<i8>: ConstDefault>
{
}
impl<P> FlatLength for P where
    P: ArrayLength<ArrayType<f32>: ConstDefault>
        + ArrayLength<ArrayType<i32>: ConstDefault>
        + ArrayLength<ArrayType<i8>: ConstDefault>
{
}

/// Converts a [`Count`] to a typenum number.
pub trait Length: 'static {
    /// The typenum number.
    type Typenum: FlatLength;
}

/// Appends three decimal digits: `A * 1000 + D`.
#[doc(hidden)]
pub trait Append<D> {
    /// The longer number.
    type Output;
}

impl<A, D> Append<D> for A
where
    A: Mul<U1000>,
    Prod<A, U1000>: Add<D>,
{
    type Output = Sum<Prod<A, U1000>, D>;
}

type Appended<A, D> = <A as Append<D>>::Output;

impl<const B: usize, const M: usize, const K: usize, const U: usize, Bn, Mn, Kn, Un> Length
    for Count<B, M, K, U>
where
    Const<B>: ToUInt<Output = Bn>,
    Const<M>: ToUInt<Output = Mn>,
    Const<K>: ToUInt<Output = Kn>,
    Const<U>: ToUInt<Output = Un>,
    Bn: Append<Mn>,
    Appended<Bn, Mn>: Append<Kn>,
    Appended<Appended<Bn, Mn>, Kn>: Append<Un>,
    Appended<Appended<Appended<Bn, Mn>, Kn>, Un>: FlatLength,
{
    type Typenum = Appended<Appended<Appended<Bn, Mn>, Kn>, Un>;
}

/// The bytes of a number of parameters, plus `Beside` other bytes.
#[doc(hidden)]
pub trait FlashLength<Beside>: Length {
    /// The typenum number.
    type Bytes: Unsigned;
}

impl<P: Length, B: Length> FlashLength<B> for P
where
    P::Typenum: Mul<U4>,
    Prod<P::Typenum, U4>: Add<B::Typenum>,
    Sum<Prod<P::Typenum, U4>, B::Typenum>: Unsigned,
{
    type Bytes = Sum<Prod<P::Typenum, U4>, B::Typenum>;
}

/// Makes a [`Count`] from a constant expression. It is used as a type.
#[macro_export]
macro_rules! count {
    ($number:expr) => {
        $crate::size::Count<
            { ($number) / 1_000_000_000 },
            { ($number) / 1_000_000 % 1_000 },
            { ($number) / 1_000 % 1_000 },
            { ($number) % 1_000 },
        >
    };
}

/// A flat block of `P` numbers: gradients, optimizer moments, arenas.
#[doc(hidden)]
#[repr(transparent)]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "E: bytemuck::Zeroable")
)]
pub struct Flat<P: FlatLength, E = f32>(GenericArray<E, P>);

/// Implements [`Zero`] for blocks of a number.
macro_rules! zero {
    ($($element:ty),*) => { $(
        impl<P: FlatLength> Zero for Flat<P, $element> {
            const ZERO: Self = Flat(ConstDefault::DEFAULT);
        }
    )* };
}

zero!(f32, i32, i8);

impl<P: FlatLength, E: Copy> Clone for Flat<P, E> {
    fn clone(&self) -> Self {
        Flat(self.0.clone())
    }

    /// Copies in place.
    fn clone_from(&mut self, other: &Self) {
        for (value, other) in self.as_mut_slice().iter_mut().zip(other.as_slice()) {
            *value = *other;
        }
    }
}

impl<P: FlatLength, E: PartialEq> PartialEq for Flat<P, E> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<P: FlatLength, E: fmt::Debug> fmt::Debug for Flat<P, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_slice(), f)
    }
}

impl<P: FlatLength, E> Flat<P, E> {
    /// The numbers.
    pub fn as_slice(&self) -> &[E] {
        self.0.as_slice()
    }

    /// The numbers, mutably.
    pub fn as_mut_slice(&mut self) -> &mut [E] {
        self.0.as_mut_slice()
    }
}

impl<P: FlatLength, E> AsRef<[E]> for Flat<P, E> {
    #[inline(always)]
    fn as_ref(&self) -> &[E] {
        self.as_slice()
    }
}

impl<P: FlatLength, E> AsMut<[E]> for Flat<P, E> {
    #[inline(always)]
    fn as_mut(&mut self) -> &mut [E] {
        self.as_mut_slice()
    }
}
