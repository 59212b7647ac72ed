//! Limits of 16 bits. Numbers beyond them are rare: a processor without an instruction that limits numbers compares once.

use super::rounding::IS_NARROW;

/// The nearest number of 16 bits.
#[inline(always)]
pub(crate) fn saturated(number: i32) -> i16 {
    if const { IS_NARROW } {
        (half_range::<16>(number) as i32).wrapping_sub(1 << 15) as i16
    } else {
        number.clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }
}

/// The nearest number of `BITS` bits, at most 16, plus `2^(BITS - 1)`: from 0 to `2^BITS - 1`.
#[inline(always)]
pub(super) fn half_range<const BITS: u32>(number: i32) -> u32 {
    let half = 1 << (BITS - 1);
    if const { IS_NARROW } {
        let raised = number.wrapping_add(half).cast_unsigned();
        match raised >> BITS {
            0 => raised,
            _ => u32::from(end(number)) >> (16 - BITS),
        }
    } else {
        (number.clamp(-half, half - 1) + half).cast_unsigned()
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
        for number in [i32::MIN, -40_000, -32_769, -32_768, -1, 0, 32_767, 32_768, i32::MAX] {
            let expected = number.clamp(-32_768, 32_767);
            assert_eq!(i32::from(saturated(number)), expected);
            assert_eq!(half_range::<16>(number), (expected + 32_768).cast_unsigned());
            let expected = number.clamp(-16_384, 16_383);
            assert_eq!(half_range::<15>(number), (expected + 16_384).cast_unsigned());
        }
        assert_eq!([end(-1), end(1)], [0, u16::MAX]);
    }
}
