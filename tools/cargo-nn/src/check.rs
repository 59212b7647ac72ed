//! `cargo nn check`: compares written files with their models.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use nn_import::{ImportError, check, imported};

use crate::print::{error, line, slow};

const HELP: &str = "\
A file that `cargo nn import` wrote states its model, the model's SHA-256 and the options. `check` imports the model again
and compares the file and its weights. What rustfmt changes is no difference.

Exit status: 0 if all files match, 1 if a file differs or cannot be compared, 2 for wrong arguments.

Examples:
  cargo nn check src/tiny.rs
  cargo nn check .";

#[derive(Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// A written source file, or a folder, whose folders are searched, too
    #[arg(default_value = ".")]
    path: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, ImportError> {
    let mut status = ExitCode::SUCCESS;
    for path in imported(&arguments.path)? {
        match slow("importing the model of", &path, || check(&path)) {
            Ok(()) => line(&format!("{} matches its model", path.display())),
            Err(found) => {
                error(&found);
                status = ExitCode::FAILURE;
            }
        }
    }
    Ok(status)
}
