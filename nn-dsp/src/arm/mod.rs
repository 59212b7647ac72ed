//! The loops in assembly. `twin` has the same functions in Rust.
//!
//! The loops are whole functions, because a compiler that allocates the registers around single instructions stores sums in the inner
//! loop: 784 x 128 took 155,000 instructions, and takes 117,000.
//!
//! Each function follows the procedure call standard of the Arm architecture: arguments in `r0` to `r3` and on the stack, `r4` to `r11`
//! are restored, and the stack pointer is a multiple of 8 at calls, of which there are none.

mod channels;
mod pairs;
mod quads;
mod requantize;

use core::arch::asm;

use self::channels::channels_loop;
use self::pairs::pairs_loop;
use self::quads::{listed_loop, products_loop, windows_loop};
use self::requantize::requantize_loop;

use crate::{Quad, Requantized, Sums, Tap};

/// Adds bytes 0 and 2, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) fn sxtab16(halves: u32, bytes: u32) -> u32 {
    let sums;
    // SAFETY: reads two registers, writes one, and changes no flags.
    unsafe {
        asm!("sxtab16 {}, {}, {}", lateout(reg) sums, in(reg) halves, in(reg) bytes,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// Adds bytes 1 and 3, with their signs, to the halves of a word.
#[inline(always)]
pub(crate) fn sxtab16_by_8(halves: u32, bytes: u32) -> u32 {
    let sums;
    // SAFETY: reads two registers, writes one, and changes no flags.
    unsafe {
        asm!("sxtab16 {}, {}, {}, ror #8", lateout(reg) sums, in(reg) halves, in(reg) bytes,
            options(pure, nomem, nostack, preserves_flags));
    }
    sums
}

/// Adds the products of `x + offset` and a quad of each group to the sums. The groups are at least 1 and at most 64.
#[inline(always)]
pub(crate) fn products<const N: usize>(
    x: &[[i8; 4]],
    offset: u32,
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut [i32; 4],
) {
    let groups = x.len().min(weights.len());
    if groups > 0 && quad < N {
        // SAFETY: both slices have `groups` elements, of which the function reads every group and every quad number `quad`. It reads
        // and writes `sums`.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            products_loop::<N>(x.as_ptr(), weights, groups, sums, offset);
        }
    }
}

/// Adds the products of the listed groups and a quad of each to the sums. A group has 32 times its index, which is below the number of
/// weights.
#[inline(always)]
pub(crate) fn listed(groups: &[[u32; 3]], weights: &[[Quad; 2]], quad: usize, sums: &mut [i32; 4]) {
    if !groups.is_empty() && quad < 2 {
        // SAFETY: the function reads the `groups.len()` groups, and quad number `quad` of the weights with their indices, which
        // `Listed` keeps below the number of weights. It reads and writes `sums`.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            listed_loop(groups.as_ptr(), weights, groups.len(), sums);
        }
    }
}

/// Sets the sums of four outputs of both windows. They are number `place` of eight such sums. The groups are at least 1 and at most 64.
#[inline(always)]
pub(crate) fn windows<const N: usize>(
    groups: &[Quad],
    weights: &[[Quad; N]],
    quad: usize,
    sums: &mut Sums,
    place: usize,
) {
    let count = groups.len().min(weights.len());
    if count > 0 && quad < N && place < 8 {
        // SAFETY: both slices have `count` elements, of which the function reads every group and every quad number `quad`. It writes
        // four of the 32 sums of each window.
        unsafe {
            let weights = weights.as_ptr().cast::<Quad>().add(quad);
            let sums = sums.as_mut_ptr().cast::<[i32; 4]>().add(place);
            windows_loop::<N>(groups.as_ptr(), weights, count, sums);
        }
    }
}

/// The sums of the products of all taps, for each channel of the complete groups of four.
#[inline(always)]
pub(crate) fn channels<const C: usize>(taps: &[Tap<'_, C>], offset: u32, sums: &mut [i32; C]) {
    if !taps.is_empty() && C >= 4 {
        let end = taps.as_ptr_range().end;
        // SAFETY: the function reads the addresses in `taps`, and from each of them the first `C - C % 4` bytes of `C`. It writes as
        // many sums. The address after the taps is not read.
        unsafe {
            channels_loop(
                taps.as_ptr().cast(),
                end.cast(),
                offset,
                C & !3,
                sums.as_mut_ptr(),
            )
        }
    }
}

/// Adds the products of `x + offset` and two outputs to the sums. The groups are at most 64.
#[inline(always)]
pub(crate) fn pairs(x: &[[i8; 4]], offset: u32, weights: &[[u32; 2]], sums: &mut [i32; 2]) {
    let groups = x.len().min(weights.len());
    if groups > 0 {
        // SAFETY: both slices have `groups` elements, which the function reads. It reads and writes `sums`.
        unsafe { pairs_loop(x.as_ptr(), weights.as_ptr(), groups, sums, offset) }
    }
}

/// Requantizes as many numbers as all arguments have, up to the first with a shift outside of -31 to -1 or a sum that cannot be
/// doubled. Returns their number.
#[inline(always)]
pub(crate) fn requantize(numbers: &Requantized<'_>, constant: i32, outputs: &mut [i8]) -> usize {
    let Requantized {
        sums,
        bias,
        multiplier,
        shift,
    } = *numbers;
    let count = outputs.len().min(sums.len()).min(bias.len());
    let count = count.min(multiplier.len()).min(shift.len());
    if count == 0 {
        return 0;
    }
    let last = outputs.as_mut_ptr_range().start.wrapping_add(count);
    // SAFETY: all slices have `count` elements, of which the function reads and writes the first ones, until `last`.
    let end = unsafe {
        requantize_loop(
            sums.as_ptr(),
            bias.as_ptr(),
            multiplier.as_ptr(),
            shift.as_ptr(),
            outputs.as_mut_ptr(),
            last,
            constant,
        )
    };
    end.addr() - outputs.as_ptr().addr()
}
