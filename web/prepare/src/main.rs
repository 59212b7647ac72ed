//! Writes the data of the page, and serves its folder.
//!
//! `prepare data MODULE WEIGHTS SITE` writes the module, the weights of both networks and the digits. `prepare serve SITE PORT` serves the folder.
//! `prepare bits SITE` prints what this machine computes with the data.

mod bits;
mod data;
mod serve;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    match arguments {
        ["data", module, weights, site] => {
            data::write(Path::new(module), Path::new(weights), Path::new(site))
        }
        ["serve", site, port] => Ok(serve::serve(Path::new(site), port.parse()?)?),
        ["bits", site] => bits::print(Path::new(site)),
        _ => Err(
            "prepare data MODULE WEIGHTS SITE, prepare serve SITE PORT, or prepare bits SITE"
                .into(),
        ),
    }
}
