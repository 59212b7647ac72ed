//! `cargo nn import model.onnx --out src`: writes a trained model as a network of nn-core.
//!
//! `cargo install --path tools/cargo-nn` installs it. In this repository, `cargo run -p cargo-nn -- nn import ..` runs it.
//! Each subcommand is a file: its arguments, and a function `run`.

#![forbid(unsafe_code)]

mod import;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

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
    Import(import::Arguments),
}

fn main() -> ExitCode {
    let Cargo::Nn(Nn { command }) = Cargo::parse();
    let done = match command {
        Command::Import(arguments) => import::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
