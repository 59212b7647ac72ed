//! The figures of a board: those that are measured, and those that are stored in `figures`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::models;
use crate::said::Count;
use crate::tally::Tally;

/// Figures with names such as `3 infer 784-128-10: instructions`, and the version of the compiler.
#[derive(Default)]
pub(crate) struct Figures {
    compiler: String,
    numbers: BTreeMap<String, u64>,
}

impl Figures {
    /// No figures yet.
    pub(crate) fn new(compiler: &str) -> Self {
        Figures {
            compiler: compiler.to_owned(),
            numbers: BTreeMap::new(),
        }
    }

    /// Adds a figure.
    pub(crate) fn add(&mut self, level: &str, what: &str, unit: &str, number: u64) {
        self.numbers
            .insert(format!("{level} {what}: {unit}"), number);
    }

    /// Adds what was counted, and prints the number of instructions whose cycles are unknown.
    pub(crate) fn count(&mut self, level: &str, what: &str, count: &Count) {
        self.add(level, what, "instructions", count.instructions);
        if let Some(cycles) = count.cycles {
            self.add(level, what, "cycles", cycles);
        }
        if count.unknown > 0 {
            println!(
                "{level} {what}: the manual has no cycles for {} instructions; 1 is assumed",
                count.unknown
            );
        }
    }

    /// Reads the stored figures. There may be none.
    pub(crate) fn read(board: &str) -> Self {
        Self::parse(&std::fs::read_to_string(path(board)).unwrap_or_default())
    }

    /// Parses a text whose first line is the compiler's version.
    pub(crate) fn parse(text: &str) -> Self {
        let mut lines = text.lines();
        let compiler = lines.next().unwrap_or_default().to_owned();
        let numbers = lines.filter_map(|line| {
            let (name, number) = line.rsplit_once(' ')?;
            Some((name.to_owned(), number.parse().ok()?))
        });
        Figures {
            compiler,
            numbers: numbers.collect(),
        }
    }

    /// Stores the figures.
    pub(crate) fn write(&self, board: &str) {
        let mut text = format!("{}\n", self.compiler);
        for (name, number) in &self.numbers {
            let _ = writeln!(text, "{name} {number}");
        }
        let path = path(board);
        std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Reports an error for each figure that differs by more than 1 %, and for each that is only measured or only stored. Another
    /// compiler is only reported.
    pub(crate) fn compare(&self, stored: &Figures, board: &str, tally: &mut Tally) {
        if self.compiler != stored.compiler {
            println!(
                "the figures of {board} were stored with `{}`, so they are not compared; `firmware/run --bless` stores these",
                stored.compiler
            );
            return;
        }
        let names: BTreeSet<&String> = self.numbers.keys().chain(stored.numbers.keys()).collect();
        for name in names {
            let result = match (stored.numbers.get(name), self.numbers.get(name)) {
                (Some(before), Some(now)) if before.abs_diff(*now) * 100 <= *before => Ok(()),
                (before, now) => Err(format!(
                    "stored {before:?}, measured {now:?}; if that must be, `firmware/run --bless` stores it"
                )),
            };
            tally.check(&format!("{board} {name}"), result);
        }
    }

    /// Takes the figures of the models from the stored ones.
    pub(crate) fn keep_models(&mut self, stored: &Figures) {
        let stored = stored
            .numbers
            .iter()
            .filter(|(name, _)| models::is_figure(name));
        self.numbers
            .extend(stored.map(|(name, number)| (name.clone(), *number)));
    }

    /// A figure by its name, such as `3 infer lenet: stack`.
    pub(crate) fn get(&self, name: &str) -> Option<u64> {
        self.numbers.get(name).copied()
    }

    /// The figures of some opt-levels, such as `3 `, with their names after the level.
    pub(crate) fn at(&self, levels: &[&str]) -> impl Iterator<Item = (&str, u64)> {
        let numbers = self.numbers.iter();
        numbers.filter_map(move |(name, number)| {
            let name = levels.iter().find_map(|level| name.strip_prefix(level))?;
            Some((name, *number))
        })
    }

    /// Formats a table with a row for each measurement.
    pub(crate) fn table(&self, title: &str) -> String {
        let mut rows: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
        for (name, number) in &self.numbers {
            if let Some((what, unit)) = name.rsplit_once(": ") {
                rows.entry(what).or_default().insert(unit, *number);
            }
        }
        let mut text = format!(
            "\n{title:<40} {:>12} {:>12} {:>7} {:>7} {:>7} {:>7}\n",
            "instructions", "cycles*", "stack", "code", "RAM", "file"
        );
        for (what, numbers) in rows {
            let _ = write!(text, "{what:<40}");
            for (unit, width) in [
                ("instructions", 12),
                ("cycles", 12),
                ("stack", 7),
                ("code", 7),
                ("ram", 7),
                ("file", 7),
            ] {
                let cell = numbers.get(unit).map(u64::to_string).unwrap_or_default();
                let _ = write!(text, " {cell:>width$}");
            }
            text.push('\n');
        }
        text + "* by the manual, zero wait states: a model, not measured\n"
    }
}

fn path(board: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../figures")
        .join(board)
        .with_extension("txt")
}
