//! From sums to outputs of 8 bits on Armv6-M, which has no long product.

/// An output of 8 bits from a sum with its bias, with two roundings. The shift to the right is by the lowest byte of `by`, plus 1. It is
/// from 1 to 16, or to 32 if the sum is less than `2^30` in magnitude. `constant` is `2 zero + 1`.
#[inline(always)]
pub(crate) fn twice(sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    let high = rounded_high(sum.saturating_add(sum), multiplier);
    let halves = high.wrapping_add(high >> 31) >> (by & 31);
    (halves.wrapping_add(constant) >> 1).clamp(-128, 127) as i8
}

/// [`twice`], for a sum that is less than `2^28` in magnitude.
///
/// The product of twice the sum `a` and the multiplier `b` has `a = 2^16 a1 + a0` and `b = 2^16 b1 + b0`, with a sign in `a0` and none
/// in `b0`. So the product divided by `2^32`, rounded, is `a1 b1 + (a1 b0 + a0 b1 + a0 b0 / 2^16 + 2^15) / 2^16`, and nothing overflows.
#[inline(always)]
pub(crate) fn twice_of_small(sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    let a = sum.wrapping_add(sum);
    let (a_low, b_low) = (i32::from(a as i16), multiplier & 0xffff);
    let (a_high, b_high) = (a.wrapping_sub(a_low) >> 16, multiplier >> 16);
    let low = (a_low.wrapping_mul(b_low) >> 16).wrapping_add(1 << 15);
    let middle = a_high
        .wrapping_mul(b_low)
        .wrapping_add(a_low.wrapping_mul(b_high));
    let high = a_high
        .wrapping_mul(b_high)
        .wrapping_add(low.wrapping_add(middle) >> 16);
    let halves = high.wrapping_add(high >> 31) >> (by & 31);
    (halves.wrapping_add(constant) >> 1).clamp(-128, 127) as i8
}

/// An output of 8 bits from a sum with its bias: `sum * multiplier / 2^32 / 2^by`, rounded, halves up, plus `zero`. The multiplier has 15
/// bits, so two products of 16 and 15 bits are sufficient.
#[inline(always)]
pub(crate) fn once(sum: i32, multiplier: i32, by: u32, zero: i32) -> i8 {
    let multiplier = multiplier >> 16;
    let high = (sum >> 16).wrapping_mul(multiplier);
    let low = (sum as u32 & 0xffff).wrapping_mul(multiplier as u32);
    let number = match by {
        0 => high.wrapping_add((low.wrapping_add(1 << 15) >> 16) as i32),
        _ => (high.wrapping_add((low >> 16) as i32) >> ((by - 1) & 31)).wrapping_add(1) >> 1,
    };
    number.wrapping_add(zero).clamp(-128, 127) as i8
}

/// `a * b / 2^32`, rounded, halves up, for `b` from 0 on.
#[inline(always)]
const fn rounded_high(a: i32, b: i32) -> i32 {
    let (a_high, a_low) = (a >> 16, a as u32 & 0xffff);
    let (b_high, b_low) = (b >> 16, b as u32 & 0xffff);
    let low = a_low.wrapping_mul(b_low);
    // at most 2^15 * 2^16 in magnitude, and what is carried
    let middle = a_high
        .wrapping_mul(b_low as i32)
        .wrapping_add((low >> 16) as i32);
    let other = a_low.wrapping_mul(b_high as u32);
    let rest = (middle as u32 & 0xffff) + (other & 0xffff) + 0x8000;
    let top = a_high.wrapping_mul(b_high).wrapping_add(middle >> 16);
    top.wrapping_add((other >> 16) as i32)
        .wrapping_add((rest >> 16) as i32)
}

#[cfg(test)]
mod tests {
    use super::super::tests::numbers;
    use crate::twin;

    #[test]
    fn outputs_are_those_of_long_products() {
        for number in numbers(10_000) {
            let (sum, by) = ((number as i32) >> (number % 20), number >> 28);
            let multiplier = 1 << 30 | (number.reverse_bits() >> 2) as i32;
            let expected = twin::twice(sum, multiplier, by, 7);
            assert_eq!(super::twice(sum, multiplier, by, 7), expected);
            let expected = twin::twice(sum >> 4, multiplier, by, 7);
            assert_eq!(super::twice_of_small(sum >> 4, multiplier, by, 7), expected);
            let multiplier = multiplier & !0xffff;
            let expected = twin::once(sum, multiplier >> by, 3);
            assert_eq!(super::once(sum, multiplier, by, 3), expected);
        }
    }
}
