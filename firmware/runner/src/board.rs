//! The boards, and how each is run.

use crate::build::Profile;

/// A board that QEMU knows, or WebAssembly.
pub(crate) struct Board {
    pub(crate) name: &'static str,
    /// The core.
    pub(crate) core: &'static str,
    /// Of the compiler.
    pub(crate) target: &'static str,
    /// The memory layout, a file of `images/layouts`.
    pub(crate) layout: &'static str,
    pub(crate) emulator: &'static [&'static str],
    /// Bytes of flash and of RAM.
    pub(crate) flash: usize,
    pub(crate) ram: usize,
    /// Whether images for size are of interest, too.
    pub(crate) is_small: bool,
}

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// All of them, from the smallest.
pub(crate) const BOARDS: [Board; 9] = [
    row(
        "m0",
        "Cortex-M0",
        "thumbv6m-none-eabi",
        "microbit",
        &["qemu-system-arm", "-machine", "microbit"],
        256 * KIB,
        16 * KIB,
        true,
    ),
    row(
        "m3-small",
        "Cortex-M3",
        "thumbv7m-none-eabi",
        "lm3s6965evb",
        &["qemu-system-arm", "-machine", "lm3s6965evb"],
        256 * KIB,
        64 * KIB,
        false,
    ),
    row(
        "m3",
        "Cortex-M3",
        "thumbv7m-none-eabi",
        "mps2",
        &["qemu-system-arm", "-machine", "mps2-an385"],
        4 * MIB,
        4 * MIB,
        false,
    ),
    row(
        "m4f",
        "Cortex-M4F",
        "thumbv7em-none-eabihf",
        "mps2",
        &["qemu-system-arm", "-machine", "mps2-an386"],
        4 * MIB,
        4 * MIB,
        true,
    ),
    row(
        "m7",
        "Cortex-M7",
        "thumbv7em-none-eabihf",
        "mps2",
        &["qemu-system-arm", "-machine", "mps2-an500"],
        4 * MIB,
        4 * MIB,
        false,
    ),
    row(
        "m33",
        "Cortex-M33",
        "thumbv8m.main-none-eabihf",
        "mps2-an505",
        &["qemu-system-arm", "-machine", "mps2-an505"],
        4 * MIB,
        4 * MIB,
        false,
    ),
    row(
        "rv32imac",
        "RV32IMAC",
        "riscv32imac-unknown-none-elf",
        "virt",
        &["qemu-system-riscv32", "-machine", "virt", "-bios", "none"],
        4 * MIB,
        4 * MIB,
        false,
    ),
    row(
        "rv32imafc",
        "RV32IMAFC",
        "riscv32imafc-unknown-none-elf",
        "virt",
        &["qemu-system-riscv32", "-machine", "virt", "-bios", "none"],
        4 * MIB,
        4 * MIB,
        false,
    ),
    row(
        "wasm",
        "WebAssembly",
        "wasm32-unknown-unknown",
        "wasm",
        &["node"],
        4 * MIB,
        4 * MIB,
        false,
    ),
];

#[expect(clippy::too_many_arguments, reason = "a row of the table above")]
const fn row(
    name: &'static str,
    core: &'static str,
    target: &'static str,
    layout: &'static str,
    emulator: &'static [&'static str],
    flash: usize,
    ram: usize,
    is_small: bool,
) -> Board {
    Board {
        name,
        core,
        target,
        layout,
        emulator,
        flash,
        ram,
        is_small,
    }
}

impl Board {
    /// Whether it is WebAssembly, of which there is no ELF file, no stack to look at, and no count.
    pub(crate) fn is_wasm(&self) -> bool {
        self.name == "wasm"
    }

    /// How its images are built.
    pub(crate) fn profiles(&self) -> &'static [Profile] {
        match self.is_small {
            true => &[Profile::Fast, Profile::Small],
            false => &[Profile::Fast],
        }
    }
}
