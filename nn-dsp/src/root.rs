//! The square root of cores with an FPU. IEEE 754 defines its bits, so an instruction and a program return the same number.

/// The square root of `x`, correctly rounded: `VSQRT` or `FSQRT` where the target has it, and else the function of `libm`.
///
/// ```
/// assert_eq!(nn_dsp::sqrt(6.25), 2.5);
/// assert!(nn_dsp::sqrt(-1.0).is_nan());
/// ```
#[inline(always)]
pub fn sqrt(x: f32) -> f32 {
    #[cfg(square_root = "instruction")]
    let root = instruction(x);
    #[cfg(not(square_root = "instruction"))]
    let root = libm::sqrtf(x);
    root
}

/// `VSQRT.F32` of Arm.
///
/// The compiler accepts registers of the FPU as operands only if it has numbers of 64 bits. So the number comes in a general register, and
/// `s0` has its own number again at the end.
#[cfg(all(square_root = "instruction", target_arch = "arm"))]
#[inline(always)]
fn instruction(x: f32) -> f32 {
    let mut bits = x.to_bits();
    // SAFETY: reads and writes two general registers. `s0` does not change. The flags of exceptions that it sets are not results of a
    // program in Rust.
    unsafe {
        core::arch::asm!(
            "vmov {saved}, s0",
            "vmov s0, {bits}",
            "vsqrt.f32 s0, s0",
            "vmov {bits}, s0",
            "vmov s0, {saved}",
            bits = inout(reg) bits, saved = out(reg) _,
            options(pure, nomem, nostack),
        );
    }
    f32::from_bits(bits)
}

/// `FSQRT.S` of RISC-V, rounded to the nearest number.
#[cfg(all(square_root = "instruction", target_arch = "riscv32"))]
#[inline(always)]
fn instruction(x: f32) -> f32 {
    let root;
    // SAFETY: reads one register and writes one. The flags of exceptions are as on Arm.
    unsafe {
        core::arch::asm!("fsqrt.s {}, {}, rne", lateout(freg) root, in(freg) x, options(pure, nomem, nostack));
    }
    root
}
