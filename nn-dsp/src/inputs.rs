//! Products of one input at a time, for processors without DSP instructions.
//!
//! A compiler that may move the loads of several inputs to one place runs out of registers there, and stores sums in the inner loop. So
//! the sums pass through a block that is not `pure` after each input: the compiler computes them before it, and leaves later loads
//! behind it.

#[cfg(any(instructions = "mla", instructions = "none"))]
use core::arch::asm;

/// Adds the products of an input and the weights of pairs of outputs, `h = a + 256 b`, to the sums of `a x` and of `h x` of each pair.
/// `lower` has the lower bytes, `a`. The sums wrap.
///
/// ```
/// let mut sums = [[100, 1000], [0, 0]];
/// nn_dsp::add_input(3, [5 - 256, 7 + 256], [5, 7], &mut sums);
/// assert_eq!(sums, [[115, 247], [21, 789]]);
/// ```
#[inline(always)]
pub fn add_input<const PAIRS: usize>(
    x: i32,
    halves: [i32; PAIRS],
    lower: [i8; PAIRS],
    sums: &mut [[i32; 2]; PAIRS],
) {
    #[cfg(instructions = "mla")]
    if let ([h, g], [first, second]) = (&halves[..], &mut sums[..]) {
        return add_two(x, [*h, *g], first, second);
    }
    for ((half, byte), [of_lower, of_all]) in halves.into_iter().zip(lower).zip(sums.iter_mut()) {
        *of_all = of_all.wrapping_add(half.wrapping_mul(x));
        *of_lower = of_lower.wrapping_add(i32::from(byte).wrapping_mul(x));
    }
    #[cfg(any(instructions = "mla", instructions = "none"))]
    hold(sums);
}

/// [`add_input`] for two pairs with `MLA`. `SXTB` takes `a` out of `h`.
#[cfg(instructions = "mla")]
#[inline(always)]
fn add_two(x: i32, [h, g]: [i32; 2], [l0, s0]: &mut [i32; 2], [l1, s1]: &mut [i32; 2]) {
    // SAFETY: reads and writes the registers of its operands. Neither `MLA` nor `SXTB` changes flags.
    unsafe {
        asm!(
            "mla {s0}, {h}, {x}, {s0}",
            "sxtb {h}, {h}",
            "mla {l0}, {h}, {x}, {l0}",
            "mla {s1}, {g}, {x}, {s1}",
            "sxtb {g}, {g}",
            "mla {l1}, {g}, {x}, {l1}",
            x = in(reg) x, h = inout(reg) h => _, g = inout(reg) g => _,
            l0 = inout(reg) *l0, s0 = inout(reg) *s0, l1 = inout(reg) *l1, s1 = inout(reg) *s1,
            options(nomem, nostack, preserves_flags),
        );
    }
}

/// Does nothing, with sums that are in registers.
#[cfg(any(instructions = "mla", instructions = "none"))]
#[inline(always)]
fn hold<const PAIRS: usize>(sums: &mut [[i32; 2]; PAIRS]) {
    // SAFETY: the blocks consist of a comment that names their operands.
    unsafe {
        match &mut sums[..] {
            [[a, b]] => asm!(
                "/* {} {} */",
                inout(reg) * a,
                inout(reg) * b,
                options(nomem, nostack, preserves_flags)
            ),
            [[a, b], [c, d]] => {
                asm!(
                    "/* {} {} {} {} */",
                    inout(reg) * a,
                    inout(reg) * b,
                    inout(reg) * c,
                    inout(reg) * d,
                    options(nomem, nostack, preserves_flags)
                );
            }
            [[a, b], [c, d], [e, f], [g, h]] => {
                asm!(
                    "/* {} {} {} {} {} {} {} {} */",
                    inout(reg) * a,
                    inout(reg) * b,
                    inout(reg) * c,
                    inout(reg) * d,
                    inout(reg) * e,
                    inout(reg) * f,
                    inout(reg) * g,
                    inout(reg) * h,
                    options(nomem, nostack, preserves_flags)
                );
            }
            _ => {}
        }
    }
}
