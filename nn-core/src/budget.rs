//! Budgets as bounds: a function takes only networks that fit.
//!
//! A network states its own budget with `#[budget(..)]` in [`network!`](crate::network!); a library that deploys other people's
//! networks states what it has room for in its signature.
//!
//! ```
//! use nn_core::budget::{FitsFlash, FitsRam};
//! use nn_core::prelude::*;
//! use typenum::{U1024, U65536};
//!
//! fn deploy<N: Network + FitsFlash<U65536> + FitsRam<U1024>>(net: &'static N) {
//!     // ...
//! #   let _ = net;
//! }
//!
//! static NET: network![64 => Dense<32, Relu> => Dense<10, Softmax>] = Zero::ZERO;
//! deploy(&NET);
//! ```
//!
//! What does not fit does not compile:
//!
//! ```compile_fail
//! use nn_core::budget::FitsFlash;
//! use nn_core::prelude::*;
//! use typenum::U1024;
//!
//! fn deploy<N: Network + FitsFlash<U1024>>(net: &'static N) {}
//!
//! static NET: network![64 => Dense<32, Relu> => Dense<10, Softmax>] = Zero::ZERO;
//! deploy(&NET);
//! ```

use core::ops::Mul;

use typenum::{B1, IsLessOrEqual, LeEq, Prod, U4};

use crate::network::Network;

/// A network whose [`FLASH_BYTES`](Network::FLASH_BYTES) are at most `Limit`, a number of typenum.
#[diagnostic::on_unimplemented(
    message = "this network does not fit into the flash that it may take here",
    label = "takes more flash than is allowed",
    note = "compare its constant `FLASH_BYTES` with the number in the bound `FitsFlash<..>`"
)]
pub trait FitsFlash<Limit>: Network {}

/// A network whose [`INFER_RAM_BYTES`](Network::INFER_RAM_BYTES) are at most `Limit`, a number of typenum.
#[diagnostic::on_unimplemented(
    message = "this network does not fit into the RAM that it may take here",
    label = "takes more RAM to infer than is allowed",
    note = "compare its constant `INFER_RAM_BYTES` with the number in the bound `FitsRam<..>`"
)]
pub trait FitsRam<Limit>: Network {}

/// The answer of typenum that a number is small enough.
#[doc(hidden)]
pub trait Yes {}

impl Yes for B1 {}

#[diagnostic::do_not_recommend]
impl<N: Network, Limit> FitsFlash<Limit> for N
where
    N::FlashBytes: IsLessOrEqual<Limit>,
    LeEq<N::FlashBytes, Limit>: Yes,
{
}

#[diagnostic::do_not_recommend]
impl<N: Network, Limit> FitsRam<Limit> for N
where
    N::Arena: Mul<U4>,
    Prod<N::Arena, U4>: IsLessOrEqual<Limit>,
    LeEq<Prod<N::Arena, U4>, Limit>: Yes,
{
}
