//! The table of tensors. In a narrow terminal it has fewer columns and shorter names.

use std::io::IsTerminal as _;

use nn_import::StoredTensor;

/// The shortest width of names.
const SHORTEST: usize = 12;

/// The width of the terminal without the indent. `None` if the output is not a terminal: then nothing is shortened.
pub(crate) fn width() -> Option<usize> {
    let stdout = std::io::stdout();
    let size = stdout.is_terminal().then(terminal_size::terminal_size);
    let (terminal_size::Width(width), _) = size.flatten()?;
    Some(usize::from(width).saturating_sub(2))
}

/// The lines of the table.
pub(crate) fn of(tensors: &[StoredTensor], width: Option<usize>) -> Vec<String> {
    if tensors.is_empty() {
        return Vec::new();
    }
    let heading = ["name", "type", "shape", "bytes", "min", "max", "mean", ""];
    let rows: Vec<[String; 8]> = std::iter::once(heading.map(str::to_owned))
        .chain(tensors.iter().map(row))
        .collect();
    // the least important column first
    let mut columns: Vec<usize> = (0..heading.len()).collect();
    for left_out in [6, 3, 5, 4] {
        if width.is_some_and(|width| total(&rows, &columns, SHORTEST) > width) {
            columns.retain(|column| *column != left_out);
        }
    }
    let rest = total(&rows, &columns, 0);
    let longest = longest(&rows, 0);
    let name = width.map_or(longest, |width| {
        width.saturating_sub(rest).max(SHORTEST).min(longest)
    });
    rows.iter()
        .map(|row| line(row, &rows, &columns, name))
        .collect()
}

/// The cells of a tensor. The last one says what is not finite.
fn row(tensor: &StoredTensor) -> [String; 8] {
    let number = |number: f64| match number.abs() {
        0.0 => "0".to_owned(),
        1e-3..1e6 => {
            let text = format!("{number:.4}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{number:.3e}"),
    };
    let statistics = tensor.statistics;
    let range = statistics.and_then(|statistics| statistics.range);
    let [min, max, mean] = match range {
        Some(range) => [range.min, range.max, range.mean].map(number),
        None => ["-", "-", "-"].map(str::to_owned),
    };
    let mut remarks = Vec::new();
    if let Some(statistics) = statistics {
        remarks.extend((statistics.nan > 0).then(|| format!("{} NaN", statistics.nan)));
        remarks
            .extend((statistics.infinite > 0).then(|| format!("{} infinite", statistics.infinite)));
    }
    [
        tensor.name.clone(),
        tensor.numbers.clone(),
        format!("{:?}", tensor.shape),
        tensor.bytes.to_string(),
        min,
        max,
        mean,
        remarks.join(", "),
    ]
}

fn longest(rows: &[[String; 8]], column: usize) -> usize {
    rows.iter()
        .map(|row| row[column].chars().count())
        .max()
        .unwrap_or_default()
}

/// The width of a line whose names have this width.
fn total(rows: &[[String; 8]], columns: &[usize], name: usize) -> usize {
    let others = columns
        .iter()
        .filter(|column| **column > 0)
        .map(|column| longest(rows, *column));
    name + others
        .filter(|width| *width > 0)
        .map(|width| width + 2)
        .sum::<usize>()
}

fn line(row: &[String; 8], rows: &[[String; 8]], columns: &[usize], name: usize) -> String {
    let cells = columns.iter().map(|column| {
        let width = longest(rows, *column);
        match column {
            0 => format!("{:name$}", shortened(&row[0], name)),
            1 | 2 | 7 => format!("{:width$}", row[*column]),
            _ => format!("{:>width$}", row[*column]),
        }
    });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// The end of a long name, which tells more than its beginning.
fn shortened(name: &str, width: usize) -> String {
    let count = name.chars().count();
    match count > width {
        true => format!(
            "..{}",
            name.chars().skip(count + 2 - width).collect::<String>()
        ),
        false => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_table_has_fewer_columns() {
        let tensor = StoredTensor {
            name: "features.layers.12.weight".to_owned(),
            numbers: "F32".to_owned(),
            shape: vec![3],
            bytes: 12,
            statistics: None,
        };
        let wide = of(std::slice::from_ref(&tensor), None);
        assert_eq!(
            wide[1],
            "features.layers.12.weight  F32   [3]       12    -    -     -"
        );
        let narrow = of(&[tensor], Some(28));
        assert_eq!(narrow[0], "name             type  shape");
        assert_eq!(narrow[1], "..ers.12.weight  F32   [3]");
    }
}
