//! What an image said, line by line.

use std::collections::BTreeMap;

/// What QEMU says about the LM3S6965's timers.
const NOISE: &str = "Timer with period zero, disabling";

/// The lines of one run.
#[derive(Default)]
pub(crate) struct Said {
    /// What must be the same on every board.
    pub(crate) results: BTreeMap<String, u32>,
    /// What its sections must add up to.
    pub(crate) bytes: BTreeMap<String, u32>,
    /// What was measured, in order: the name, the bytes of stack, and the instructions if they were counted.
    pub(crate) measured: Vec<(String, u32, Option<u64>)>,
}

impl Said {
    /// Reads the lines of an image and of the plugin.
    ///
    /// # Errors
    /// A line that is neither.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut said = Said::default();
        let mut count = None;
        for line in text.lines().filter(|line| *line != NOISE) {
            let wrong = || format!("it says `{line}`");
            let (kind, rest) = line.split_once(' ').ok_or_else(wrong)?;
            if kind == "count" {
                count = Some(rest.parse().map_err(|_| wrong())?);
                continue;
            }
            let (name, digits) = rest.split_once(" = ").ok_or_else(wrong)?;
            let number = u32::from_str_radix(digits, 16).map_err(|_| wrong())?;
            let name = name.to_owned();
            match kind {
                "result" => drop(said.results.insert(name, number)),
                "bytes" => drop(said.bytes.insert(name, number)),
                "stack" => said.measured.push((name, number, count.take())),
                _ => return Err(wrong()),
            }
        }
        Ok(said)
    }
}
