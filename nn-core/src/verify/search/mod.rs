//! Proofs on a host: linear bounds, and a search over parts of the region.
//!
//! | file | contents |
//! | --- | --- |
//! | `state` | what is known about the values of a graph |
//! | `forward` | the bounds of all values for one region |
//! | `intervals` | the bounds of one operation, from those of its operands |
//! | `lines` | lines below and above an activation |
//! | `backward` | linear bounds, from an output back to the input |
//! | `passes`, `bilinear`, `inverse_root` | how these pass each operation |
//! | `refine` | tighter bounds of the values between |
//! | `product`, `sums` | products of matrices and sums of rows, which take most of the time |
//! | `relaxation` | what can be chosen in a linear bound, and a step that improves it |
//! | `primal` | the values where a linear bound is least |
//! | `units` | rectified units, and the lines below them |
//! | `group` | the literals of a clause, and sums of them |
//! | `clause` | the best bound of one clause in one part |
//! | `part` | a part of the region, and how it is split |
//! | `examine` | one part: a proof, a violation, or two smaller parts |
//! | `certify` | whether the checker of certificates agrees |
//! | `record` | the tree of the parts |
//! | `violation` | one input |
//! | `question` | a property of a graph |
//! | `split`, `workers` | branch and bound, on several threads |
//! | `verifier`, `stored` | the type that users call, and the proofs that it keeps |

mod backward;
mod bilinear;
mod certify;
mod clause;
mod examine;
mod forward;
mod group;
mod intervals;
mod inverse_root;
mod lines;
mod part;
mod passes;
mod primal;
mod product;
mod question;
mod record;
mod refine;
mod relaxation;
mod split;
mod state;
mod stored;
mod sums;
mod units;
mod verdict;
mod verifier;
mod violation;
mod workers;

pub(super) use self::split::Limits;
pub use self::split::Progress;
pub use self::verdict::{Unknown, Verdict};
pub use self::verifier::Verifier;
pub(super) use self::workers::on_threads;
