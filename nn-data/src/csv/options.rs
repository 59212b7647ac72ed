//! How a CSV file is read.

/// How a CSV file is read: by default with a header, with commas, and with the targets in the last columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The byte between two cells.
    pub delimiter: u8,
    /// Whether the first line has the names of the columns.
    pub has_header: bool,
    /// The names of the columns with the targets, in this order. If there are none, the last columns are the targets.
    pub targets: Vec<String>,
    /// The names of the columns that are left out.
    pub left_out: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl Options {
    /// The defaults.
    pub const fn new() -> Self {
        Options {
            delimiter: b',',
            has_header: true,
            targets: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Sets the byte between two cells.
    #[must_use]
    pub const fn with_delimiter(mut self, delimiter: u8) -> Self {
        self.delimiter = delimiter;
        self
    }

    /// States that the first line is data. Columns then have no names.
    #[must_use]
    pub const fn without_header(mut self) -> Self {
        self.has_header = false;
        self
    }

    /// Sets the columns with the targets.
    #[must_use]
    pub fn with_targets(mut self, names: &[&str]) -> Self {
        self.targets = names.iter().map(ToString::to_string).collect();
        self
    }

    /// Leaves columns out.
    #[must_use]
    pub fn without(mut self, names: &[&str]) -> Self {
        self.left_out = names.iter().map(ToString::to_string).collect();
        self
    }
}
