//! From sums to outputs of 8 bits on Armv6-M, which has no long product.

use core::arch::naked_asm;

use crate::Requantized;

/// An output of 8 bits from a sum with its bias, with two roundings. The shift to the right is by the lowest byte of `by`, plus 1. It is
/// from 1 to 16, or to 32 if the sum is less than `2^30` in magnitude. `constant` is `2 zero + 1`.
#[inline(always)]
pub(crate) fn twice(sum: i32, multiplier: i32, by: u32, constant: i32) -> i8 {
    let high = rounded_high(sum.saturating_add(sum), multiplier);
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

/// The outputs of all channels with two roundings, from sums that are `STRIDE` bytes apart and less than `2^28` in magnitude. `constant` is
/// `2 zero + 1`. Returns all `-1 - shift`, combined by `or`.
#[inline(always)]
pub(crate) fn twice_all<const STRIDE: usize>(
    numbers: &Requantized<'_>,
    sums: &[i32],
    constant: i32,
    outputs: &mut [i8],
) -> u32 {
    let count = numbers.multiplier.len().min(numbers.shift.len());
    let count = count
        .min(sums.len().div_ceil(STRIDE / 4))
        .min(outputs.len());
    if count == 0 {
        return 0;
    }
    // SAFETY: all slices have `count` elements, of which there is one.
    unsafe {
        finish_twice::<STRIDE>(
            sums.as_ptr(),
            numbers.multiplier.as_ptr(),
            numbers.shift.as_ptr(),
            outputs.as_mut_ptr(),
            4 * count,
            constant,
        )
    }
}

/// Saves the registers that a caller expects to be unchanged, and sets the others from the arguments.
macro_rules! begin {
    () => {
        "push {{r4-r7, lr}}
         mov r4, r8
         mov r5, r9
         mov r6, r10
         mov r7, r11
         push {{r4-r7}}
         mov r7, r0
         mov r10, r1
         mov r11, r2
         mov r12, r3
         ldr r0, [sp, #36]
         mov lr, r0
         ldr r0, [sp, #40]
         mov r9, r0
         movs r0, #1
         lsls r0, r0, #15
         mov r8, r0
         movs r5, #0
         movs r6, #0"
    };
}

/// The output of each channel.
macro_rules! twice {
    () => {
        "2:
         mov r4, r10
         ldr r4, [r4, r5]
         uxth r3, r4
         asrs r4, r4, #16
         ldr r0, [r7]
         adds r7, #{stride}
         lsls r0, r0, #1
         sxth r1, r0
         subs r0, r0, r1
         asrs r0, r0, #16
         mov r2, r1
         muls r2, r3, r2
         asrs r2, r2, #16
         add r2, r8
         muls r3, r0, r3
         adds r2, r2, r3
         muls r1, r4, r1
         adds r2, r2, r1
         asrs r2, r2, #16
         muls r0, r4, r0
         adds r0, r0, r2
         asrs r1, r0, #31
         adds r0, r0, r1
         lsrs r3, r5, #2
         mov r2, r11
         ldrb r2, [r2, r3]
         mvns r2, r2
         orrs r6, r2
         asrs r0, r2
         add r0, r9
         asrs r0, r0, #1
         sxtb r1, r0
         cmp r1, r0
         bne 4f
         3:
         mov r2, r12
         strb r0, [r2, r3]
         adds r5, #4
         cmp r5, lr
         bne 2b"
    };
}

/// Restores the registers. An output that is out of range becomes the nearest one.
macro_rules! end {
    () => {
        "mov r0, r6
         pop {{r4-r7}}
         mov r8, r4
         mov r9, r5
         mov r10, r6
         mov r11, r7
         pop {{r4-r7, pc}}
         4:
         asrs r0, r0, #31
         movs r1, #127
         eors r0, r1
         b 3b"
    };
}

/// [`twice_all`]. `bytes` is four times the number of channels.
///
/// The product of twice the sum `a` and the multiplier `b` has `a = 2^16 a1 + a0` and `b = 2^16 b1 + b0`, with a sign in `a0` and none in `b0`. So the
/// product divided by `2^32`, rounded, is `a1 b1 + (a1 b0 + a0 b1 + a0 b0 / 2^16 + 2^15) / 2^16`, and nothing overflows.
///
/// # Safety
/// There is at least one channel, and all have a sum, a multiplier, a shift and an output.
#[unsafe(naked)]
unsafe extern "C" fn finish_twice<const STRIDE: usize>(
    sums: *const i32,
    multiplier: *const i32,
    shift: *const i8,
    outputs: *mut i8,
    bytes: usize,
    constant: i32,
) -> u32 {
    // `r5` is four times the index of the channel, `r6` the result, and `r7` the next sum. `r8` and `r9` are the constants, `r10` to `r12` the multipliers,
    // the shifts and the outputs, and `lr` the end of `r5`.
    naked_asm!(
        begin!(),
        twice!(),
        end!(),
        stride = const STRIDE,
    );
}
