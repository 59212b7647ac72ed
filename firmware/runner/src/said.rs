//! The parsed output of an image.

use std::collections::{BTreeMap, BTreeSet};

/// QEMU's warning about the LM3S6965's timers.
const NOISE: &str = "Timer with period zero, disabling";

/// The lines of one run.
#[derive(Default)]
pub(crate) struct Said {
    /// The results, which must be the same on every board.
    pub(crate) results: BTreeMap<String, u32>,
    /// The expected sums of its sections.
    pub(crate) bytes: BTreeMap<String, u32>,
    /// The measurements in order: the name, the bytes of stack, and what was counted.
    pub(crate) measured: Vec<(String, u32, Option<Count>)>,
}

/// What the plugin counts between two marks.
#[derive(Clone, Copy, Default)]
pub(crate) struct Count {
    pub(crate) instructions: u64,
    /// The cycles by the manual, if the board's core has a table.
    pub(crate) cycles: Option<u64>,
    /// The instructions that the table does not have.
    pub(crate) unknown: u64,
}

impl Said {
    /// Parses the lines of an image and of the plugin.
    ///
    /// # Errors
    /// A line is of neither, or a result occurs twice.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut said = Said::default();
        let mut count: Option<Count> = None;
        for line in text.lines().filter(|line| *line != NOISE) {
            let wrong = || format!("it says `{line}`");
            let (kind, rest) = line.split_once(' ').ok_or_else(wrong)?;
            if let "count" | "cycles" | "unknown" = kind {
                let number = rest.parse().map_err(|_| wrong())?;
                let count = count.get_or_insert_default();
                match kind {
                    "count" => count.instructions = number,
                    "cycles" => count.cycles = Some(number),
                    _ => count.unknown = number,
                }
                continue;
            }
            let (name, digits) = rest.split_once(" = ").ok_or_else(wrong)?;
            let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
            let name = name.to_owned();
            let is_new = match kind {
                "result" => said.results.insert(name, number).is_none(),
                "bytes" => said.bytes.insert(name, number).is_none(),
                "stack" => {
                    said.measured.push((name, number, count.take()));
                    true
                }
                _ => false,
            };
            if !is_new {
                return Err(wrong());
            }
        }
        Ok(said)
    }

    /// The lines that must be the same on every board: results with their values, sizes and measurements with their names.
    pub(crate) fn lines(&self) -> BTreeSet<String> {
        let results = self.results.iter();
        let results = results.map(|(name, bits)| format!("result {name} = {}", shown(*bits)));
        let bytes = self.bytes.keys().map(|name| format!("bytes {name}"));
        let measured = self.measured.iter();
        let measured = measured.map(|(name, ..)| format!("stack {name}"));
        results.chain(bytes).chain(measured).collect()
    }
}

/// Formats a count in decimal digits, or a digest in eight hexadecimal digits.
fn shown(number: u32) -> String {
    match u16::try_from(number) {
        Ok(count) => count.to_string(),
        Err(_) => format!("{number:08x}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_belong_to_the_next_measurement() {
        let text =
            "count 5\ncycles 9\nunknown 1\nstack a = 10\ncount 7\nstack b = 10\nstack c = 10\n";
        let said = Said::read(text).expect("the lines are known");
        let counts = said.measured.iter().map(|(_, _, count)| {
            count.map(|count| (count.instructions, count.cycles, count.unknown))
        });
        let counts: Vec<_> = counts.collect();
        assert_eq!(counts, [Some((5, Some(9), 1)), Some((7, None, 0)), None]);
        assert!(Said::read("cycles many\n").is_err());
    }
}
