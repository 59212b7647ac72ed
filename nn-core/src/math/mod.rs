//! The one door to transcendental functions: `f32` in, `f32` out, the same bits on every target.
//!
//! | function | error at most, in ulp | |
//! | --- | --- | --- |
//! | [`exp`] | 0.891 | rises monotonically, underflows gradually |
//! | [`exp_m1`] | 1.633 | rises monotonically |
//! | [`ln`] | 0.969 | rises monotonically, subnormal numbers included |
//! | [`sigmoid`] | 2.402 | small values too, down to the subnormals |
//! | [`softplus`] | 1.683 | both tails |
//! | [`tanh`] | 2.269 | small values too |
//! | [`sqrt`] | 0.5 | the rounded true value |
//! | [`erf`], [`erfc`] | 0.904, 2.956 | from `libm`, on a sample |
//! | [`cos`], [`sin`] | 0.501 | from `libm`, on a sample |
//!
//! The errors of the first six were measured over all 2^32 inputs by `cargo run --release -p tests --bin math-error`, in
//! units in the last place of the true value. Their code is this project's: multiplications, additions, divisions and
//! integer operations, nothing fused, no `f64`, no table, selections instead of branches. So a loop over a slice becomes
//! vector instructions, on plain SSE2 too. NaN gives NaN, whose other bits may differ.

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
pub use library::{cos, erf, erfc, sin, sqrt};
pub use ln::ln;
pub use sigmoid::sigmoid;
pub use softplus::softplus;
pub use tanh::tanh;
