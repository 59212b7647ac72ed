//! From the text of a CSV file to arrays.

use std::collections::BTreeMap;
use std::io::Read;

use ::csv::{ErrorKind, Position, ReaderBuilder, StringRecord, Trim};

use super::columns::Columns;
use super::{Classes, Options, Values};
use crate::fault::Fault;
use crate::file::unreadable;

/// The largest number of classes.
const MOST: usize = 1 << 16;

/// One line of data.
struct Line<'a> {
    /// The whole file.
    text: &'a [u8],
    cells: &'a StringRecord,
}

pub(super) fn classes<const N: usize>(
    text: impl Read,
    options: &Options,
) -> Result<Classes<N>, Fault> {
    let (mut inputs, mut labels) = (Vec::new(), Vec::new());
    // The classes in the order in which they occur.
    let mut found = BTreeMap::new();
    lines(text, options, [N, 1], |line, columns| {
        inputs.push(line.numbers(&columns.inputs)?);
        let column = columns.targets.first().copied().unwrap_or_default();
        let name = line.cell(column)?;
        let next = found.len();
        if next == MOST && !found.contains_key(name) {
            let (line, most) = (line.number(), MOST);
            return Err(Fault::Classes { line, most });
        }
        labels.push(*found.entry(name.to_owned()).or_insert(next));
        Ok(())
    })?;
    let mut names: Vec<(String, usize)> = found.into_iter().collect();
    let number = |name: &str| name.parse::<i64>().ok();
    if names.iter().all(|(name, _)| number(name).is_some()) {
        names.sort_by_key(|(name, _)| number(name));
    }
    let mut places = vec![0u16; names.len()];
    for (place, (_, occurrence)) in (0..).zip(&names) {
        if let Some(slot) = places.get_mut(*occurrence) {
            *slot = place;
        }
    }
    let place = |label: usize| places.get(label).copied().unwrap_or_default();
    Ok(Classes {
        inputs,
        labels: labels.into_iter().map(place).collect(),
        names: names.into_iter().map(|(name, _)| name).collect(),
    })
}

pub(super) fn values<const N: usize, const M: usize>(
    text: impl Read,
    options: &Options,
) -> Result<Values<N, M>, Fault> {
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    lines(text, options, [N, M], |line, columns| {
        inputs.push(line.numbers(&columns.inputs)?);
        targets.push(line.numbers(&columns.targets)?);
        Ok(())
    })?;
    Ok(Values { inputs, targets })
}

/// Calls `each` for every line of data.
fn lines(
    mut text: impl Read,
    options: &Options,
    counts: [usize; 2],
    mut each: impl FnMut(Line<'_>, &Columns) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut all = Vec::new();
    text.read_to_end(&mut all).map_err(unreadable)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(options.delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(&*all);
    let mut cells = StringRecord::new();
    let mut columns = None;
    let mut is_empty = true;
    while reader
        .read_record(&mut cells)
        .map_err(|error| malformed(error, &all))?
    {
        let is_first = columns.is_none();
        let columns = match &mut columns {
            Some(columns) => columns,
            none => none.insert(Columns::of(&cells, options, counts)?),
        };
        if is_first && options.has_header {
            continue;
        }
        let (cells, text) = (&cells, &*all);
        let line = Line { text, cells };
        line.check(columns.count)?;
        each(line, columns)?;
        is_empty = false;
    }
    if is_empty {
        return Err(Fault::NoLines);
    }
    Ok(())
}

impl Line<'_> {
    /// The number of the line.
    fn number(&self) -> u64 {
        number(self.cells.position(), self.text)
    }

    /// Checks the number of columns.
    fn check(&self, wanted: usize) -> Result<(), Fault> {
        let found = self.cells.len();
        if found == wanted {
            return Ok(());
        }
        Err(Fault::Columns {
            line: self.number(),
            found,
            wanted,
        })
    }

    /// The text of a cell, which is not empty.
    fn cell(&self, column: usize) -> Result<&str, Fault> {
        match self.cells.get(column) {
            Some(text) if !text.is_empty() => Ok(text),
            _ => Err(Fault::Empty {
                line: self.number(),
                column: column + 1,
            }),
        }
    }

    /// The numbers of some columns.
    fn numbers<const N: usize>(&self, columns: &[usize]) -> Result<[f32; N], Fault> {
        let mut numbers = [0.0; N];
        for (number, column) in numbers.iter_mut().zip(columns) {
            let text = self.cell(*column)?;
            let parsed = text.parse().ok().filter(|number: &f32| number.is_finite());
            *number = parsed.ok_or_else(|| Fault::NoNumber {
                line: self.number(),
                column: column + 1,
                text: text.to_owned(),
            })?;
        }
        Ok(numbers)
    }
}

/// The number of the line at a position, after empty lines. It is only computed for errors.
fn number(position: Option<&Position>, text: &[u8]) -> u64 {
    let start = position.map_or(0, |position| position.byte() as usize);
    let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
    let empty = text
        .iter()
        .skip(start)
        .take_while(|byte| is_end(byte))
        .count();
    let before = text.iter().take(start + empty);
    1 + before.filter(|byte| **byte == b'\n').count() as u64
}

/// The fault that an error of the reader is.
fn malformed(error: ::csv::Error, text: &[u8]) -> Fault {
    let line = number(error.position(), text);
    let reason = error.to_string();
    match error.into_kind() {
        ErrorKind::Io(error) => unreadable(error),
        ErrorKind::Utf8 { .. } => Fault::Malformed {
            line,
            reason: "it is not UTF-8".to_owned(),
        },
        _ => Fault::Malformed { line, reason },
    }
}
