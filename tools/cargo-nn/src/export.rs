//! `cargo nn export`: writes a network of a crate as a model of ONNX.
//!
//! A network is a type, so its crate must be compiled: a program in a temporary folder depends on the crate, loads the weights and exports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::manifest::Manifest;
use crate::print::{error, line, note};

const HELP: &str = "\
A network is a type of a crate. The command compiles the library of the crate with a small program that loads the weights into the network, and
writes the model. `to_onnx` and `save_onnx` of nn-core do the same in a program of yours.

Exit status: 0, 1 if the program is not compiled or does not export, 2 for wrong arguments and for crates without a library.

Examples:
  cargo nn export --type Digits --weights digits.safetensors --out digits.onnx
  cargo nn export --type models::Digits --weights w.safetensors --out m.onnx --manifest-path app/Cargo.toml";

#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The network: its path in the library of the crate, without the name of the crate
    #[arg(long = "type", value_name = "PATH", value_parser = path)]
    network: String,
    /// The weights, as `save` writes them: a file of safetensors
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,
    /// The model to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The manifest of the crate
    #[arg(long, value_name = "FILE", default_value = "Cargo.toml")]
    manifest_path: PathBuf,
}

/// A path of names: `models::Digits`.
fn path(text: &str) -> Result<String, String> {
    let is_name = |name: &str| {
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        name.chars().all(is_letter) && !name.starts_with(|letter: char| letter.is_numeric())
    };
    match text
        .split("::")
        .all(|name| !name.is_empty() && is_name(name))
    {
        true => Ok(text.to_owned()),
        false => Err("a path consists of names, as in `models::Digits`".to_owned()),
    }
}

pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    match exported(arguments) {
        Ok(status) => status,
        Err(reason) => {
            error(&reason);
            note(&format!(
                "a program that depends on the crate, and on nn-core with the feature `onnx`, exports with three lines:\n{}",
                lines(arguments, "your_crate")
            ));
            ExitCode::from(2)
        }
    }
}

/// Compiles and runs the program.
fn exported(arguments: &Arguments) -> Result<ExitCode, String> {
    if !arguments.weights.is_file() {
        return Err(format!(
            "{}: there is no such file",
            arguments.weights.display()
        ));
    }
    let manifest = Manifest::read(&arguments.manifest_path)?;
    let folder = manifest.target.join("nn-export").join(&manifest.name);
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    fs::create_dir_all(folder.join("src"))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    write("Cargo.toml", &manifest.of_program())?;
    write("src/main.rs", &program(arguments, &manifest.library))?;
    if manifest.lock.is_file() {
        let lock = folder.join("Cargo.lock");
        fs::copy(&manifest.lock, &lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    }
    let status = Command::new(cargo())
        .args(["run", "--quiet", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(manifest.target.join("nn-export").join("target"))
        .arg("--")
        .args([&absolute(&arguments.weights), &absolute(&arguments.out)])
        .status()
        .map_err(|error| format!("cargo was not started: {error}"))?;
    if !status.success() {
        return Ok(ExitCode::FAILURE);
    }
    line(&format!("wrote {}", arguments.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// The cargo that runs this command.
pub(crate) fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// What a person writes into a program.
fn lines(arguments: &Arguments, library: &str) -> String {
    format!(
        "    let mut net = {library}::{}::boxed();\n    net.load({:?})?;\n    net.save_onnx({:?})?;",
        arguments.network, arguments.weights, arguments.out
    )
}

/// The program. Its arguments are the weights and the model.
fn program(arguments: &Arguments, library: &str) -> String {
    let network = &arguments.network;
    format!(
        "use std::process::ExitCode;

use nn_core::prelude::*;

fn export(weights: &std::ffi::OsStr, model: &std::ffi::OsStr) -> Result<(), Box<dyn std::error::Error>> {{
    let mut net = {library}::{network}::boxed();
    net.load(weights)?;
    net.save_onnx(model)?;
    Ok(())
}}

fn main() -> ExitCode {{
    let mut paths = std::env::args_os().skip(1);
    let (weights, model) = (paths.next().unwrap_or_default(), paths.next().unwrap_or_default());
    match export(&weights, &model) {{
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {{
            eprintln!(\"error: {{error}}\");
            ExitCode::FAILURE
        }}
    }}
}}
"
    )
}
