//! Tables in Markdown.

/// A table in Markdown.
pub(crate) struct Table(pub(crate) String);

impl Table {
    /// A table without rows.
    pub(crate) fn new(head: &[&str]) -> Self {
        let mut table = Table(String::new());
        table.row(head);
        let lines: Vec<&str> = head
            .iter()
            .enumerate()
            .map(|(column, _)| if column == 0 { "---" } else { "---:" })
            .collect();
        table.row(&lines);
        table
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: &[impl AsRef<str>]) {
        for cell in cells {
            self.0 += "| ";
            self.0 += cell.as_ref();
            self.0 += " ";
        }
        self.0 += "|\n";
    }
}

/// Formats a number with its digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}
