//! Proofs about networks: bounds for the very bits that they compute.
//!
//! [`assert_bounds!`](crate::assert_bounds) and [`assert_robust!`](crate::assert_robust) are checked by the compiler. They compute with
//! intervals that are rounded outward, and that include everything that the kernels can round, in any order of terms and with or
//! without fused operations. So a proof holds for every instruction set and every board.
//!
//! ```
//! use nn_core::prelude::*;
//!
//! type Net = network![4 => Dense<8, Tanh> => Dense<3, Softmax>];
//!
//! static NET: Net = nn_core::include_weights!(Net, "docs/dense.safetensors");
//!
//! nn_core::assert_bounds!(NET, input in [[-1.0, 1.0]; 4] => output[0] in [0.0, 1.0]);
//! ```
//!
//! With the feature `verify`, `Verifier` proves more, on a host: its bounds are linear functions of the input, and it splits a region
//! where they do not suffice. A `Verdict` is a proof, or an input that violates the property.
//!
//! | file | contents |
//! | --- | --- |
//! | `rounding` | what is rounded, and rounding outward |
//! | `affine`, `curve` | the bounds of layers and activations, in constant functions |
//! | `constant`, `macros` | properties of constant networks |
//! | `graph` | a network as operations, for a host |
//! | `search` | linear bounds, and the search |
//! | `integer` | the same for networks of `i8`, whose bounds are exact for each operation |

mod affine;
mod constant;
mod curve;
#[cfg(feature = "verify")]
mod graph;
mod integer;
mod interval;
mod macros;
mod rounding;
#[cfg(feature = "verify")]
mod search;

#[doc(hidden)]
pub use self::constant::{OutputBounds, around, bounded, box_of, robust};
#[doc(hidden)]
pub use self::curve::activation_error;
#[cfg(feature = "verify")]
pub use self::graph::{Graph, Row, Rule, Unrolled, Value, Verify};
#[doc(hidden)]
pub use self::integer::{Before, End, More, Sums};
#[cfg(feature = "verify")]
pub use self::integer::{GraphI8, VerifierI8, VerifyI8};
pub use self::interval::Interval;
#[cfg(feature = "verify")]
pub use self::search::{Linear, Property, Unknown, Verdict, Verifier};
