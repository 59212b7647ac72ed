//! The table of the hard swish that has the bits of TensorFlow Lite Micro.
//!
//! It computes `x relu6(x + 3) / 6` with numbers of 16 bits: `x` in 1/128 of its factor, and the gate as a fixed-point number from -1 to 1.
//! The values differ from correctly rounded ones in about 2 of 1,000 entries, by at most 1.

use super::Double;
use super::multiplier::multiplier_of;
use super::shift::{half_away, half_up};

/// The steps of 16 bits for each step of the input.
const STEPS: i32 = 128;

/// The hard swish of each of the 256 numbers from -128 on, as TensorFlow Lite Micro computes `HARD_SWISH` (`reference/hard_swish.h`). The
/// arguments and the values have a factor and a zero each. `None` if the factor of the values is less than 1/128 of that of the
/// arguments, which TensorFlow Lite Micro refuses.
///
/// ```
/// use nn_core::kernel::integer::hard_swish_table;
///
/// const TABLE: Option<[i8; 256]> = hard_swish_table((0.0625, 0), (0.03125, -116));
/// assert_eq!(TABLE.map(|table| table[128 - 24]), Some(-128)); // x = -1.5, y = -0.375
/// assert_eq!(TABLE.map(|table| table[128]), Some(-116));
/// assert_eq!(TABLE.map(|table| table[128 + 96]), Some(76)); // x = y = 6
/// ```
#[must_use]
pub const fn hard_swish_table(
    (factor, zero): (f32, i32),
    (to, to_zero): (f32, i32),
) -> Option<[i8; 256]> {
    // Quotients of `f32`, as in TensorFlow Lite Micro.
    let step = factor / STEPS as f32;
    let (to_output, right) = multiplier((step / to) as f64);
    let (to_gate, left) = multiplier((step / (3.0 / 32768.0)) as f64);
    if right > 0 {
        return None;
    }
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let number = (index as i32 - 128).saturating_sub(zero);
        let x = saturated(number.saturating_mul(STEPS), i16::MIN, i16::MAX);
        let gate = (gate(x, to_gate, left) + (1 << 15)) >> 1;
        // Rounded toward zero, which balances the rounding of the other products.
        let product = gate * half_up(x * to_output, 15) / (1 << 15);
        let value = match right {
            0 => product,
            _ => half_away(product, right.unsigned_abs()),
        };
        let value = value.saturating_add(to_zero);
        table[index] = saturated(value, i8::MIN as i16, i8::MAX as i16) as i8;
        index += 1;
    }
    Some(table)
}

/// `x / 3` as a fixed-point number with 15 bits after the point, from -1 to 1.
const fn gate(x: i32, multiplier: i32, shift: i8) -> i32 {
    let (low, high) = (i16::MIN, i16::MAX);
    if shift > 0 {
        let by = if shift > 15 { 15 } else { shift as u32 };
        let shifted = saturated(x << (by - 1), low, high);
        return saturated(half_up(shifted * multiplier, 15) << 1, low, high);
    }
    let x = half_up(x * multiplier, 15);
    match shift {
        0 => x,
        _ => half_away(x, shift.unsigned_abs()),
    }
}

/// A multiplier of 15 bits, and its shift.
const fn multiplier(real: f64) -> (i32, i8) {
    let (multiplier, shift) = multiplier_of::<Double>(real);
    let rounded = (multiplier as i64 + (1 << 15)) >> 16;
    let most = i16::MAX as i64;
    (if rounded > most { most } else { rounded } as i32, shift)
}

/// A number within limits.
const fn saturated(number: i32, least: i16, most: i16) -> i32 {
    if number < least as i32 {
        least as i32
    } else if number > most as i32 {
        most as i32
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::hard_swish_table;

    #[test]
    fn the_table_is_near_the_function() {
        let mut differing = 0;
        for step in 1..200 {
            let factor = step as f32 / 1000.0;
            for zero in [-128, -7, 0, 100] {
                let to = (factor * 0.6, zero / 2);
                let table = hard_swish_table((factor, zero), to).unwrap();
                for (index, found) in (-128..128).zip(table) {
                    let x = f64::from(factor) * f64::from(index - zero);
                    let y = x * (x + 3.0).clamp(0.0, 6.0) / 6.0 / f64::from(to.0);
                    let nearest = libm::round(y + f64::from(to.1)).clamp(-128.0, 127.0) as i32;
                    let error = (i32::from(found) - nearest).abs();
                    assert!(error <= 1, "{factor} {zero} {x}: {found} and not {nearest}");
                    differing += error;
                }
            }
        }
        assert!(differing < 199 * 4 * 256 / 500, "{differing}");
        assert!(hard_swish_table((1.0, 0), (0.001, 0)).is_none());
    }
}
