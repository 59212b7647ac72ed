//! `cargo nn inspect`: shows what is in a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use nn_import::{ImportError, Inspection, ReadOptions, inspect};

use crate::print::{heading, line, note, slow};
use crate::table;

const EXAMPLES: &str = "\
Examples:
  cargo nn inspect model.tflite
  cargo nn inspect weights.safetensors --input 1,28,28
  cargo nn inspect model.onnx --format json | jq '.tensors[].name'";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A model of ONNX or TensorFlow Lite, weights of safetensors, or an image or a checkpoint of nn-core
    file: PathBuf,
    /// How it is printed; the book describes the fields of the JSON
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The output whose line is printed, if the model has several
    #[arg(long, value_name = "OUTPUT")]
    output: Option<String>,
    /// The shape of the input of safetensors, channels first, for example `1,28,28`
    #[arg(long, value_name = "SIZES", value_delimiter = ',', value_parser = crate::import::size)]
    input: Option<Vec<usize>>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tables as wide as the terminal
    Text,
    /// For programs
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), ImportError> {
    let options = ReadOptions {
        output: arguments.output.clone(),
        input: arguments.input.clone(),
        activation: None,
    };
    let found = slow("reading", &arguments.file, || {
        inspect(&arguments.file, &options)
    })?;
    match arguments.format {
        Form::Json => line(&found.to_json()),
        Form::Text => text(&found),
    }
    Ok(())
}

fn text(found: &Inspection) {
    heading(found.format.name(), &format!(", {} bytes", found.bytes));
    let metadata = found
        .metadata
        .iter()
        .map(|(name, value)| format!("{name}: {}", one_line(value)));
    section("Metadata", metadata);
    section("Inputs", found.inputs.iter().cloned());
    section("Outputs", found.outputs.iter().cloned());
    let operators = found
        .operators
        .iter()
        .map(|(name, count)| format!("{count} x {name}"));
    section("Operators", operators);
    section(
        "Tensors",
        table::of(&found.tensors, table::width()).into_iter(),
    );
    section("Line", found.line.iter().cloned());
    section("Not imported", found.refusals.iter().cloned());
    found.notes.iter().for_each(|text| note(text));
}

/// A heading and its lines, if there are any.
fn section(title: &str, lines: impl Iterator<Item = String>) {
    for (index, text) in lines.enumerate() {
        if index == 0 {
            line(&"");
            heading(title, "");
        }
        line(&format!("  {text}"));
    }
}

/// The beginning of a value, on one line.
fn one_line(value: &str) -> String {
    const MOST: usize = 200;
    let mut text: String = value.chars().take(MOST).collect();
    if value.chars().count() > MOST {
        text.push_str(" ..");
    }
    text.replace('\n', " ")
}
