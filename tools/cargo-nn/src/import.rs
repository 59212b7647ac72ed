//! `cargo nn import`: prints the line of a model, or writes it with its weights and a test.

use std::path::{Path, PathBuf};

use clap::Args;
use nn_import::{Import, ImportError, Options, ReadOptions};

use crate::print::{line, note, slow};

const EXAMPLES: &str = "\
Examples:
  cargo nn import model.onnx
  cargo nn import model.onnx --out src --name Tiny --budget 'flash = \"64 KiB\"'
  cargo nn import model.tflite --out src
  cargo nn import classifier.onnx --output probabilities
  cargo nn import weights.safetensors --input 1,28,28 --activation Relu";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The model: a file of ONNX or TensorFlow Lite, or weights of safetensors
    file: PathBuf,
    /// The folder for the source file and the weights; without it, only the line of `network!` is printed
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// The output, if the model has several
    #[arg(long, value_name = "OUTPUT")]
    output: Option<String>,
    /// The name of the type; the files have it in lower case
    #[arg(long, default_value = "Model")]
    name: String,
    /// A budget, for example `flash = "64 KiB"`
    #[arg(long)]
    budget: Option<String>,
    /// The shape of the input of safetensors, channels first, for example `1,28,28`
    #[arg(long, value_name = "SIZES", value_delimiter = ',', value_parser = size)]
    input: Option<Vec<usize>>,
    /// The activation of the hidden layers of safetensors, for example `Relu`
    #[arg(long)]
    activation: Option<String>,
    /// Overwrites files
    #[arg(long)]
    force: bool,
}

/// A size of a shape.
pub(crate) fn size(text: &str) -> Result<usize, String> {
    match text.trim().parse() {
        Ok(size) if size > 0 => Ok(size),
        _ => Err("a size is a number from 1 on".to_owned()),
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), ImportError> {
    let options = ReadOptions {
        output: arguments.output.clone(),
        input: arguments.input.clone(),
        activation: arguments.activation.clone(),
    };
    let import = slow("importing", &arguments.file, || {
        Import::read(&arguments.file, &options)
    })?;
    line(&import.line());
    import.notes().iter().for_each(|text| note(text));
    if let Some(folder) = &arguments.out {
        let options = Options {
            name: arguments.name.clone(),
            budget: arguments.budget.clone(),
            force: arguments.force,
        };
        let paths = import.write(folder, &options)?;
        for path in &paths {
            line(&format!("wrote {}", path.display()));
        }
        note(&next(&paths[0]));
    }
    Ok(())
}

/// What a person does with the written source file.
fn next(source: &Path) -> String {
    let module = source.file_stem().unwrap_or_default().to_string_lossy();
    format!(
        "in a crate that depends on nn-core, `mod {module};` includes it, and `cargo test` compares it with the model; with `use nn_core::prelude::*;`, \
         `{module}::{}.predict(&input)` uses it",
        module.to_uppercase()
    )
}
