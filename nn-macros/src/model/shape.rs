//! The shape between two layers.

use std::fmt;

use super::size::Size;
use crate::tokens::{Spot, Tokens};

/// The shape between two layers.
#[derive(Clone)]
pub(crate) enum Shape {
    /// One, two or three dimensions.
    Sizes(Vec<Size>),
    /// The output of a user's type.
    OutputOf(Tokens),
    /// The input of a user's type. Only in checks.
    InputOf(Tokens),
    /// After an error.
    Unknown,
}

impl Shape {
    /// A vector of this size.
    pub(crate) fn vector(size: &Size) -> Self {
        Shape::Sizes(vec![size.clone()])
    }

    /// The first dimension: the channels, or the length of a vector. Nothing after an error.
    pub(crate) fn channels(&self) -> Option<Size> {
        match self {
            Shape::Sizes(sizes) => sizes.first().cloned(),
            Shape::OutputOf(own) => Some(Size::dimension(own, 0, 3)),
            Shape::InputOf(_) | Shape::Unknown => None,
        }
    }

    /// The number of values. Nothing after an error.
    pub(crate) fn length(&self, spot: Spot) -> Option<Size> {
        match self {
            Shape::Sizes(sizes) => Some(Size::product(sizes, spot)),
            Shape::OutputOf(own) => Some(Size::OutputOf(own.clone())),
            Shape::InputOf(_) | Shape::Unknown => None,
        }
    }

    /// The dimensions, if there are `count`. For the output of a user's type, they are assumed to be `count`.
    pub(crate) fn dimensions(&self, count: usize) -> Option<Vec<Size>> {
        match self {
            Shape::Sizes(sizes) if sizes.len() == count => Some(sizes.clone()),
            Shape::OutputOf(own) => {
                let dimension = |index| Size::dimension(own, index, count);
                Some((0..count).map(dimension).collect())
            }
            _ => None,
        }
    }

    /// Whether both shapes are equal. Nothing if the macro does not know.
    pub(crate) fn equals(&self, other: &Shape) -> Option<bool> {
        let (Shape::Sizes(left), Shape::Sizes(right)) = (self, other) else {
            return None;
        };
        if left.len() != right.len() {
            return Some(false);
        }
        let pairs = || left.iter().zip(right);
        let same = |(left, right): (&Size, &Size)| Some(left.value()? == right.value()?);
        if pairs().any(|pair| same(pair) == Some(false)) {
            Some(false)
        } else {
            pairs().all(|pair| same(pair) == Some(true)).then_some(true)
        }
    }

    /// Whether it is known without calculations and without questions about a user's type.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self, Shape::Sizes(sizes) if sizes.iter().all(Size::is_plain))
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Sizes(sizes) => {
                let sizes: Vec<String> = sizes.iter().map(Size::to_string).collect();
                write!(f, "[{}]", sizes.join(", "))
            }
            Shape::OutputOf(own) => write!(f, "outputs({})", own.text()),
            Shape::InputOf(own) => write!(f, "inputs({})", own.text()),
            Shape::Unknown => f.write_str("unknown"),
        }
    }
}
