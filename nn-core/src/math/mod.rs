//! Transcendental functions of `f32`, with the same bits on every target.
//!
//! | function | maximum error in ulp | |
//! | --- | --- | --- |
//! | [`exp`] | 0.891 | monotonic, underflows gradually |
//! | [`exp_m1`] | 1.633 | monotonic |
//! | [`ln`] | 0.969 | monotonic, including subnormal numbers |
//! | [`sigmoid`] | 2.402 | accurate for small values, down to the subnormals |
//! | [`softplus`] | 1.683 | accurate in both tails |
//! | [`tanh`] | 2.269 | accurate for small values |
//! | [`sqrt`] | 0.5 | correctly rounded |
//! | [`erf`], [`erfc`] | 0.904, 2.956 | `libm`, measured on a sample |
//! | [`cos`], [`sin`] | 0.501 | `libm`, measured on a sample |
//!
//! `cargo run --release -p tests --bin math-error` measures the errors of the first six over all 2^32 inputs, in units in the last
//! place of the exact value. These six are implemented with multiplications, additions, divisions and integer operations: no fused
//! operations, no `f64`, no tables, and selections instead of branches. So the compiler vectorizes a loop over a slice, even for SSE2.
//! They return NaN for NaN, with any payload.

pub(crate) mod constant;
mod exp;
mod exp_m1;
mod exponential;
mod library;
mod ln;
mod logarithm;
mod sigmoid;
mod softplus;
mod tanh;

pub use exp::exp;
pub use exp_m1::exp_m1;
pub(crate) use library::sqrt_f64;
pub use library::{cos, erf, erfc, sin, sqrt};
pub use ln::ln;
pub use sigmoid::sigmoid;
pub use softplus::softplus;
pub use tanh::tanh;
