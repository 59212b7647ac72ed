//! Depthwise convolutions for Armv6-M.

use core::arch::naked_asm;

/// Sets the sum of each channel to its bias and the products of the inputs and the weights of 3 x 3 places. Rows are equally far apart.
#[inline(always)]
pub(crate) fn nine_rows<const C: usize>(
    [first, second, third]: [&[[i8; C]; 3]; 3],
    weights: &[[i8; C]; 9],
    bias: &[i32; C],
    sums: &mut [i32; C],
) {
    *sums = *bias;
    let [x, second, third] = [first, second, third].map(|row| row.as_ptr().cast::<i8>());
    let stride = second.addr().wrapping_sub(x.addr());
    if C > 0 && third.addr().wrapping_sub(second.addr()) == stride {
        // SAFETY: all rows have three places, and the third is as far from the second as that from the first. There is a channel.
        unsafe { add_nine::<C>(x, stride, weights, sums) };
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
         mov r8, r1
         mov lr, r3
         lsls r4, r1, #1
         adds r4, r4, r1
         movs r7, #0
         subs r4, r7, r4
         adds r4, #1
         mov r10, r4
         mov r1, r2
         ldr r2, 4f
         lsls r4, r2, #2
         add r3, r4
         mov r12, r3
         lsls r3, r2, #1
         adds r4, r2, r3
         mov r9, r4
         lsls r5, r4, #1
         adds r4, r4, r5
         subs r4, r7, r4
         adds r4, #1
         mov r11, r4"
    };
}

/// Restores the registers. The number of channels follows.
macro_rules! end {
    () => {
        "pop {{r4-r7}}
         mov r8, r4
         mov r9, r5
         mov r10, r6
         mov r11, r7
         pop {{r4-r7, pc}}
         .balign 4
         4:
         .word {channels}"
    };
}

/// [`nine_rows`], for rows that are `stride` bytes apart. The products are added to the sums.
///
/// # Safety
/// There is at least one channel, and all rows are there.
#[unsafe(naked)]
unsafe extern "C" fn add_nine<const C: usize>(
    x: *const i8,
    stride: usize,
    weights: &[[i8; C]; 9],
    sums: &mut [i32; C],
) {
    // `r0` and `r1` are the next input and the next weight, `r2` and `r3` the distances of the second and the third place, `r6` is the sum,
    // and `r7` is 0. `r8` and `r9` are the distances from the end of a row to the next one. `r10` and `r11` are those from the end of the
    // last row to the first one of the next channel. `lr` is the next sum, and `r12` the end of the sums.
    naked_asm!(
        begin!(),
        "2:
        mov r4, lr
        ldr r6, [r4]
        .rept 3
        ldrsb r4, [r0, r7]
        ldrsb r5, [r1, r7]
        muls r4, r5, r4
        add r6, r4
        ldrsb r4, [r0, r2]
        ldrsb r5, [r1, r2]
        muls r4, r5, r4
        add r6, r4
        ldrsb r4, [r0, r3]
        ldrsb r5, [r1, r3]
        muls r4, r5, r4
        add r6, r4
        add r0, r8
        add r1, r9
        .endr
        add r0, r10
        add r1, r11
        mov r4, lr
        stmia r4!, {{r6}}
        mov lr, r4
        cmp r4, r12
        bne 2b",
        end!(),
        channels = const C,
    );
}
