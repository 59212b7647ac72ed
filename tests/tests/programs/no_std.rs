//! The program in `no_std/` trains and predicts without the standard library and without an allocator. It builds, it
//! learns, and its symbols show that it has no allocator and no function that can panic.

use std::path::{Path, PathBuf};
use std::process::Command;

use object::{Object, ObjectSymbol};

/// Parts of the names of allocators' functions.
const ALLOCATORS: [&str; 7] = [
    "__rust_alloc",
    "__rust_dealloc",
    "__rust_realloc",
    "__rg_",
    "__rdl_",
    "malloc",
    "realloc",
];

/// Parts of the names of functions that panic, or that only a panic's message needs.
const PANICS: [&str; 5] = [
    "panic",
    "unwrap_failed",
    "expect_failed",
    "slice_index_fail",
    "begin_unwind",
];

/// The symbols of a program, including those of its libraries.
fn symbols(program: &Path) -> Vec<String> {
    let bytes = std::fs::read(program).expect("the program can be read");
    let file = object::File::parse(&*bytes).expect("the program is an object file");
    let all = file.symbols().chain(file.dynamic_symbols());
    let names = all.filter_map(|symbol| symbol.name().ok().map(str::to_owned));
    names.collect()
}

/// The symbols with names that contain one of the parts.
fn with_one_of<'a>(symbols: &'a [String], parts: &[&str]) -> Vec<&'a String> {
    let contains = |symbol: &&String| parts.iter().any(|part| symbol.contains(part));
    symbols.iter().filter(contains).collect()
}

/// Builds the program for this machine with its own lock file.
fn build() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("no_std");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_std");
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--release", "--locked", "--manifest-path"])
        .arg(package.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target);
    // the settings of this test's build are not for that program
    for (name, _) in std::env::vars_os() {
        let name_text = name.to_string_lossy();
        if name_text.starts_with("CARGO_PROFILE_") || name_text.contains("RUSTFLAGS") {
            cargo.env_remove(&name);
        }
    }
    let output = cargo.output().expect("cargo can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "the program does not build:\n{errors}"
    );
    target.join("release").join("no-std-proof")
}

#[test]
fn trains_without_an_allocator_and_without_a_panic() {
    let program = build();
    let status = Command::new(&program)
        .status()
        .expect("the program can be run");
    assert_eq!(
        status.code(),
        Some(0),
        "1: a network has not learned; 2: a step was refused"
    );

    let symbols = symbols(&program);
    assert!(
        symbols.iter().any(|symbol| symbol.contains("nn_core")),
        "the symbols are there"
    );
    let allocators = with_one_of(&symbols, &ALLOCATORS);
    assert!(
        allocators.is_empty(),
        "an allocator is in the program: {allocators:#?}"
    );
    let panics = with_one_of(&symbols, &PANICS);
    assert!(
        panics.is_empty(),
        "something in the program can panic: {panics:#?}"
    );
}

/// The same search finds both in a program that has them: this one.
#[test]
fn this_program_has_an_allocator_and_panics() {
    let program = std::env::current_exe().expect("the path of this program");
    let symbols = symbols(&program);
    assert!(!with_one_of(&symbols, &["__rust_alloc"]).is_empty());
    assert!(!with_one_of(&symbols, &["malloc"]).is_empty());
    assert!(!with_one_of(&symbols, &["panic_fmt"]).is_empty());
}
