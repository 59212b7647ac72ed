//! Tables of instruction counts: written, read and compared.

use std::fmt;

/// The allowed difference to the table. It is enough for another C library, because its memory copies count.
const TOLERANCE: f64 = 0.03;

/// The instructions of one computation with one instruction set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The name of the instruction set.
    pub set: String,
    /// The name of the computation.
    pub work: String,
    /// The number of instructions.
    pub instructions: u64,
}

/// The counts for one compiler. As text, a row for each computation and a column for each instruction set.
#[derive(Debug, PartialEq, Eq)]
pub struct Counts {
    /// The name and version of the compiler.
    pub compiler: String,
    /// The counts.
    pub all: Vec<Count>,
}

impl Counts {
    /// Reads the output of `Display`. Returns nothing for any other text.
    pub fn parse(text: &str) -> Option<Self> {
        let (comments, rows): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.starts_with('#'));
        let compiler = comments.last()?.strip_prefix("# ")?.to_owned();
        let (head, rows) = rows.split_first()?;
        let mut all = Vec::new();
        for row in rows {
            let mut fields = row.split('|').map(str::trim);
            let work = fields.next()?;
            for set in head.split('|').map(str::trim).skip(1) {
                all.push(Count {
                    set: set.to_owned(),
                    work: work.to_owned(),
                    instructions: fields.next()?.parse().ok()?,
                });
            }
        }
        Some(Counts { compiler, all })
    }

    /// The differences to a table, one per line. Sets without counts are not compared.
    pub fn differences(&self, table: &Counts) -> Vec<String> {
        let mut found = Vec::new();
        for old in &table.all {
            let name = format!("{}, {}", old.work, old.set);
            match self.of(&old.work, &old.set) {
                Some(new) if is_near(old.instructions, new) => {}
                Some(new) => {
                    let change = 100.0 * (new as f64 / old.instructions as f64 - 1.0);
                    found.push(format!(
                        "{name}: {} became {new}, {change:+.1} %",
                        old.instructions
                    ));
                }
                None if self.all.iter().any(|new| new.set == old.set) => {
                    found.push(format!("{name}: is no longer counted"));
                }
                None => {}
            }
        }
        for new in &self.all {
            if table.of(&new.work, &new.set).is_none() {
                found.push(format!("{}, {}: is not in the table", new.work, new.set));
            }
        }
        found
    }

    fn of(&self, work: &str, set: &str) -> Option<u64> {
        let mut all = self.all.iter();
        let count = all.find(|count| count.work == work && count.set == set);
        count.map(|count| count.instructions)
    }
}

fn is_near(old: u64, new: u64) -> bool {
    new.abs_diff(old) as f64 <= TOLERANCE * old as f64
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let works = distinct(self.all.iter().map(|count| count.work.as_str()));
        let sets = distinct(self.all.iter().map(|count| count.set.as_str()));
        let width = works
            .iter()
            .map(|work| work.len())
            .max()
            .unwrap_or_default();
        writeln!(
            f,
            "# Instructions of one piece of work with each instruction set, as callgrind counts them."
        )?;
        writeln!(
            f,
            "# `cargo bless` writes this file anew. The counts are those of"
        )?;
        writeln!(f, "# {}", self.compiler)?;
        write!(f, "{:<width$}", "work")?;
        for set in &sets {
            write!(f, " | {set:>9}")?;
        }
        for work in works {
            write!(f, "\n{work:<width$}")?;
            for set in &sets {
                write!(f, " | {:>9}", self.of(work, set).unwrap_or_default())?;
            }
        }
        writeln!(f)
    }
}

/// Each text once, in the order of the first occurrences.
fn distinct<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for text in texts {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(numbers: &[(&str, &str, u64)]) -> Counts {
        let count = |(set, work, instructions): &(&str, &str, u64)| Count {
            set: (*set).to_owned(),
            work: (*work).to_owned(),
            instructions: *instructions,
        };
        Counts {
            compiler: "rustc 1.95.0 (59807616e 2026-04-14)".to_owned(),
            all: numbers.iter().map(count).collect(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let all = counts(&[
            ("portable", "a net: predict", 1_000),
            ("avx2", "a net: predict", 500),
            ("portable", "2,048: norm", 7),
            ("avx2", "2,048: norm", 3),
        ]);
        assert_eq!(Counts::parse(&all.to_string()), Some(all));
        assert_eq!(Counts::parse("# rustc 1\nwork | avx2\nnorm | many\n"), None);
        assert_eq!(
            Counts::parse("# rustc 1\nwork | portable | avx2\nnorm | 1\n"),
            None
        );
        assert_eq!(Counts::parse(""), None);
    }

    #[test]
    fn a_change_of_more_than_three_percent_is_a_difference() {
        let table = counts(&[("portable", "a", 1_000), ("avx2", "a", 500)]);
        for (portable, avx2, differences) in [
            (1_000, 500, 0),
            (1_030, 485, 0),
            (1_031, 500, 1),
            (969, 500, 1),
            (2_000, 100, 2),
        ] {
            let new = counts(&[("portable", "a", portable), ("avx2", "a", avx2)]);
            let found = new.differences(&table);
            assert_eq!(found.len(), differences, "{portable} {avx2}: {found:?}");
        }
    }

    #[test]
    fn work_that_comes_or_goes_is_a_difference_but_not_a_set_that_a_machine_lacks() {
        let table = counts(&[
            ("portable", "a", 10),
            ("portable", "b", 10),
            ("avx2", "a", 5),
        ]);
        let without_avx2 = counts(&[("portable", "a", 10), ("portable", "b", 10)]);
        assert_eq!(without_avx2.differences(&table).len(), 0);
        assert_eq!(
            counts(&[("portable", "a", 10)]).differences(&table).len(),
            1
        );
        let more = counts(&[
            ("portable", "a", 10),
            ("portable", "b", 10),
            ("portable", "c", 1),
        ]);
        assert_eq!(more.differences(&table).len(), 1);
    }
}
