//! The rules that only the compiler can check, as the macro does not see what a name stands for.

use super::Type;
use super::shape::Shape;
use super::size::Size;
use super::slide::Slide;
use crate::tokens::Spot;

/// A rule that only the compiler can check.
#[derive(Clone)]
pub(crate) enum Check {
    /// The constant is at least 1.
    Size(Size, Quantity),
    /// The layer has no more parameters than a network may have.
    Affordable(Type, Spot),
    /// One shape, perhaps together with another, is as the rule says; otherwise the layer at the spot is wrong.
    Shape {
        rule: Rule,
        this: Shape,
        other: Option<Shape>,
        spot: Spot,
    },
    /// The window is no longer than its padded input.
    Kernel(Slide, Spot),
    /// The padding is smaller than the window.
    Padding(Slide, Spot),
    /// There are other numbers of outputs than one, where the spot is `Softmax`.
    Several(Size, Spot),
}

/// What a constant is the number of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Quantity {
    /// Something that may be 0, or is compared with a number.
    Any,
    Size,
    Filters,
    Kernel,
    Stride,
    Dilation,
}

/// What must be true of a shape.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// This input of a layer takes the other shape.
    Takes,
    /// This shape, which is asserted, is the other.
    Is,
    /// This output of a residual branch is its input.
    Rejoins,
    /// This output of a projection is that of the branch beside it.
    Projects,
    /// This output of a branch can be joined to the other.
    Joins,
    IsVector,
    IsSequence,
    IsImage,
    /// It has channels, each of more than one number: an image or a sequence.
    HasChannels,
}

impl Check {
    /// Whether it is asked of a type, so that it can stand round a layer.
    pub(crate) fn is_guard(&self) -> bool {
        matches!(self, Check::Shape { .. })
    }

    /// The same for the same question: a repeated layer repeats its own, and a constant is checked once. The index is of
    /// the layer.
    pub(crate) fn key(&self, index: usize, parameters: &str) -> String {
        match self {
            Check::Size(size, quantity) => format!("{quantity:?} {size}"),
            Check::Affordable(..) => format!("{index} affordable {parameters}"),
            Check::Shape {
                rule, this, other, ..
            } => {
                let other = other.as_ref().map(Shape::to_string).unwrap_or_default();
                format!("{index} {rule:?} {this} {other}")
            }
            Check::Kernel(slide, _) => format!("{index} kernel {}", slide.text()),
            Check::Several(size, _) => format!("several {size}"),
            Check::Padding(slide, _) => format!("{index} padding {}", slide.text()),
        }
    }
}
