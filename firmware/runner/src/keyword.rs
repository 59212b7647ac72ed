//! The table of what the recognition of words takes for each frame of sound.

use crate::table::{Table, grouped};
use crate::tables::Tables;

/// The board whose figures are stated.
const BOARD: &str = "m4f";

/// The rows: a title, the measured work, and its image. The code and the RAM of an image are those of the spectrum and of the network.
const ROWS: [(&str, &str, Option<&str>); 3] = [
    ("log-mel spectrum", "keyword conv: spectrum", None),
    (
        "step of `recurrent`",
        "keyword gru: step",
        Some("keyword_gru"),
    ),
    (
        "step of `convolutions`",
        "keyword conv: step",
        Some("keyword_conv"),
    ),
];

/// Returns the block `keyword`, or `None` for another name.
pub(crate) fn block(name: &str, tables: &Tables) -> Option<String> {
    (name == "keyword").then(|| table(tables))
}

fn table(tables: &Tables) -> String {
    let mut table = Table::new(&[
        "a frame on a Cortex-M4F",
        "instructions",
        "cycles by the manual",
        "stack, bytes",
        "code with the spectrum, bytes",
        "RAM with the spectrum, bytes",
    ]);
    for (title, work, image) in ROWS {
        let cell = |name: String| tables.get(BOARD, &name).map_or("-".to_owned(), grouped);
        let work = |unit| cell(format!("3 {work}: {unit}"));
        let whole = |unit| image.map_or(String::new(), |image| cell(format!("3 {image}: {unit}")));
        table.row(&[
            title.to_owned(),
            work("instructions"),
            work("cycles"),
            work("stack"),
            whole("code"),
            whole("ram"),
        ]);
    }
    table.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_figures_are_stored() {
        let text = block("keyword", &Tables::read());
        let text = text.expect("the block has this name");
        assert!(!text.contains("| - |"), "{text}");
        assert_eq!(text.lines().count(), 5, "{text}");
        assert_eq!(block("keywords", &Tables::read()), None);
    }
}
