//! Finds out which instructions a target has. The compiler does not say so by `cfg(target_feature)` in its stable versions.

use std::env;

/// Processors of `thumbv8m.main` with the DSP extension, which is optional there.
const WITH_EXTENSION: [&str; 4] = ["cortex-m33", "cortex-m35p", "cortex-m55", "cortex-m85"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CARGO_ENCODED_RUSTFLAGS");
    println!(
        "cargo::rustc-check-cfg=cfg(instructions, values(\"dsp\", \"mla\", \"muls\", \"mul\"))"
    );
    println!("cargo::rustc-check-cfg=cfg(words)");
    println!("cargo::rustc-check-cfg=cfg(square_root, values(\"instruction\"))");
    let target = env::var("TARGET").unwrap_or_default();
    let (processor, system) = target.split_once('-').unwrap_or_default();
    let has_fpu = processor.starts_with("thumb") && system.ends_with("eabihf")
        || processor.starts_with("riscv32imaf") && system.contains("none");
    if has_fpu {
        println!("cargo::rustc-cfg=square_root=\"instruction\"");
    }
    let instructions = match processor {
        "thumbv7em" => "dsp",
        "thumbv8m.main" if has_extension() => "dsp",
        "thumbv7m" | "thumbv8m.main" => "mla",
        "thumbv6m" | "thumbv8m.base" => "muls",
        _ if processor.starts_with("riscv32im") && system.contains("none") => "mul",
        _ => return,
    };
    if instructions != "dsp" {
        println!("cargo::rustc-cfg=words");
    }
    println!("cargo::rustc-cfg=instructions=\"{instructions}\"");
}

/// Whether the flags name a processor of `thumbv8m.main` with the DSP extension.
fn has_extension() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    WITH_EXTENSION
        .iter()
        .any(|name| flags.contains(&format!("target-cpu={name}")))
}
