//! Finds out which instructions a target has. The compiler does not say so by `cfg(target_feature)` in its stable versions.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(instructions, values(\"dsp\"))");
    let target = env::var("TARGET").unwrap_or_default();
    if let Some("thumbv7em" | "thumbv8m.main") = target.split('-').next() {
        println!("cargo::rustc-cfg=instructions=\"dsp\"");
    }
}
