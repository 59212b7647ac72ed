//! The boards, and how an image runs on each.

use crate::profile::Profile;

/// A board that QEMU emulates, or WebAssembly.
pub(crate) struct Board {
    pub(crate) name: &'static str,
    /// The core.
    pub(crate) core: &'static str,
    /// The compiler's target.
    pub(crate) target: &'static str,
    /// The directory of its memory layout in `images/layouts`.
    pub(crate) layout: &'static str,
    pub(crate) emulator: &'static [&'static str],
    /// The bytes of flash and of RAM.
    pub(crate) flash: usize,
    pub(crate) ram: usize,
    /// How its images are built.
    pub(crate) profiles: &'static [Profile],
    /// Other arguments for the compiler.
    pub(crate) flags: &'static str,
    /// Whether it runs the models. The compiler reads them for each board again, which takes longer than all other images.
    pub(crate) has_models: bool,
}

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// The common properties of Arm's MPS2 boards.
const MPS2: Board = Board {
    name: "m4f",
    core: "Cortex-M4F",
    target: "thumbv7em-none-eabihf",
    layout: "mps2",
    emulator: &["qemu-system-arm", "-machine", "mps2-an386"],
    flash: 4 * MIB,
    ram: 4 * MIB,
    profiles: &[Profile::Fast],
    flags: "",
    has_models: false,
};

/// The microcontroller of the guide. It has an FPU and 1 MB of flash; the guide's memory layout is smaller.
pub(crate) const GUIDE: Board = Board {
    name: "guide",
    layout: "stm32f401",
    emulator: &["qemu-system-arm", "-machine", "netduinoplus2"],
    ..MPS2
};

/// The Cortex-M4F, with a compiler that knows it. Its target is for all cores of its architecture.
pub(crate) const TUNED: Board = Board {
    flags: " -Ctarget-cpu=cortex-m4",
    ..MPS2
};

/// QEMU's virtual machine.
const VIRT: Board = Board {
    name: "rv32imac",
    core: "RV32IMAC",
    target: "riscv32imac-unknown-none-elf",
    layout: "virt",
    emulator: &["qemu-system-riscv32", "-machine", "virt", "-bios", "none"],
    ..MPS2
};

/// All boards, the smallest first.
pub(crate) const BOARDS: [Board; 11] = [
    Board {
        name: "m0",
        core: "Cortex-M0",
        target: "thumbv6m-none-eabi",
        layout: "microbit",
        emulator: &["qemu-system-arm", "-machine", "microbit"],
        flash: 256 * KIB,
        ram: 16 * KIB,
        profiles: &[Profile::Fast, Profile::Small],
        flags: "",
        has_models: false,
    },
    Board {
        name: "m0-large",
        core: "Cortex-M0 with more memory",
        target: "thumbv6m-none-eabi",
        emulator: &["qemu-system-arm", "-machine", "mps2-an385"],
        profiles: &[Profile::Models],
        has_models: true,
        ..MPS2
    },
    Board {
        name: "m3-small",
        core: "Cortex-M3",
        target: "thumbv7m-none-eabi",
        layout: "lm3s6965evb",
        emulator: &["qemu-system-arm", "-machine", "lm3s6965evb"],
        flash: 256 * KIB,
        ram: 64 * KIB,
        profiles: &[Profile::Fast],
        flags: "",
        has_models: false,
    },
    Board {
        name: "m3",
        has_models: true,
        core: "Cortex-M3",
        target: "thumbv7m-none-eabi",
        emulator: &["qemu-system-arm", "-machine", "mps2-an385"],
        ..MPS2
    },
    Board {
        profiles: &[Profile::Fast, Profile::Small, Profile::Portable],
        has_models: true,
        ..MPS2
    },
    Board {
        name: "m7",
        core: "Cortex-M7",
        emulator: &["qemu-system-arm", "-machine", "mps2-an500"],
        ..MPS2
    },
    Board {
        name: "m33",
        core: "Cortex-M33",
        target: "thumbv8m.main-none-eabihf",
        layout: "mps2-an505",
        emulator: &["qemu-system-arm", "-machine", "mps2-an505"],
        ..MPS2
    },
    Board {
        name: "m55",
        core: "Cortex-M55",
        target: "thumbv8m.main-none-eabihf",
        layout: "mps3-an547",
        emulator: &["qemu-system-arm", "-machine", "mps3-an547"],
        flash: 512 * KIB,
        profiles: &[Profile::Fast, Profile::Portable],
        flags: " -Ctarget-cpu=cortex-m55",
        has_models: true,
        ..MPS2
    },
    Board {
        has_models: true,
        ..VIRT
    },
    Board {
        name: "rv32imafc",
        core: "RV32IMAFC",
        target: "riscv32imafc-unknown-none-elf",
        ..VIRT
    },
    Board {
        name: "wasm",
        core: "WebAssembly",
        target: "wasm32-unknown-unknown",
        layout: "wasm",
        emulator: &["node"],
        ..MPS2
    },
];

impl Board {
    /// The alignment of variables that the compiler may choose, in bytes: a word, or a vector of the M55.
    pub(crate) fn alignment(&self) -> u32 {
        if self.name == "m55" { 16 } else { 4 }
    }

    /// Whether it is WebAssembly, which has no ELF file, no visible stack and no instruction count.
    pub(crate) fn is_wasm(&self) -> bool {
        self.name == "wasm"
    }

    /// The plugin's name of the core, if a table of its cycles was found. For the M7, the M33 and the M55 none was.
    pub(crate) fn manual(&self) -> Option<&'static str> {
        match self.core.split(' ').next()? {
            "Cortex-M0" => Some("m0"),
            "Cortex-M3" => Some("m3"),
            "Cortex-M4F" => Some("m4f"),
            _ => None,
        }
    }
}
