//! `cargo nn`: imports trained models as networks of nn-core, inspects them, checks what was imported, proves properties, and exports networks.
//!
//! `cargo install --path tools/cargo-nn` installs it. In this repository, `cargo run -p cargo-nn -- nn import ..` runs it.
//! Each subcommand is a file: its arguments, and a function `run`.

#![forbid(unsafe_code)]

mod check;
mod export;
mod import;
mod inspect;
mod manifest;
mod print;
mod table;
mod verify;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// When text has colors: `auto` is for terminals, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a model as a line of `network!`, with its weights and a test
    Import(import::Arguments),
    /// Shows what is in a model: tensors, operators, and whether it can be imported
    Inspect(inspect::Arguments),
    /// Writes a network of a crate, with its weights, as a model of ONNX
    Export(export::Arguments),
    /// Compares imported files with their models, for continuous integration
    Check(check::Arguments),
    /// Proves a property of a model, or finds an input that violates it
    Verify(verify::Arguments),
}

#[derive(Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

fn main() -> ExitCode {
    let Cargo::Nn(Nn { color, command }) = Cargo::parse();
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
    let done = match command {
        Command::Import(arguments) => import::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Inspect(arguments) => inspect::run(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => Ok(export::run(&arguments)),
        Command::Verify(arguments) => verify::run(&arguments),
    };
    done.unwrap_or_else(|error| {
        print::error(&error);
        ExitCode::FAILURE
    })
}
