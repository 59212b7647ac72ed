//! The polynomial that `ln` and `softplus` share: `ln(1 + f)` for `f` from -1/4 to 1/2.

/// `ln(1 + f) - f` for `f` from -1/4 to 1/2.
///
/// The polynomial `f + f^2 (-1/2 + f q(f))` is the minimax approximation of `ln(1 + f)` in relative error, found with an exchange
/// algorithm. The error is at most 2^-27.6, and 2^-26.6 after rounding the coefficients to `f32`.
#[inline(always)]
pub(super) fn ln_1p_tail(f: f32) -> f32 {
    let mut q = -0.045_074_802;
    q = q * f + 0.104_630_21;
    q = q * f - 0.131_611_93;
    q = q * f + 0.144_783_94;
    q = q * f - 0.166_473_12;
    q = q * f + 0.199_908_61;
    q = q * f - 0.250_000_95;
    q = q * f + 0.333_334_5;
    f * f * (q * f - 0.5)
}
