//! The tables of cycles by the manual.

use crate::board::BOARDS;
use crate::image::Kind;
use crate::table::{Table, grouped};
use crate::tables::{BOARD, Tables};
use crate::tuned;

/// Returns a block by its name. It is `None` for an unknown name.
pub(crate) fn block(name: &str, tables: &Tables) -> Option<String> {
    match name {
        "cycles" => Some(boards(tables)),
        "target-cpu" => Some(target_cpu(tables)),
        _ => None,
    }
}

/// Formats a figure as a cell.
fn cell(tables: &Tables, board: &str, name: &str) -> String {
    let number = tables.get(board, name);
    number.map_or("-".to_owned(), grouped)
}

/// A row for each board whose core has a table of cycles.
fn boards(tables: &Tables) -> String {
    let mut head = vec!["board, opt-level"];
    head.extend(BOARD.map(|(title, _)| title));
    let mut table = Table::new(&head);
    for board in BOARDS.iter().filter(|board| board.manual().is_some()) {
        let profiles = board.profiles.iter();
        for profile in profiles.filter(|profile| profile.has(Kind::F32)) {
            let level = profile.name();
            let mut row = vec![format!("{} (`{}`), {level}", board.core, board.name)];
            row.extend(
                BOARD.map(|(_, name)| cell(tables, board.name, &format!("{level} {name}: cycles"))),
            );
            table.row(&row);
        }
    }
    table.0
}

/// Instructions and cycles without and with `target-cpu`.
fn target_cpu(tables: &Tables) -> String {
    let mut table = Table::new(&[
        "Cortex-M4F, opt-level 3",
        "instructions",
        "with `target-cpu`",
        "cycles by the manual",
        "with `target-cpu`",
    ]);
    for (title, name) in BOARD {
        let mut row = vec![title.to_owned()];
        for unit in ["instructions", "cycles"] {
            for level in ["3", tuned::LEVEL] {
                row.push(cell(tables, "m4f", &format!("{level} {name}: {unit}")));
            }
        }
        table.row(&row);
    }
    table.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_cores_with_a_manual_have_cycles() {
        let figures: &[&str] = &["3 infer lenet: cycles 1234567", "3 infer lenet: stack 676"];
        let tables = Tables::of(&[("m4f", figures), ("m33", figures)]);
        let text = block("cycles", &tables).expect("it is a block");
        assert!(
            text.contains("| Cortex-M4F (`m4f`), 3 | - | - | 1,234,567 | - | - |\n"),
            "{text}"
        );
        assert!(!text.contains("m33"), "{text}");
    }

    #[test]
    fn instructions_and_cycles_are_beside_those_with_target_cpu() {
        let tables = Tables::of(&[(
            "m4f",
            &[
                "3 infer lenet: instructions 1",
                "tuned infer lenet: instructions 2",
                "3 infer lenet: cycles 4",
                "tuned infer lenet: cycles 3",
            ],
        )]);
        let text = block("target-cpu", &tables).expect("it is a block");
        assert!(
            text.contains("| infer LeNet-5 | 1 | 2 | 4 | 3 |\n"),
            "{text}"
        );
    }
}
