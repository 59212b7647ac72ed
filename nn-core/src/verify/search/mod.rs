//! Proofs on a host: linear bounds, and a search over parts of the region.
//!
//! | file | contents |
//! | --- | --- |
//! | `property` | what is proved |
//! | `state` | what is known about the values of a graph |
//! | `forward` | the bounds of all values for one region |
//! | `intervals` | the bounds of one operation, from those of its operands |
//! | `lines` | lines below and above an activation |
//! | `backward` | linear bounds, from an output back to the input |
//! | `passes`, `bilinear`, `inverse_root` | how these pass each operation |
//! | `refine` | tighter bounds of the values between |
//! | `product`, `sums` | products of matrices and sums of rows, which take most of the time |
//! | `examine` | one part of the region |
//! | `violation` | one input |
//! | `question` | a property of a graph |
//! | `split` | branch and bound |
//! | `verifier` | the type that users call |

mod backward;
mod bilinear;
mod examine;
mod forward;
mod intervals;
mod inverse_root;
mod lines;
mod passes;
mod product;
mod property;
mod question;
mod refine;
mod split;
mod state;
mod sums;
mod verdict;
mod verifier;
mod violation;

pub(super) use self::property::Literal;
pub use self::property::{Linear, Property};
pub(super) use self::split::Limits;
pub use self::verdict::{Unknown, Verdict};
pub use self::verifier::Verifier;
