//! Why a file does not fit a network.

use core::fmt;

use crate::safetensors::{Dtype, Fault, SafeTensors};
use crate::state::{Name, StateTree};
use crate::text::Piece::Word;
use crate::text::Text;

/// Which tensor of a network.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WhichTensor {
    pub(super) tree: &'static StateTree,
    pub(super) index: usize,
}

impl WhichTensor {
    /// Its index among all tensors of the network.
    pub const fn index(&self) -> usize {
        self.index
    }
}

impl fmt::Display for WhichTensor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tree.tensor(self.index) {
            Some(located) => located.name.fmt(f),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for WhichTensor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{self}`")
    }
}

/// A shape in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundShape {
    pub(super) sizes: [usize; 8],
    pub(super) dimensions: usize,
}

/// Names of tensors in a file, or as many of them as fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundNames(pub(super) Text<LONGEST_LIST>);

/// Errors are passed on by value, so this one is short; the compiler, which has the file, lists all.
const LONGEST_LIST: usize = 72;

/// Why weights were not read from a file. The network is as it was.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum WeightsError {
    /// The file is not in the format safetensors.
    Format(Fault),
    /// The file does not have a tensor.
    Missing {
        /// Which.
        tensor: WhichTensor,
        /// What the file has.
        found: FoundNames,
    },
    /// A tensor has another shape than the network needs.
    Shape {
        /// Which.
        tensor: WhichTensor,
        /// Its shape in the file.
        found: FoundShape,
    },
    /// A tensor has numbers of a type that is not read.
    Dtype {
        /// Which.
        tensor: WhichTensor,
        /// Its type in the file.
        found: Dtype,
    },
    /// A tensor has an infinity, or what is no number.
    NotFinite {
        /// Which.
        tensor: WhichTensor,
        /// The index of the number in the file's tensor.
        index: usize,
    },
    /// The file has a tensor that the network has not.
    Surplus {
        /// Its name.
        found: FoundNames,
    },
    /// A layer of the user shows other numbers than its `TENSORS` say.
    OtherNumbers {
        /// The first tensor that is not shown as it is stated.
        tensor: WhichTensor,
    },
    /// The name of a tensor would have more than 128 bytes.
    LongName {
        /// Which.
        tensor: WhichTensor,
    },
}

impl FoundNames {
    /// The names of all tensors of a file, or dots where there are too many.
    pub(super) const fn all(file: &SafeTensors<'_>) -> Self {
        FoundNames(list(file))
    }

    /// One name.
    pub(super) const fn one(name: &Name) -> Self {
        let mut text = Text::new();
        text.phrase(&[Word("`"), Word(name.as_str()), Word("`")]);
        FoundNames(text)
    }
}

/// The names of all tensors of a file, or dots where there are too many.
pub(super) const fn list<const MOST: usize>(file: &SafeTensors<'_>) -> Text<MOST> {
    let dots = ", ...";
    let mut text = Text::new();
    let mut entries = file.entries();
    if file.is_empty() {
        text.push("no tensors");
    }
    while let Ok(Some(entry)) = entries.step() {
        let before = text.len();
        if before > 0 {
            text.push(", ");
        }
        text.push("`");
        entry.name().push_to(&mut text);
        text.push("`");
        if !text.is_whole() || text.len() + dots.len() > MOST {
            text.truncate(before);
            text.push(dots);
            break;
        }
    }
    text
}

impl fmt::Display for FoundNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::<LONGEST_MESSAGE>::new();
        self.push_to(&[Word("the file")], None, &mut text);
        text.fmt(f)
    }
}

/// The longest description while a program runs.
const LONGEST_MESSAGE: usize = 640;

impl core::error::Error for WeightsError {}

#[cfg(feature = "defmt")]
impl defmt::Format for WeightsError {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{}", defmt::Display2Format(self));
    }
}
