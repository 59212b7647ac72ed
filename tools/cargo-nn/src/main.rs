//! `cargo nn import model.onnx --out src`: writes a trained model as a network of nn-core.
//!
//! `cargo install --path tools/cargo-nn` installs it. In this repository, `cargo run -p cargo-nn -- nn import ..` runs it.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use nn_import::{Import, ImportError, Options};

/// The command line of cargo: `cargo nn ..` calls this program with `nn` as its first argument.
#[derive(Parser)]
#[command(name = "cargo", bin_name = "cargo")]
enum Cargo {
    /// Networks of nn-core.
    #[command(version, subcommand_required = true, arg_required_else_help = true)]
    Nn(Nn),
}

#[derive(Args)]
struct Nn {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a model as a line of `network!`, with its weights and a test
    Import(Arguments),
}

#[derive(Args)]
struct Arguments {
    /// The model, a file of ONNX or of TensorFlow Lite
    file: PathBuf,
    /// The folder for the source file and the weights; without it, the line of `network!` is printed
    #[arg(long)]
    out: Option<PathBuf>,
    /// The output, if the model has several
    #[arg(long)]
    output: Option<String>,
    /// The name of the type
    #[arg(long, default_value = "Model")]
    name: String,
    /// A budget, for example `flash = "64 KiB"`
    #[arg(long)]
    budget: Option<String>,
    /// Overwrites files
    #[arg(long)]
    force: bool,
}

fn main() -> ExitCode {
    let Cargo::Nn(Nn { command }) = Cargo::parse();
    let Command::Import(arguments) = command;
    match import(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn import(arguments: &Arguments) -> Result<(), ImportError> {
    let output = arguments.output.as_deref();
    let import = match arguments.file.extension() {
        Some(end) if end == "tflite" => Import::tflite(&arguments.file, output)?,
        _ => Import::onnx(&arguments.file, output)?,
    };
    println!("{}", import.line());
    for note in import.notes() {
        println!("note: {note}");
    }
    if let Some(folder) = &arguments.out {
        let options = Options {
            name: arguments.name.clone(),
            budget: arguments.budget.clone(),
            force: arguments.force,
        };
        for path in import.write(folder, &options)? {
            println!("wrote {}", path.display());
        }
    }
    Ok(())
}
