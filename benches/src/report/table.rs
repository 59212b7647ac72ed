//! Tables as text.

use comfy_table::{Cell, CellAlignment, Table, presets};

use super::Outcome;
use crate::contest::OURS;
use crate::machine::{Machine, is_fused};

/// Every workload with its limit and its rivals.
pub fn results(outcomes: &[Outcome]) -> Table {
    let rivals = rivals(outcomes);
    let first = ["work", OURS, "GFLOP/s", "the limit", "by", "reached"];
    let header = first.into_iter().chain(rivals.iter().copied());
    let mut table = empty(header.chain(["best rival / ours"]));
    for outcome in outcomes {
        table.add_row(row(outcome, &rivals));
    }
    let columns = rivals.len() + first.len() + 1;
    align(&mut table, columns, &[0, 4]);
    table
}

/// All rivals, in the order of their first appearance.
fn rivals(outcomes: &[Outcome]) -> Vec<&'static str> {
    let mut rivals = Vec::new();
    for (name, _) in outcomes.iter().flat_map(|outcome| &outcome.results) {
        if *name != OURS && !rivals.contains(name) {
            rivals.push(*name);
        }
    }
    rivals
}

fn row(outcome: &Outcome, rivals: &[&str]) -> Vec<String> {
    let (least, by) = outcome.least;
    let ours = outcome.ours();
    let text = |of: Option<f64>, show: &dyn Fn(f64) -> String| of.map_or("-".to_owned(), show);
    let speed = |ns: f64| {
        if outcome.flops > 0.0 {
            format!("{:.1}", outcome.flops / ns)
        } else {
            "-".to_owned()
        }
    };
    let factor = ours
        .zip(outcome.best_rival())
        .map(|(ours, rival)| rival / ours);
    let mut cells = vec![
        outcome.name.to_owned(),
        cell(outcome, OURS),
        text(ours, &speed),
        time(least),
        by.to_owned(),
        text(ours, &|ns| format!("{:.0} %", 100.0 * least / ns)),
    ];
    cells.extend(rivals.iter().map(|rival| cell(outcome, rival)));
    cells.push(text(factor, &|factor| format!("{factor:.2} x")));
    cells
}

/// The time of a contestant, or an empty cell if it did not take part.
fn cell(outcome: &Outcome, name: &str) -> String {
    let found = outcome.results.iter().find(|(who, _)| *who == name);
    match found {
        Some((_, Ok(ns))) => time(*ns),
        Some((_, Err(_))) => "wrong".to_owned(),
        None => String::new(),
    }
}

/// The limits of the machine.
pub fn limits(machine: &Machine) -> Table {
    let operations = if is_fused(machine.set) {
        "fused multiply-adds"
    } else {
        "multiplications and additions"
    };
    let mut table = empty(["limit", "size", "at best"].into_iter());
    table.add_row([
        operations.to_owned(),
        "registers".to_owned(),
        format!("{:.1} GFLOP/s", machine.flops),
    ]);
    for read in &machine.reads {
        table.add_row([
            format!("reading, {}", read.place),
            format!("{} KiB", read.bytes >> 10),
            format!("{:.1} GB/s", read.speed),
        ]);
    }
    align(&mut table, 3, &[0]);
    table
}

fn empty<'a>(header: impl Iterator<Item = &'a str>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::ASCII_MARKDOWN);
    table.set_header(header.map(Cell::new));
    table
}

/// Aligns numbers to the right and words to the left.
fn align(table: &mut Table, columns: usize, words: &[usize]) {
    for index in 0..columns {
        if let Some(column) = table.column_mut(index).filter(|_| !words.contains(&index)) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// A time with three digits.
fn time(ns: f64) -> String {
    let units = [(1e9, "s"), (1e6, "ms"), (1e3, "us")];
    let found = units.into_iter().find(|(size, _)| ns >= *size);
    let (size, unit) = found.unwrap_or((1.0, "ns"));
    let value = ns / size;
    let digits = if value < 9.995 {
        2
    } else if value < 99.95 {
        1
    } else {
        0
    };
    format!("{value:.digits$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_digits() {
        let cases = [
            (0.5, "0.50 ns"),
            (40.0, "40.0 ns"),
            (99.96, "100 ns"),
            (1_754.0, "1.75 us"),
            (123_456.0, "123 us"),
            (2.5e9, "2.50 s"),
        ];
        for (ns, text) in cases {
            assert_eq!(time(ns), text);
        }
    }
}
