//! Decides properties of networks that avoid collisions of aircraft (ACAS Xu: Katz et al., "Reluplex", CAV 2017).
//!
//! ```sh
//! cargo run --release -p tests --bin acasxu -- ../shared/models/fetched/acasxu
//! ```
//!
//! More arguments are names of networks and properties: `1_1 phi3` decides this property of this network only.
//!
//! The folder has files `acasxu_*.safetensors` of networks with 5 inputs, 6 hidden layers of 50 units and 5 outputs. For each network and
//! each property the program prints the verdict, the number of parts of the region, and the time. A verdict that differs from the
//! published one is a failure.

mod files;
mod properties;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use nn_core::verify::{Interval, Verdict, Verifier};

use self::files::Plane;
use self::properties::{PROPERTIES, holds};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        eprintln!("usage: acasxu FOLDER [NETWORK | PROPERTY]...");
        return ExitCode::FAILURE;
    };
    let (properties, networks): (Vec<_>, Vec<_>) =
        arguments.partition(|name| name.starts_with("phi"));
    let is_chosen =
        |names: &[String], name: &str| names.is_empty() || names.iter().any(|other| other == name);
    let planes = match files::read(&folder) {
        Ok(planes) => planes,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    println!("| network | property | verdict | parts | s |");
    println!("| --- | --- | --- | ---: | ---: |");
    let chosen = (0..PROPERTIES)
        .flat_map(|number| planes.iter().map(move |plane| (plane, number)))
        .filter(|(plane, number)| {
            is_chosen(&networks, &plane.name)
                && is_chosen(&properties, &format!("phi{}", number + 1))
        });
    let results: Vec<bool> = chosen
        .map(|(plane, number)| decide(plane, number))
        .collect();
    let failed = results.iter().filter(|is_right| !**is_right).count();
    println!(
        "\nRounding is at most {:.1e} of the width of an output over the region of phi 4.",
        rounding(&planes)
    );
    println!("{} passed, {failed} failed", results.len() - failed);
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The largest share of the width of the bounds that is due to rounding: the bounds of the center of a region have no other width.
fn rounding(planes: &[Plane]) -> f32 {
    let widths = |plane: &Plane, region: &[Interval]| -> Vec<f32> {
        let bounds = Verifier::new(&*plane.net).bounds(region);
        bounds.iter().map(|bound| bound.high - bound.low).collect()
    };
    let shares = planes.iter().flat_map(|plane| {
        let region = properties::region(plane, 3);
        let centers = region
            .iter()
            .map(|x| Interval::point(0.5 * (x.low + x.high)));
        let points = widths(plane, &centers.collect::<Vec<_>>());
        let all = widths(plane, &region);
        points.into_iter().zip(all).map(|(point, all)| point / all)
    });
    shares.fold(0.0, f32::max)
}

/// Decides a property and prints a row. Returns whether the verdict is as published.
fn decide(plane: &Plane, number: usize) -> bool {
    let began = Instant::now();
    let verifier = Verifier::new(&*plane.net)
        .threads(1)
        .most_time(Duration::from_secs(10));
    let verdict = verifier.decide(
        &properties::region(plane, number),
        &properties::property(plane, number),
    );
    let seconds = began.elapsed().as_secs_f64();
    let (text, parts) = match &verdict {
        Verdict::Proved { parts } => ("holds".to_owned(), parts.to_string()),
        Verdict::Counterexample(_) => ("is violated".to_owned(), String::new()),
        Verdict::Unknown { parts, reason } => (format!("unknown: {reason}"), parts.to_string()),
        _ => ("unknown".to_owned(), String::new()),
    };
    let name = number + 1;
    println!(
        "| {} | phi {name} | {text} | {parts} | {seconds:.3} |",
        plane.name
    );
    match holds(&plane.name, number) {
        Some(true) => verdict.is_proved(),
        Some(false) => verdict.counterexample().is_some(),
        None => true,
    }
}
