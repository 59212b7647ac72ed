//! Decides properties of networks that avoid collisions of aircraft (ACAS Xu: Katz et al., "Reluplex", CAV 2017).
//!
//! ```sh
//! cargo run --release -p tests --bin acasxu -- ../shared/models/fetched/acasxu
//! ```
//!
//! The folder has files `acasxu_*.safetensors` of networks with 5 inputs, 6 hidden layers of 50 units and 5 outputs. For each network and
//! each property the program prints the verdict, the number of parts of the region, and the time. A verdict that differs from the
//! published one is a failure.
//!
//! More arguments are names of networks and properties: `1_1 phi3` decides this property of this network only. Properties 5 to 10 are
//! about one network each. They are decided for others if these are named.
//!
//! - `--threads 1` uses one processor. By default, all are used.
//! - `--seconds 60` ends each search after this time. By default, it is 10 s.
//! - `--certify` keeps each proof, checks it with the checker of certificates, and prints its size.

mod files;
mod options;
mod properties;

use std::error::Error;
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::Instant;

use nn_core::verify::{Interval, Progress, Property, Verdict, Verifier};

use self::files::Plane;
use self::options::Options;
use self::properties::{ALL, Phi};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Decides what is chosen. Returns whether all verdicts are as published.
fn run() -> Result<bool, Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let planes = files::read(&options.folder)
        .map_err(|error| format!("{}: {error}", options.folder.display()))?;
    println!("| network | property | verdict | parts | s |");
    println!("| --- | --- | --- | ---: | ---: |");
    let chosen = ALL
        .iter()
        .flat_map(|phi| planes.iter().map(move |plane| (plane, phi)))
        .filter(|(plane, phi)| options.is_chosen(&plane.name, phi));
    let results: Vec<Found> = chosen
        .map(|(plane, phi)| decide(plane, phi, &options))
        .collect();
    let failed = results.iter().filter(|found| !found.is_right).count();
    totals(&results);
    println!(
        "\nRounding is at most {:.1e} of the width of an output over the region of phi 4.",
        rounding(&planes)
    );
    println!("{} passed, {failed} failed", results.len() - failed);
    Ok(failed == 0)
}

/// What was found about one property of one network.
struct Found {
    property: usize,
    parts: usize,
    seconds: f64,
    /// Whether the verdict is as published.
    is_right: bool,
}

/// Prints the sums for each property.
fn totals(results: &[Found]) {
    println!("\n| property | networks | parts | s | longest |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for phi in &ALL {
        let own = results.iter().filter(|found| found.property == phi.number);
        let (networks, parts) = (own.clone().count(), own.clone().map(|found| found.parts));
        let parts: usize = parts.sum();
        let seconds: f64 = own.clone().map(|found| found.seconds).sum();
        let longest = own.map(|found| found.seconds).fold(0.0, f64::max);
        if networks > 0 {
            println!(
                "| phi {} | {networks} | {parts} | {seconds:.3} | {longest:.3} |",
                phi.number
            );
        }
    }
}

/// The largest share of the width of the bounds that is due to rounding: the bounds of the center of a region have no other width.
fn rounding(planes: &[Plane]) -> f32 {
    let widths = |plane: &Plane, region: &[Interval]| -> Vec<f32> {
        let bounds = Verifier::new(&*plane.net).bounds(region);
        bounds.iter().map(|bound| bound.high - bound.low).collect()
    };
    let regions = planes.iter().flat_map(|plane| {
        let regions = ALL[3].regions(plane);
        regions.into_iter().map(move |region| (plane, region))
    });
    let shares = regions.flat_map(|(plane, region)| {
        let centers = region
            .iter()
            .map(|x| Interval::point(0.5 * (x.low + x.high)));
        let points = widths(plane, &centers.collect::<Vec<_>>());
        let all = widths(plane, &region);
        points.into_iter().zip(all).map(|(point, all)| point / all)
    });
    shares.fold(0.0, f32::max)
}

/// Decides a property and prints a row.
fn decide(plane: &Plane, phi: &Phi, options: &Options) -> Found {
    let began = Instant::now();
    let mut verifier = Verifier::new(&*plane.net).most_time(options.time);
    if let Some(threads) = options.threads {
        verifier = verifier.threads(threads);
    }
    if stderr().is_terminal() {
        verifier = verifier.observe(show);
    }
    let property = phi.property(plane);
    let (verdict, parts) = decide_regions(&verifier, &phi.regions(plane), &property);
    clear();
    let seconds = began.elapsed().as_secs_f64();
    let text = match &verdict {
        Verdict::Proved { .. } => "holds".to_owned(),
        Verdict::Counterexample(_) => "is violated".to_owned(),
        other => other.to_string(),
    };
    println!(
        "| {} | phi {} | {text} | {parts} | {seconds:.3} |",
        plane.name, phi.number
    );
    let is_proved = verdict.is_proved();
    let is_certified = !(options.certify && is_proved) || certify(plane, phi, &verifier, &property);
    let is_as_published = match phi.holds(&plane.name) {
        Some(true) => is_proved,
        Some(false) => verdict.counterexample().is_some(),
        None => true,
    };
    Found {
        property: phi.number,
        parts,
        seconds,
        is_right: is_certified && is_as_published,
    }
}

/// The verdict about all regions, up to the first that is not proved, and the number of parts.
fn decide_regions(
    verifier: &Verifier<'_>,
    regions: &[Vec<Interval>],
    property: &Property,
) -> (Verdict, usize) {
    let mut parts = 0;
    for region in regions {
        match verifier.decide(region, property) {
            Verdict::Proved { parts: own } => parts += own,
            Verdict::Unknown { parts: own, reason } => {
                parts += own;
                return (Verdict::Unknown { parts, reason }, parts);
            }
            other => return (other, parts),
        }
    }
    (Verdict::Proved { parts }, parts)
}

/// Makes and checks the certificates of a property, and prints a row. Returns whether the checker accepts them.
fn certify(plane: &Plane, phi: &Phi, verifier: &Verifier<'_>, property: &Property) -> bool {
    phi.regions(plane).iter().all(|region| {
        let began = Instant::now();
        let certificate = match verifier.certify(region, property) {
            Ok(certificate) => certificate,
            Err(verdict) => {
                println!("| | | not certified: {verdict} | | |");
                return false;
            }
        };
        let made = began.elapsed().as_secs_f64();
        let began = Instant::now();
        let checked = certificate.check(&*plane.net, region, property);
        let text = match &checked {
            Ok(()) => "accepted".to_owned(),
            Err(error) => format!("refused: {error}"),
        };
        let (parts, size) = (certificate.parts(), certificate.to_bytes().len());
        clear();
        println!(
            "| | | certificate of {size} bytes, made in {made:.3} s, {text} | {parts} | {:.3} |",
            began.elapsed().as_secs_f64()
        );
        checked.is_ok()
    })
}

/// Writes how far a search is over the last line of the terminal.
fn show(progress: &Progress) {
    let Progress {
        parts, open, worst, ..
    } = progress;
    let seconds = progress.elapsed.as_secs_f64();
    let _ = write!(
        stderr(),
        "\r\x1b[K{parts} parts, {open} open, lowest bound {worst:.3}, {seconds:.1} s"
    );
}

/// Removes the last line of the terminal.
fn clear() {
    if stderr().is_terminal() {
        let _ = write!(stderr(), "\r\x1b[K");
    }
}
