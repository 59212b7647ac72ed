//! Limits of 16 bits. Numbers beyond them are rare: a processor without an instruction that limits numbers compares once.

use super::rounding::IS_NARROW;

/// Half of the numbers of 16 bits.
const HALF: i32 = 1 << 15;

/// The nearest number of 16 bits.
#[inline(always)]
pub(crate) fn saturated(number: i32) -> i16 {
    if const { IS_NARROW } {
        (half_range(number).cast_signed() - HALF) as i16
    } else {
        number.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// The nearest number of 16 bits, plus `2^15`.
#[inline(always)]
pub(super) fn half_range(number: i32) -> u32 {
    if const { IS_NARROW } {
        compared_once(number)
    } else {
        (number.clamp(-HALF, HALF - 1) + HALF).cast_unsigned()
    }
}

/// [`half_range`] with one comparison if the number is in range.
#[inline(always)]
fn compared_once(number: i32) -> u32 {
    let raised = number.wrapping_add(HALF).cast_unsigned();
    match raised >> 16 {
        0 => raised,
        _ => end(number).into(),
    }
}

/// The end of the range of 16 bits on the side of a number, plus `2^15`.
#[cold]
#[inline(never)]
fn end(number: i32) -> u16 {
    if number < 0 { 0 } else { u16::MAX }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_limited() {
        for number in [
            i32::MIN,
            -40_000,
            -32_769,
            -32_768,
            -1,
            0,
            32_767,
            32_768,
            i32::MAX,
        ] {
            let expected = number.clamp(-32_768, 32_767);
            assert_eq!(i32::from(saturated(number)), expected);
            for half_range in [half_range, compared_once] {
                assert_eq!(half_range(number), (expected + 32_768).cast_unsigned());
            }
        }
    }
}
