//! `cargo nn verify`: proves properties of models.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Args;
use nn_core::verify::{Progress, Verdict};
use nn_import::{Import, ImportError, ReadOptions, Specification};

use crate::print::{heading, line, progress, slow};

const EXAMPLES: &str = "\
Examples:
  cargo nn verify model.onnx property.vnnlib
  cargo nn verify model.onnx property.vnnlib --time-limit 600

A property describes what must not happen: inputs within bounds whose outputs satisfy linear inequalities. A proof holds for the
network that `cargo nn import` writes, for the bits that every target computes.

The exit status is 0 if the property holds, 1 if it is violated, 2 if that is not known, and 3 after an error.";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A model of ONNX or TensorFlow Lite
    model: PathBuf,
    /// A property, in the format VNN-LIB
    property: PathBuf,
    /// The seconds after which the search ends, for each region of the property
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    time_limit: u64,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, ImportError> {
    match decide(arguments) {
        Ok((verdict, seconds)) => Ok(show(&verdict, seconds)),
        Err(error) => {
            crate::print::error(&error);
            Ok(ExitCode::from(3))
        }
    }
}

fn decide(arguments: &Arguments) -> Result<(Verdict, f64), ImportError> {
    let specification = specification(&arguments.property)?;
    let import = Import::read(&arguments.model, &ReadOptions::default())?;
    let limit = Duration::from_secs(arguments.time_limit);
    let began = Instant::now();
    let verdict = slow("proving", &arguments.property, || {
        import.prove_observed(&specification, limit, show_progress)
    });
    progress("");
    let verdict = verdict.map_err(|reason| ImportError::Format {
        path: arguments.model.clone(),
        reason,
    })?;
    Ok((verdict, began.elapsed().as_secs_f64()))
}

fn specification(path: &Path) -> Result<Specification, ImportError> {
    let text = std::fs::read_to_string(path).map_err(|error| ImportError::File {
        path: path.into(),
        error,
    })?;
    Specification::vnnlib(&text).map_err(|reason| ImportError::Format {
        path: path.into(),
        reason,
    })
}

fn show_progress(found: &Progress) {
    let Progress {
        parts, open, worst, ..
    } = found;
    let seconds = found.elapsed.as_secs_f64();
    if seconds > 1.0 {
        progress(&format!(
            "{parts} parts, {open} open, lowest bound {worst:.3}, {seconds:.0} s"
        ));
    }
}

fn show(verdict: &Verdict, seconds: f64) -> ExitCode {
    match verdict {
        Verdict::Proved { .. } => {
            heading("holds", &format!(", {verdict}, {seconds:.2} s"));
            ExitCode::SUCCESS
        }
        Verdict::Counterexample(input) => {
            heading("violated", &format!(" by this input, {seconds:.2} s"));
            for (index, x) in input.iter().enumerate() {
                line(&format!("X_{index} {x}"));
            }
            ExitCode::FAILURE
        }
        _ => {
            heading("not known", &format!(": {verdict}, {seconds:.2} s"));
            ExitCode::from(2)
        }
    }
}
