//! What was compared, and the differences.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

use nn_core::instruction_set::InstructionSet;

use crate::tensors::{self, Tensors};

/// The stack of the thread that compares a network. The trainers are on it.
const STACK: usize = 1 << 28;

/// The number of differences of a network that are shown. The others are counted.
const SHOWN: usize = 6;
/// A tensor is compared loosely if half of its limits are above this fraction of its largest number.
const LOOSE: f64 = 1e-3;

/// The comparison of one network.
#[derive(Debug, Default)]
pub struct Report {
    folder: PathBuf,
    index: usize,
    compared: usize,
    /// How many tensors are compared loosely. Most are gradients with a true value of 0.
    loose: usize,
    disagreements: Vec<String>,
    /// The largest used fraction of a limit, and where.
    worst: (f64, String),
}

impl Report {
    fn new(folder: PathBuf, index: usize) -> Self {
        Report {
            folder,
            index,
            ..Report::default()
        }
    }

    /// A file of this network.
    pub(crate) fn read(&self, kind: &str) -> Vec<u8> {
        let path = self
            .folder
            .join(format!("{}.{kind}.safetensors", self.index));
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// The tensors in a file of this network.
    pub(crate) fn tensors(&self, kind: &str) -> BTreeMap<String, Vec<f64>> {
        tensors::read(&self.read(kind))
    }

    pub(crate) fn disagree(&mut self, set: InstructionSet, what: &str) {
        self.disagreements.push(format!("with `{set}`, {what}"));
    }

    /// Compares all tensors of one instruction set. Each must exist, and no other.
    pub(crate) fn compare(
        &mut self,
        set: InstructionSet,
        wanted: &BTreeMap<String, Vec<f64>>,
        limits: &BTreeMap<String, Vec<f64>>,
        found: &Tensors,
    ) {
        for name in found.keys().filter(|name| !wanted.contains_key(*name)) {
            self.disagree(set, &format!("`{name}` is not PyTorch's"));
        }
        for (name, wanted) in wanted {
            self.compared += 1;
            match found.get(name) {
                Some(found) if found.len() == wanted.len() => {
                    self.compare_tensor(set, name, found, wanted, &limits[name]);
                }
                Some(_) => self.disagree(set, &format!("`{name}` has another length")),
                None => self.disagree(set, &format!("`{name}` is missing")),
            }
        }
    }

    fn compare_tensor(
        &mut self,
        set: InstructionSet,
        name: &str,
        found: &[f32],
        wanted: &[f64],
        limits: &[f64],
    ) {
        let largest = wanted
            .iter()
            .fold(0.0, |largest: f64, wanted| largest.max(wanted.abs()));
        let wide = limits.iter().filter(|limit| **limit > LOOSE * largest);
        self.loose += usize::from(2 * wide.count() > limits.len());

        let parts = found.iter().zip(wanted).zip(limits);
        let parts =
            parts.map(|((found, wanted), limit)| (f64::from(*found) - wanted).abs() / limit);
        // NaN is beyond any limit
        let parts = parts.map(|part| if part.is_nan() { f64::INFINITY } else { part });
        let Some((place, part)) = parts
            .enumerate()
            .max_by(|one, other| one.1.total_cmp(&other.1))
        else {
            return;
        };
        if part > self.worst.0 {
            self.worst = (part, format!("{name}, {set}"));
        }
        if part > 1.0 {
            let (found, wanted, limit) = (found[place], wanted[place], limits[place]);
            let text =
                format!("{name}[{place}] is {found:e}, PyTorch's {wanted:e}, allowed {limit:.1e}");
            self.disagree(set, &text);
        }
    }
}

/// A network of the program.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Its number, from which it can be generated again.
    pub index: usize,
    /// Its layers, its loss, its optimizer and its batch as text.
    pub text: &'static str,
    /// Its comparison.
    pub check: fn(&mut Report),
}

impl Case {
    /// Compares the network on a large stack. A panic counts as a difference.
    fn report(self, folder: PathBuf) -> Report {
        let compare = move || {
            let mut report = Report::new(folder, self.index);
            (self.check)(&mut report);
            report
        };
        let builder = thread::Builder::new().stack_size(STACK);
        let thread = builder.spawn(compare).expect("a thread");
        thread.join().unwrap_or_else(|_| Report {
            disagreements: vec!["it panics".into()],
            ..Report::default()
        })
    }

    fn show(self, report: &Report) {
        let (index, compared) = (self.index, report.compared);
        let ((part, place), count) = (&report.worst, report.disagreements.len());
        println!("{index:>3}: {compared:>4} tensors, at most {part:.2} of a limit ({place})");
        for disagreement in report.disagreements.iter().take(SHOWN) {
            println!("     DISAGREES {disagreement}");
        }
        if count > SHOWN {
            println!("     and {} more", count - SHOWN);
        }
        if count > 0 {
            println!("     {}", self.text);
        }
    }
}

/// Compares these networks with the files in the folder that is the program's argument.
///
/// # Panics
/// Without an argument.
pub fn run(cases: &[Case]) -> ExitCode {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("a folder"));
    let (mut compared, mut loose, mut disagreements) = (0, 0, 0);
    for case in cases {
        let report = case.report(folder.clone());
        case.show(&report);
        compared += report.compared;
        loose += report.loose;
        disagreements += report.disagreements.len();
    }
    println!(
        "{compared} tensors compared ({loose} of them loosely), {disagreements} disagreements"
    );
    ExitCode::from(u8::from(disagreements > 0))
}
