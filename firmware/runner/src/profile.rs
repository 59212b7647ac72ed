//! How images are optimized.

/// The optimization of images.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    /// Opt-level 3.
    Fast,
    /// Opt-level s.
    Small,
}

impl Profile {
    /// The opt-level.
    pub(crate) fn level(self) -> &'static str {
        match self {
            Profile::Fast => "3",
            Profile::Small => "s",
        }
    }
}
