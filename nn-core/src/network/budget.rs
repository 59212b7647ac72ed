//! Budgets as bounds: a function that accepts only networks that fit.

use core::ops::Mul;

use typenum::{B1, Bit, IsLessOrEqual, LeEq, Prod, UInt, UTerm, Unsigned};

use super::Network;
use crate::layer::{Layer, Scalar};
use crate::size::{Count, Length};

/// A number that can be a limit: a typenum number, or a [`Count`].
pub trait Limit {
    /// The number in typenum's notation.
    type Typenum;
}

impl Limit for UTerm {
    type Typenum = UTerm;
}

impl<U: Unsigned, B: Bit> Limit for UInt<U, B> {
    type Typenum = Self;
}

impl<const B: usize, const M: usize, const K: usize, const U: usize> Limit for Count<B, M, K, U>
where
    Self: Length,
{
    type Typenum = <Self as Length>::Typenum;
}

/// A network whose [`FLASH_BYTES`](Network::FLASH_BYTES) are at most `Most`, a [`Limit`].
///
/// A network states its own budget with `#[budget(..)]` in [`network!`](crate::network!). A library that deploys networks of its users
/// states in a signature which networks fit.
///
/// ```
/// use nn_core::network::{FitsFlash, FitsRam};
/// use nn_core::prelude::*;
/// use nn_core::typenum::{U1024, U65536};
///
/// fn deploy<N: Network + FitsFlash<U65536> + FitsRam<U1024>>(net: &'static N) {
///     // ...
/// #   let _ = net;
/// }
///
/// static NET: network![64 => Dense<32, Relu> => Dense<10, Softmax>] = Zero::ZERO;
/// deploy(&NET);
/// ```
///
/// A limit is a typenum number, or any number by [`count!`](crate::count): `FitsFlash<nn_core::count!(48 * 1024)>`. If a network does
/// not fit, the compiler prints the bound. The form with `count!` is easier to read.
///
/// A network that does not fit does not compile:
///
/// ```compile_fail
/// use nn_core::network::FitsFlash;
/// use nn_core::prelude::*;
/// use nn_core::typenum::U1024;
///
/// fn deploy<N: Network + FitsFlash<U1024>>(net: &'static N) {}
///
/// static NET: network![64 => Dense<32, Relu> => Dense<10, Softmax>] = Zero::ZERO;
/// deploy(&NET);
/// ```
#[diagnostic::on_unimplemented(
    message = "this network takes more bytes of flash than `{Most}`",
    label = "more than `{Most}`",
    note = "`Count<0, 0, 16, 384>` is 16,384; the network's bytes are its constant `FLASH_BYTES`: make the network smaller, or the limit larger"
)]
pub trait FitsFlash<Most>: Network {}

/// A network whose [`INFER_RAM_BYTES`](Network::INFER_RAM_BYTES) are at most `Most`, a [`Limit`].
#[diagnostic::on_unimplemented(
    message = "this network takes more bytes of RAM to infer than `{Most}`",
    label = "more than `{Most}`",
    note = "`Count<0, 0, 16, 384>` is 16,384; the network's bytes are its constant `INFER_RAM_BYTES`: make the network smaller, or the limit larger"
)]
pub trait FitsRam<Most>: Network {}

/// The bytes of one number of an arena.
type ElementBytes<N> = <<N as Layer>::Element as Scalar>::Bytes;

/// Implemented for the results of typenum's comparison if a number is at most the limit.
#[doc(hidden)]
pub trait Yes {}

impl Yes for B1 {}

#[diagnostic::do_not_recommend]
impl<N: Network, Most: Limit> FitsFlash<Most> for N
where
    N::FlashBytes: IsLessOrEqual<Most::Typenum>,
    LeEq<N::FlashBytes, Most::Typenum>: Yes,
{
}

#[diagnostic::do_not_recommend]
impl<N: Network, Most: Limit> FitsRam<Most> for N
where
    N::Arena: Mul<ElementBytes<N>>,
    Prod<N::Arena, ElementBytes<N>>: IsLessOrEqual<Most::Typenum>,
    LeEq<Prod<N::Arena, ElementBytes<N>>, Most::Typenum>: Yes,
{
}
