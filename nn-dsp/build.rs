//! Finds out which instructions a target has. The compiler does not say so by `cfg(target_feature)` in its stable versions.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!(
        "cargo::rustc-check-cfg=cfg(instructions, values(\"dsp\", \"v7m\", \"v6m\", \"rv32m\"))"
    );
    let target = env::var("TARGET").unwrap_or_default();
    let instructions = match target.split('-').next() {
        Some("thumbv7em" | "thumbv8m.main") => "dsp",
        Some("thumbv7m") => "v7m",
        Some("thumbv6m" | "thumbv8m.base") => "v6m",
        Some("riscv32im" | "riscv32imc" | "riscv32imac" | "riscv32imafc" | "riscv32gc") => "rv32m",
        _ => return,
    };
    println!("cargo::rustc-cfg=instructions=\"{instructions}\"");
}
