//! Runs the int8 models of MLPerf Tiny and a few others, and compares their outputs with those of TensorFlow Lite Micro.
//!
//! ```sh
//! cargo run -p tests --features models --bin mlperf-tiny -- ../shared/models
//! ```
//!
//! The folder has the models in `fetched`, and the outputs in `expected/expected.json`. Each model is read into the network that is
//! declared for it, which the reader compares with the model. The program fails if an output has other bytes.

mod inputs;
mod models;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use self::models::MODELS;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: mlperf-tiny FOLDER");
        return ExitCode::FAILURE;
    };
    let expected = std::fs::read(folder.join("expected/expected.json"))
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string()));
    let expected: serde_json::Value = match expected {
        Ok(expected) => expected,
        Err(error) => {
            eprintln!("`expected/expected.json`: {error}");
            return ExitCode::FAILURE;
        }
    };
    println!(
        "| model | parameters | published | MACs | flash, bytes | RAM, bytes | inputs | outputs |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    let mut has_failed = false;
    for model in &MODELS {
        let path = folder.join(format!("fetched/{}.tflite", model.name));
        let row = (model.run)(model, &path, &expected[model.name]);
        let text = match row {
            Ok(row) => {
                has_failed |= !row.is_same;
                row.text(model)
            }
            Err(error) => {
                has_failed = true;
                format!("| {} | {error} |", model.name)
            }
        };
        println!("{text}");
    }
    if has_failed {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
