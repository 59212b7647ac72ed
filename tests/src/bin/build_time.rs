//! Measures build times and the smallest program: `cargo run --release -p tests --bin build-time`.
//!
//! Every build starts with an empty target folder, which is removed at the end. Downloads are kept. The times are only valid on a machine
//! without other load.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use tests::cargo::{cargo, compiler, succeed};
use tests::scratch::{Crate, Folder};
use tests::sources::workspace;

/// The number of starts of a program. The fastest counts.
const STARTS: usize = 200;

/// The smallest program and the features of nn-core for it.
const MINIMAL: [(&str, &str); 2] = [
    ("minimal, clean release build", "macros,std,simd"),
    ("minimal without `simd`", "macros,std"),
];

fn main() {
    fetch();
    let processors = available_parallelism().map_or(1, usize::from);
    println!("{}, {processors} processors\n", compiler());
    println!("{:<40}{:>9}{:>9}{:>11}", "", "seconds", "MiB", "start, ms");

    let user = Crate::new();
    let small = user.check("16 => Dense<4, Softmax>", None);
    let deep = user.check("32 => 99 x Dense<32, Relu> => Dense<4, Softmax>", None);
    let beyond = deep.saturating_sub(small);
    row("cargo check of 100 layers, beyond one", beyond, "");

    let (time, ..) = build("mnist", &[]);
    row("mnist, clean release build", time, "");
    for (name, features) in MINIMAL {
        let (time, folder, program) = build(
            "minimal",
            &[
                "-p",
                "nn-core",
                "--no-default-features",
                "--features",
                features,
            ],
        );
        let size = std::fs::metadata(&program).map_or(0, |file| file.len());
        let start = start(&program).as_secs_f64();
        let size = size as f64 / f64::from(1 << 20);
        row(name, time, &format!("{size:>9.2}{:>11.2}", 1e3 * start));
        drop(folder);
    }
}

fn row(name: &str, time: Duration, rest: &str) {
    println!("{name:<40}{:>9.2}{rest}", time.as_secs_f64());
}

/// Downloads the dependencies.
fn fetch() {
    succeed(cargo().args(["fetch", "--quiet"]).current_dir(workspace()));
}

/// Builds an example from an empty folder. Returns the time, the folder, and the stripped program in it.
fn build(example: &str, arguments: &[&str]) -> (Duration, Folder, PathBuf) {
    let folder = Folder::new("nn-core-build-time");
    let mut cargo = cargo();
    cargo
        .args(["build", "--quiet", "--release", "--example", example])
        .args(["--config", "profile.release.strip=true", "--target-dir"])
        .arg(folder.path())
        .args(arguments)
        .current_dir(workspace());
    let start = Instant::now();
    succeed(&mut cargo);
    let time = start.elapsed();
    let program = folder.path().join("release/examples").join(example);
    (time, folder, program)
}

/// The fastest run of a program.
fn start(program: &Path) -> Duration {
    let times = (0..STARTS).map(|_| {
        let mut command = Command::new(program);
        let start = Instant::now();
        let status = command.stdout(Stdio::null()).status();
        let time = start.elapsed();
        assert!(status.is_ok_and(|status| status.success()), "it runs");
        time
    });
    times.min().unwrap_or_default()
}
