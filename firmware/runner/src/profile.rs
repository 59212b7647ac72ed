//! How images are built, and which.

use crate::image::Kind;

/// The optimization and the features of images.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Profile {
    /// Opt-level 3.
    Fast,
    /// Opt-level s, without the models.
    Small,
    /// Opt-level 3, and networks of `i8` without the instructions of the board's processor: all code is safe Rust.
    Portable,
    /// Opt-level 3, and only the models.
    Models,
}

impl Profile {
    /// The opt-level.
    pub(crate) fn level(self) -> &'static str {
        match self {
            Profile::Small => "s",
            _ => "3",
        }
    }

    /// The first word of the names of its figures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Profile::Portable => "portable",
            other => other.level(),
        }
    }

    /// The features of the images.
    pub(crate) fn features(self) -> &'static [&'static str] {
        match self {
            Profile::Portable => &[],
            _ => &["dsp"],
        }
    }

    /// Whether images of this kind are built.
    pub(crate) fn has(self, kind: Kind) -> bool {
        match (self, kind) {
            (_, Kind::Empty) | (Profile::Fast, _) => true,
            (Profile::Small, kind) => kind != Kind::Model,
            (Profile::Portable, kind) => kind != Kind::F32,
            (Profile::Models, kind) => kind == Kind::Model,
        }
    }
}
