//! Two functions that the emulator's plugin finds by their names. It counts the instructions between them.

#[cfg(not(target_family = "wasm"))]
use core::arch::asm;

/// Counting begins.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn mark_begin() {
    // SAFETY: `nop` does nothing.
    #[cfg(not(target_family = "wasm"))]
    unsafe {
        asm!("nop");
    }
}

/// Counting ends.
#[unsafe(no_mangle)]
#[inline(never)]
extern "C" fn mark_end() {
    // SAFETY: `nop` does nothing; there are two, so that the linker does not fold both marks into one.
    #[cfg(not(target_family = "wasm"))]
    unsafe {
        asm!("nop", "nop");
    }
}

pub(crate) fn begin() {
    mark_begin();
}

pub(crate) fn end() {
    mark_end();
}
