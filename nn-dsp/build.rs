//! Finds out which instructions a target has. The compiler does not say so by `cfg(target_feature)` in its stable versions.

use std::env;

/// Processors of `thumbv8m.main` with the DSP extension, which is optional there.
const WITH_EXTENSION: [&str; 4] = ["cortex-m33", "cortex-m35p", "cortex-m55", "cortex-m85"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=CARGO_ENCODED_RUSTFLAGS");
    println!("cargo::rustc-check-cfg=cfg(instructions, values(\"dsp\"))");
    let target = env::var("TARGET").unwrap_or_default();
    let has_extension = match target.split('-').next() {
        Some("thumbv7em") => true,
        Some("thumbv8m.main") => {
            let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
            WITH_EXTENSION
                .iter()
                .any(|name| flags.contains(&format!("target-cpu={name}")))
        }
        _ => false,
    };
    if has_extension {
        println!("cargo::rustc-cfg=instructions=\"dsp\"");
    }
}
