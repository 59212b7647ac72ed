//! Measures the stack of a call: the free stack is filled with a pattern before the call, and searched for the pattern after it.

/// The pattern.
#[cfg(not(target_family = "wasm"))]
const PAINT: u32 = 0xa5c3_5a3c;
/// The maximum number of words that are filled.
#[cfg(not(target_family = "wasm"))]
const MOST: usize = 8192;

/// The bytes of stack of a function, its own frame included.
#[cfg(not(target_family = "wasm"))]
#[inline(never)]
pub(crate) fn depth(work: impl FnOnce()) -> u32 {
    let top = pointer();
    let bottom = (end_of_statics() as usize).next_multiple_of(4);
    let bottom = bottom.max(top.saturating_sub(4 * MOST));
    for place in (bottom..top).step_by(4) {
        // SAFETY: it is between the end of the statics and the stack pointer, so nobody else has it; this function calls nothing while
        // it paints.
        unsafe { (place as *mut u32).write_volatile(PAINT) };
    }
    apart(work);
    for place in (bottom..top).step_by(4) {
        // SAFETY: as above.
        if unsafe { (place as *const u32).read_volatile() } != PAINT {
            return (top - place) as u32;
        }
    }
    0
}

/// Runs the function in its own frame, below that of the caller.
#[cfg(not(target_family = "wasm"))]
#[inline(never)]
fn apart(work: impl FnOnce()) {
    work();
}

/// The stack pointer.
#[cfg(not(target_family = "wasm"))]
#[inline(always)]
fn pointer() -> usize {
    let pointer: usize;
    // SAFETY: it reads a register.
    #[cfg(target_arch = "arm")]
    unsafe {
        core::arch::asm!("mov {}, sp", out(reg) pointer, options(nomem, nostack));
    }
    // SAFETY: it reads a register.
    #[cfg(target_arch = "riscv32")]
    unsafe {
        core::arch::asm!("mv {}, sp", out(reg) pointer, options(nomem, nostack));
    }
    pointer
}

/// The end of the statics, which is the limit of the stack.
#[cfg(not(target_family = "wasm"))]
fn end_of_statics() -> *const u32 {
    #[cfg(target_arch = "arm")]
    unsafe extern "C" {
        #[link_name = "__sheap"]
        safe static END: u32;
    }
    #[cfg(target_arch = "riscv32")]
    unsafe extern "C" {
        #[link_name = "__sheap"]
        safe static END: u32;
    }
    &raw const END
}

/// The stack of WebAssembly is not visible.
#[cfg(target_family = "wasm")]
pub(crate) fn depth(work: impl FnOnce()) -> u32 {
    work();
    0
}
