//! Why a file does not fit a network.

use core::fmt;

use super::message::push_shape;
use crate::safetensors::{Dtype, Entry, Fault, SafeTensors};
use crate::state::{Name, StateTree};
use crate::text::Piece::Word;
use crate::text::Text;

/// Which tensor of a network.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WhichTensor {
    pub(super) tree: &'static StateTree,
    pub(super) index: usize,
    /// Its name in the file if it is another, or as much of it as fits.
    pub(super) there: Text<LONGEST_OTHER_NAME>,
}

impl WhichTensor {
    pub(super) const fn new(tree: &'static StateTree, index: usize) -> Self {
        WhichTensor {
            tree,
            index,
            there: Text::new(),
        }
    }

    /// The same tensor, which has this name in the file.
    pub(super) const fn called(mut self, there: &Name) -> Self {
        let mut rest = there.as_bytes();
        while let [byte, others @ ..] = rest {
            self.there.push_byte(*byte);
            rest = others;
        }
        self
    }

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

/// A shape in a file: `[128, 784]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundShape(pub(super) Text<LONGEST_SHAPE>);

/// Names of tensors in a file, or as many of them as fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundNames(pub(super) Text<LONGEST_LIST>);

/// Errors are passed by value, so they hold only the beginning of a list; the compiler, which has the file, lists all.
const LONGEST_LIST: usize = 48;

/// Likewise of a name.
const LONGEST_OTHER_NAME: usize = 38;

/// Likewise of a shape.
const LONGEST_SHAPE: usize = 48;

const _: () = assert!(size_of::<WeightsError>() < 128, "an error is short");

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
    /// A number of a tensor in the file is infinite or NaN.
    NotFinite {
        /// Which.
        tensor: WhichTensor,
        /// The index of the number in the file's tensor.
        index: usize,
    },
    /// A number of a tensor has 64 bits and is too large for 32.
    TooLarge {
        /// Which.
        tensor: WhichTensor,
        /// The index of the number in the file's tensor.
        index: usize,
    },
    /// The left side of a pair of names is no tensor of the network, and no layer with tensors.
    NoSuchName {
        /// The left side.
        given: FoundNames,
    },
    /// The file has a tensor that the network does not have.
    Surplus {
        /// Its name.
        found: FoundNames,
    },
    /// A number of the network that should be written is infinite or NaN.
    NotFiniteHere {
        /// The tensor.
        tensor: WhichTensor,
        /// The index that the number would have in the file's tensor.
        index: usize,
    },
    /// A layer of the user shows other numbers than its `FACTS.tensors` say.
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

impl FoundShape {
    pub(super) const fn of(entry: &Entry<'_>) -> Self {
        let mut text = Text::new();
        push_shape(entry.shape(), entry.dimensions(), &mut text);
        FoundShape(text)
    }
}

impl FoundNames {
    /// The names of all tensors of a file, or dots where there are too many.
    pub(super) const fn all(file: &SafeTensors<'_>) -> Self {
        FoundNames(list(file))
    }

    /// One name, or as much of it as fits.
    pub(super) const fn one(name: &[u8]) -> Self {
        let (mut text, mut rest) = (Text::new(), name);
        text.push("`");
        while let [byte, others @ ..] = rest
            && text.len() + 1 < LONGEST_LIST
        {
            text.push_byte(*byte);
            rest = others;
        }
        text.push("`");
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

impl fmt::Display for FoundShape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
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

impl core::error::Error for WeightsError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            WeightsError::Format(fault) => Some(fault),
            _ => None,
        }
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for WeightsError {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{}", defmt::Display2Format(self));
    }
}
