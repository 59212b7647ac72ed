//! The reduction that `exp`, `exp_m1`, `sigmoid`, `softplus` and `tanh` share: `x = n ln 2 + r` and `e^r - 1`.

/// `ln 2` to 16 bits, so that its product with an integer of up to 8 bits is exact.
pub(super) const LN_2_HIGH: f32 = 45_426.0 / 65_536.0;
/// `ln 2 - LN_2_HIGH`
pub(super) const LN_2_LOW: f32 = 1.428_606_8e-6;
/// `1.5 * 2^23`: the sum with a small number has that number, rounded to an integer, in its lowest bits.
const ROUNDER: f32 = 12_582_912.0;

/// `x = n ln 2 + r` with an integer `n` and `|r| <= ln 2 / 2`.
pub(super) struct Reduced {
    /// The lowest bits are `n + BIAS`.
    pub(super) power: u32,
    /// `e^r - 1`
    pub(super) excess: f32,
}

/// Reduces an `x` with `|n| < 256` (Cody and Waite) and evaluates the polynomial. The excess of NaN is NaN.
///
/// The polynomial `1 + r + r^2 q(r)` is the minimax approximation of `e^r` in relative error, found with an exchange algorithm.
/// Its coefficients were rounded to `f32` one by one, and the others were fitted again each time. The error is at most 2^-28.2. `r` is
/// added in an exact part and a rest, which saves one rounding.
#[inline(always)]
pub(super) fn reduce<const BIAS: u32>(x: f32) -> Reduced {
    let rounder = ROUNDER + BIAS as f32;
    let shifted = x * core::f32::consts::LOG2_E + rounder;
    let n = shifted - rounder;
    let high = x - n * LN_2_HIGH;
    let low = n * LN_2_LOW;
    let r = high - low;
    let mut q = 0.001_383_890_3;
    q = q * r + 0.008_369_192_5;
    q = q * r + 0.041_668_102;
    q = q * r + 0.166_665_17;
    q = q * r + 0.499_999_94;
    Reduced {
        power: shifted.to_bits(),
        excess: high + (r * r * q - low),
    }
}

/// `e^x` for `x <= 0`, as [`exp`](super::exp()), in fewer steps.
#[inline(always)]
pub(super) fn exp_of_negative(x: f32) -> f32 {
    /// The exponent that keeps the power of two above the subnormals.
    const LIFT: u32 = 30;
    /// `2^-LIFT`
    const LOWER: f32 = f32::from_bits((127 - LIFT) << 23);
    let x = if x < -104.0 { -104.0 } else { x };
    let Reduced { power, excess } = reduce::<{ 127 + LIFT }>(x);
    (1.0 + excess) * f32::from_bits(power << 23) * LOWER
}
