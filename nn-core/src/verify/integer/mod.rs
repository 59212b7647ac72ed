//! Bounds of networks of `i8`. Sums of integers are exact, so the bounds of one operation are attained.
//!
//! | file | contents |
//! | --- | --- |
//! | `finish`, `softmax` | what becomes of a sum, in constant functions |
//! | `constant`, `constant_networks` | dense networks at compile time |
//! | `graph` | a network as operations |
//! | `layers`, `compositions` | the operations of each layer |
//! | `adder` | the sum of two elements |
//! | `state`, `forward` | what is known about the values of a graph |
//! | `lines` | lines below and above what follows a sum |
//! | `backward` | linear bounds, from a value back to the input |
//! | `question` | a property, and runs of the network |
//! | `examine` | one part of the region |
//! | `split` | branch and bound |
//! | `verifier` | the type that users call |

#[cfg(feature = "verify")]
mod adder;
#[cfg(feature = "verify")]
mod backward;
#[cfg(feature = "verify")]
mod compositions;
mod constant;
mod constant_networks;
#[cfg(feature = "verify")]
mod examine;
mod finish;
#[cfg(feature = "verify")]
mod forward;
#[cfg(feature = "verify")]
mod graph;
#[cfg(feature = "verify")]
mod layers;
#[cfg(feature = "verify")]
mod lines;
#[cfg(feature = "verify")]
mod question;
mod softmax;
#[cfg(feature = "verify")]
mod split;
#[cfg(feature = "verify")]
mod state;
#[cfg(feature = "verify")]
mod verifier;

pub use self::constant::{Before, End, More, Sums};
#[cfg(feature = "verify")]
pub use self::graph::{GraphI8, VerifyI8};
#[cfg(feature = "verify")]
pub use self::verifier::VerifierI8;
