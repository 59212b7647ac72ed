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
//! | `constant`, `outputs`, `macros` | properties of constant networks |
//! | `halves` | proofs of several parts, for the compiler |
//! | `graph` | a network as operations, for a host |
//! | `property` | what is proved |
//! | `search` | linear bounds, and the search |
//! | `integer` | the same for networks of `i8`, whose bounds are exact for each operation |
//! | `certificate` | stored proofs, and the checker that verifies them |
//! | `unit` | a unit whose sign is decided |

mod affine;
#[cfg(feature = "verify")]
mod certificate;
mod constant;
mod curve;
#[cfg(feature = "verify")]
mod graph;
mod halves;
mod integer;
mod interval;
mod macros;
mod outputs;
#[cfg(feature = "verify")]
mod property;
mod rounding;
#[cfg(feature = "verify")]
mod search;
#[cfg(feature = "verify")]
mod unit;

#[cfg(feature = "verify")]
pub use self::certificate::{Certificate, CertificateError};
#[doc(hidden)]
pub use self::constant::{around, bounded, box_of, robust};
#[doc(hidden)]
pub use self::curve::activation_error;
#[cfg(feature = "verify")]
pub use self::graph::{Graph, Row, Rule, Unrolled, Value, Verify};
#[doc(hidden)]
#[cfg(feature = "alloc")]
pub use self::halves::find_halves;
#[doc(hidden)]
pub use self::halves::{Halves, missing, missing_class};
#[doc(hidden)]
pub use self::integer::{Before, End, More, Sums};
#[cfg(feature = "verify")]
pub use self::integer::{GraphI8, VerifierI8, VerifyI8};
pub use self::interval::Interval;
#[doc(hidden)]
pub use self::outputs::OutputBounds;
#[cfg(feature = "verify")]
pub use self::property::{Linear, Property};
#[cfg(feature = "verify")]
pub use self::search::{Progress, Unknown, Verdict, Verifier};
