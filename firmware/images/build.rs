//! Puts the board's memory layout, named by `LAYOUT`, where the linker looks for it.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-env-changed=LAYOUT");
    let target = env::var("TARGET").unwrap_or_default();
    let (Ok(layout), Ok(out)) = (env::var("LAYOUT"), env::var("OUT_DIR")) else {
        return; // a host or WebAssembly: there is no layout
    };
    let file = PathBuf::from("layouts").join(layout).with_extension("x");
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    fs::write(PathBuf::from(&out).join("memory.x"), text).expect("the layout can be written");
    println!("cargo::rustc-link-search={out}");
    if target.starts_with("riscv") {
        println!("cargo::rustc-link-arg-bins=-Tmemory.x");
    }
    println!("cargo::rustc-link-arg-bins=-Tlink.x");
}
