//! Errors of reading weights into a network.

use core::fmt;

use super::shape::push_shape;
use crate::safetensors::{Dtype, Entry, SafeTensors, SafeTensorsError};
use crate::state::{Name, StateTree};
use crate::text::Piece::Word;
use crate::text::Text;

/// Identifies a tensor of a network.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WhichTensor {
    pub(super) tree: &'static StateTree,
    pub(super) index: usize,
    /// Its name in the file if that differs, truncated.
    pub(super) name_in_file: Text<LONGEST_OTHER_NAME>,
}

impl WhichTensor {
    pub(super) const fn new(tree: &'static StateTree, index: usize) -> Self {
        WhichTensor {
            tree,
            index,
            name_in_file: Text::new(),
        }
    }

    /// The same tensor, with another name in the file.
    pub(super) const fn called(mut self, name: &Name) -> Self {
        let mut rest = name.as_bytes();
        while let [byte, others @ ..] = rest {
            self.name_in_file.push_byte(*byte);
            rest = others;
        }
        self
    }

    /// The index among all tensors of the network.
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

/// The shape of a tensor in a file: `[128, 784]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundShape(pub(super) Text<LONGEST_SHAPE>);

/// Names of tensors in a file. A long list is truncated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundNames(pub(super) Text<LONGEST_LIST>);

/// The maximum length of a list of names, in bytes. Errors are passed by value, so they must be small. Compile errors list all names.
const LONGEST_LIST: usize = 48;

/// The bytes of a name in the file.
const LONGEST_OTHER_NAME: usize = 38;

/// The bytes of a shape.
const LONGEST_SHAPE: usize = 48;

const _: () = assert!(size_of::<WeightsError>() < 128, "an error is short");

/// Why weights were not read or written. The network is unchanged.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum WeightsError {
    /// The file is not a valid safetensors file.
    Format(SafeTensorsError),
    /// A tensor of the network is missing in the file.
    Missing {
        /// The tensor.
        tensor: WhichTensor,
        /// The tensors of the file.
        found: FoundNames,
    },
    /// The shape of a tensor is not the one that the network needs.
    Shape {
        /// The tensor.
        tensor: WhichTensor,
        /// The shape in the file.
        found: FoundShape,
    },
    /// The type of a tensor's values is not supported.
    Dtype {
        /// The tensor.
        tensor: WhichTensor,
        /// The type in the file.
        found: Dtype,
    },
    /// A value in the file is infinite or NaN.
    NotFinite {
        /// The tensor.
        tensor: WhichTensor,
        /// The index of the value in the file's tensor.
        index: usize,
    },
    /// A 64-bit value in the file overflows `f32`.
    TooLarge {
        /// The tensor.
        tensor: WhichTensor,
        /// The index of the value in the file's tensor.
        index: usize,
    },
    /// A value in the file is not one that the tensor can have, such as a negative scale.
    OutOfRange {
        /// The tensor.
        tensor: WhichTensor,
        /// The index of the value in the file's tensor.
        index: usize,
    },
    /// A name that [`names`](super::LoadOptions::names) maps belongs to no tensor of the network.
    NoSuchName {
        /// The name.
        given: FoundNames,
    },
    /// The file has a tensor that the network does not have.
    Unexpected {
        /// The name of the tensor.
        found: FoundNames,
    },
    /// A value of the network is infinite or NaN, so it is not written.
    NotFiniteHere {
        /// The tensor.
        tensor: WhichTensor,
        /// The index that the value would have in the file's tensor.
        index: usize,
    },
    /// The tensors that a custom layer visits do not match its `FACTS.tensors`.
    OtherNumbers {
        /// The first tensor that differs from what the layer states.
        tensor: WhichTensor,
    },
    /// The name of a tensor has more than 128 bytes.
    LongName {
        /// The tensor.
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
    /// The names of all tensors of a file. A long list ends with dots.
    pub(super) const fn all(file: &SafeTensors<'_>) -> Self {
        FoundNames(list(file))
    }

    /// One name, truncated.
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

/// The names of all tensors of a file. A long list ends with dots.
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

/// The bytes of the longest message of a running program.
const LONGEST_MESSAGE: usize = 640;

impl core::error::Error for WeightsError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            WeightsError::Format(error) => Some(error),
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
