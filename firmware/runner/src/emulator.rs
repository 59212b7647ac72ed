//! Runs an image under QEMU with the plugin that counts instructions, or in node.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::board::Board;
use crate::elf::Elf;
use crate::said::Said;

/// The common arguments of all runs under QEMU.
const QEMU: [&str; 7] = [
    "-nographic",
    "-monitor",
    "none",
    "-serial",
    "none",
    "-semihosting-config",
    "enable=on,target=native",
];

/// The time limit of a run, in seconds.
const SECONDS: &str = "300";

/// Runs an image and parses its output.
///
/// # Errors
/// The image does not end, ends with an error, or prints an unknown line.
pub(crate) fn run(board: &Board, image: &Path, counted: Option<&Elf>) -> Result<Said, String> {
    Said::read(&text(board, image, counted)?)
}

/// Runs a program and returns its output. With the marks of an image, instructions are counted.
///
/// # Errors
/// The program does not end, or ends with an error.
pub(crate) fn text(board: &Board, image: &Path, counted: Option<&Elf>) -> Result<String, String> {
    let mut command = Command::new("timeout");
    command.arg(SECONDS).args(board.emulator);
    if board.is_wasm() {
        command.arg(root().join("runner/run.mjs"));
    } else {
        command.args(QEMU);
        if let Some(elf) = counted {
            let [begin, end] = ["mark_begin", "mark_end"].map(|mark| elf.address(mark));
            let plugin = root().join("target/count.so");
            let core = board.manual().map(|core| format!(",core={core}"));
            let core = core.unwrap_or_default();
            command.arg("-plugin");
            command.arg(format!(
                "{},begin={begin:x},end={end:x}{core}",
                plugin.display()
            ));
        }
        command.arg("-kernel");
    }
    command.arg(image);
    let output = command.output().map_err(|error| error.to_string())?;
    // semihosting writes to the standard error
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    match output.status.code() {
        Some(0) => Ok(text),
        Some(124) => Err(format!("it does not end within {SECONDS} s: {text}")),
        code => Err(format!("it ends with {code:?}: {text}")),
    }
}

/// The directory of the firmware.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
