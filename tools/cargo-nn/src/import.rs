//! `cargo nn import`: prints the line of a model, or writes it with its weights and a test.

use std::path::PathBuf;

use clap::Args;
use nn_import::{Import, ImportError, Options};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The model, a file of ONNX
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

pub(crate) fn run(arguments: &Arguments) -> Result<(), ImportError> {
    let import = Import::onnx(&arguments.file, arguments.output.as_deref())?;
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
