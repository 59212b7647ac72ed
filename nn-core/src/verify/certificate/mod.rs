//! Stored proofs, and the checker that verifies them.
//!
//! The checker is independent of the search. It knows the graph of a network, how much the kernels round, and how activations are
//! bounded. It bounds each part once, with loops that a reader can follow.
//!
//! | file | contents |
//! | --- | --- |
//! | `directed` | sums and products that are rounded down or up |
//! | `values` | the bounds of one operation |
//! | `line` | lines below and above a function |
//! | `pass` | a linear bound, from a value back to the input |
//! | `part` | one part: its bounds, and whether they prove a clause |
//! | `proof` | the tree of the parts |
//! | `digest` | which network, region and property a certificate is about |
//! | `bytes` | certificates as bytes |

mod bytes;
mod digest;
mod directed;
mod error;
mod line;
mod part;
mod pass;
mod proof;
mod values;

pub use self::error::CertificateError;
pub(super) use self::part::{Bounded, Hint};
pub use self::proof::Certificate;
pub(super) use self::proof::{Step, Tree};
