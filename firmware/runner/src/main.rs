//! Builds every image for every board, runs it, and compares its output with this host and with stored figures.
//!
//! `firmware/run` installs the dependencies and then calls it.

mod board;
mod build;
mod check;
mod claims;
mod cycles;
mod documents;
mod elf;
mod emulator;
mod figures;
mod golden;
mod guide;
mod image;
mod integers;
mod keyword;
mod models;
mod peers;
mod profile;
mod reference;
mod said;
mod table;
mod tables;
mod tally;
mod targets;
mod tuned;

use std::process::ExitCode;

use self::board::{BOARDS, Board};
use self::build::Compiler;
use self::figures::Figures;
use self::golden::Goldens;
use self::tables::Tables;
use self::tally::Tally;

const HELP: &str = "\
Builds the images, runs them under QEMU (WebAssembly in node), and checks them.

  firmware/run [--only BOARD]... [--bless]

  --only BOARD  only this board: m0 m0-large m3-small m3 m4f m7 m33 m55 rv32imac rv32imafc wasm
  --bless       store the measured results and figures, and write the tables of the documents
";

/// The options of the command line.
#[derive(Default)]
struct Options {
    only: Vec<String>,
    is_bless: bool,
}

fn options() -> Result<Option<Options>, lexopt::Error> {
    use lexopt::prelude::*;

    let mut options = Options::default();
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("only") => {
                let name = parser.value()?.string()?;
                if !BOARDS.iter().any(|board| board.name == name) {
                    return Err(format!("there is no board `{name}`").into());
                }
                options.only.push(name);
            }
            Long("bless") => options.is_bless = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(options))
}

fn main() -> ExitCode {
    match options() {
        Ok(Some(options)) => run(&options),
        Ok(None) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> ExitCode {
    let compiler = Compiler::new();
    let mut tally = Tally::default();
    let mut computed = reference::compute();
    let outputs = models::add(&mut computed, &Goldens::read());
    tally.check("the outputs of the models", outputs);
    if options.is_bless {
        computed.write(&mut tally);
    }
    let goldens = Goldens::read();
    goldens.compare(&computed, &mut tally);
    println!("{}", compiler.version());
    let wanted = |board: &&Board| {
        options.only.is_empty() || options.only.iter().any(|name| name == board.name)
    };
    for board in BOARDS.iter().filter(wanted) {
        let stored = Figures::read(board.name);
        let failed = tally.failed();
        let mut measured = Figures::new(compiler.version());
        for profile in board.profiles {
            check::board(
                board,
                *profile,
                &compiler,
                &goldens,
                &mut measured,
                &mut tally,
            );
        }
        if board.name == "m4f" {
            check::fixed_time(board, &compiler, &goldens, &mut measured, &mut tally);
            check::panic_is_found(board, &compiler, &mut tally);
            tuned::check(&compiler, &goldens, &mut measured, &mut tally);
            guide::check(&compiler, options.is_bless, &mut tally);
        }
        println!(
            "{}",
            measured.table(&format!("{} ({})", board.name, board.core))
        );
        if models::folder().is_none() {
            measured.keep_models(&stored);
        }
        if !options.is_bless {
            measured.compare(&stored, board.name, &mut tally);
        } else if tally.failed() == failed {
            measured.write(board.name);
        } else {
            println!("{}: a check failed, so its figures are kept", board.name);
        }
    }
    if options.only.is_empty() {
        targets::check(&mut tally);
    }
    let tables = Tables::read();
    if options.is_bless && tally.failed() == 0 {
        documents::write(&tables, &mut tally);
    } else {
        documents::compare(&tables, &mut tally);
    }
    tally.finish()
}
