//! Why a model is not the declared network.

use core::fmt;

use crate::state::{StateLayer, StateTree};
use crate::text::Piece::Word;
use crate::text::Text;
use crate::tflite::TfliteError;

/// The bytes of a text about a part of a model.
const LONGEST_PART: usize = 72;

/// Text about a part of a model, for example `CONV_2D with 64 filters of 1 x 1`.
pub(super) type Part = Text<LONGEST_PART>;

/// Identifies a layer of a network.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct WhichLayer {
    pub(super) tree: &'static StateTree,
    /// The number, counted from 1.
    pub(super) number: usize,
}

impl WhichLayer {
    /// The number of the layer, counted from 1.
    pub const fn number(&self) -> usize {
        self.number
    }

    /// What is known of the layer.
    pub(super) const fn layer(&self) -> Option<StateLayer> {
        self.tree.layer(self.number)
    }
}

impl fmt::Debug for WhichLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "layer {}", self.number)
    }
}

/// A difference between a model and the declared network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The operator computes something other than the layer.
    Operator {
        /// The operator, and what it computes.
        found: ModelText,
    },
    /// A tensor has another shape than the layer.
    Shape {
        /// The number of the tensor.
        tensor: usize,
        /// Its shape.
        found: ModelText,
        /// Whether it is the output of the layer. Otherwise it is the input.
        is_output: bool,
    },
    /// The values of a tensor have a type that the layer does not have.
    Numbers {
        /// The number of the tensor.
        tensor: usize,
        /// The name of the type.
        found: &'static str,
    },
    /// The operator has zeros before its input that the layer does not have.
    Padding {
        /// The rows and columns of zeros in the model.
        found: [usize; 2],
        /// The rows and columns of zeros in the layer.
        needed: [usize; 2],
    },
    /// The activation is another one.
    Activation {
        /// Its name in the model.
        found: &'static str,
    },
    /// The model ends before the layer.
    End,
    /// The model goes on after the last layer.
    More {
        /// What the operator computes.
        found: ModelText,
    },
    /// The operator has a bias that is not 0, and the layer has none.
    Bias,
    /// A number of a constant tensor is infinite, NaN or out of range.
    Value {
        /// The number of the tensor.
        tensor: usize,
        /// What its numbers must be.
        needed: &'static str,
    },
    /// The model computes with integers, and the network with real numbers.
    Integers,
    /// The model computes with real numbers, and the network with integers.
    Reals,
    /// The network does not round as the model does.
    Rounding,
    /// Something that cannot be compared.
    Unsupported {
        /// What it is.
        what: &'static str,
    },
}

/// A short text about a part of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelText(pub(super) Part);

impl fmt::Display for ModelText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a model was not read into a network. The network is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file is not a model that can be read.
    Format(TfliteError),
    /// The model is not the declared network.
    Differs {
        /// The number of the operator, counted from 0.
        operator: usize,
        /// The layer that it is compared with.
        layer: WhichLayer,
        /// The difference.
        difference: Difference,
    },
}

const _: () = assert!(size_of::<ModelError>() <= 144, "an error is short");

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Text::<LONGEST_MESSAGE>::new();
        self.push_to(&[Word("the file")], &mut text);
        text.fmt(f)
    }
}

/// The bytes of the longest message of a running program.
const LONGEST_MESSAGE: usize = 640;

impl core::error::Error for ModelError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            ModelError::Format(error) => Some(error),
            ModelError::Differs { .. } => None,
        }
    }
}

#[cfg(feature = "defmt")]
impl defmt::Format for ModelError {
    fn format(&self, f: defmt::Formatter<'_>) {
        defmt::write!(f, "{}", defmt::Display2Format(self));
    }
}
