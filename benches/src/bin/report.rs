//! Prints the speed of nn-core on this machine: a line of JSON for each workload, a table with its rivals, and the limits of the
//! machine.

#![forbid(unsafe_code)]

use std::error::Error;
use std::process::ExitCode;

use benches::contest::Entry;
use benches::machine::Machine;
use benches::report::{Outcome, limits, line, results};
use benches::{kernel, threads, work};
use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use nn_core::instruction_set::InstructionSet;

/// Checks and times nn-core on one core of this machine, compared with the limits of the machine and with other crates.
///
/// A name selects all workloads whose names begin with it: `W5` selects all products.
#[derive(Debug, Parser)]
#[command(name = "report")]
struct Options {
    /// The instruction set of nn-core and of the limits [default: the best of this machine]; other crates use what they detect
    #[arg(long, value_name = "SET", value_parser = sets())]
    isa: Option<InstructionSet>,
    /// Only these workloads, such as W1,W3.b32
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    only: Vec<String>,
    /// The kernels instead of the workloads
    #[arg(long)]
    kernels: bool,
}

fn sets() -> impl TypedValueParser<Value = InstructionSet> {
    let names = InstructionSet::ALL.map(InstructionSet::name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut sets = InstructionSet::ALL.into_iter();
        sets.find(|set| set.name() == name)
            .ok_or("there is no such set")
    })
}

impl Options {
    /// The selected workloads.
    fn entries(&self) -> Result<Vec<Entry>, String> {
        let all = if self.kernels {
            kernel::all()
        } else {
            work::ALL.to_vec()
        };
        for name in &self.only {
            if !all.iter().any(|entry| is_meant(name, entry.name)) {
                return Err(format!("there is no work `{name}`"));
            }
        }
        let is_wanted = |entry: &Entry| {
            let mut names = self.only.iter();
            self.only.is_empty() || names.any(|name| is_meant(name, entry.name))
        };
        Ok(all.into_iter().filter(is_wanted).collect())
    }
}

/// Whether `name` selects the workload `full`.
fn is_meant(name: &str, full: &str) -> bool {
    full.strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs the report that the options describe. Returns the number of contestants with wrong results.
fn run(options: &Options) -> Result<usize, Box<dyn Error>> {
    let set = options.isa.unwrap_or_else(InstructionSet::best);
    set.select()?;
    let entries = options.entries()?;
    Ok(threads::one(|| report(&entries, set))?)
}

/// Prints everything. Returns the number of contestants with wrong results.
fn report(entries: &[Entry], set: InstructionSet) -> usize {
    let machine = Machine::measure(set);
    let (mut outcomes, mut passed, mut failed) = (Vec::new(), 0, 0);
    for entry in entries {
        match Outcome::of(entry, &machine) {
            Ok(outcome) => {
                for (who, fault) in outcome.faults() {
                    eprintln!("{}, {who}: {fault}", entry.name);
                }
                let faults = outcome.faults().count();
                failed += faults;
                passed += outcome.results.len() - faults;
                if let Some(line) = line(&outcome) {
                    println!("{line}");
                }
                outcomes.push(outcome);
            }
            Err(fault) => {
                eprintln!("{}: {fault}", entry.name);
                failed += 1;
            }
        }
    }
    println!("\n{}", results(&outcomes));
    println!("\none core with {set}, at its best:\n{}", limits(&machine));
    println!("\n{passed} passed, {failed} failed");
    failed
}
