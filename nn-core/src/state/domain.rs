//! Which numbers a tensor can have.

/// Which numbers a tensor can have. Real numbers are finite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// All.
    All,
    /// Real numbers of at least 0, such as scales.
    NotNegative,
    /// Integers between two others.
    Between {
        /// The least.
        least: i32,
        /// The largest.
        most: i32,
        /// Both in words, for messages: `from -128 to 127`.
        text: &'static str,
    },
}

impl Domain {
    /// Integers of 8 bits, such as zero points.
    pub const EIGHT_BITS: Self = Domain::Between {
        least: -128,
        most: 127,
        text: "from -128 to 127",
    };

    /// Whether a real number is one of them.
    pub(crate) const fn has_real(self, number: f32) -> bool {
        !matches!(self, Domain::NotNegative) || number >= 0.0
    }

    /// Whether an integer is one of them.
    pub(crate) const fn has_integer(self, number: i32) -> bool {
        match self {
            Domain::All => true,
            Domain::NotNegative => number >= 0,
            Domain::Between { least, most, .. } => least <= number && number <= most,
        }
    }

    /// What the numbers are, for messages.
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Domain::All => "any number",
            Domain::NotNegative => "at least 0",
            Domain::Between { text, .. } => text,
        }
    }
}
