//! Rules that only the compiler can check, because the macro does not know the meaning of a name.

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
    /// The layer has at most the maximum number of parameters.
    Affordable(Type, Spot),
    /// A rule for one or two shapes. If it is broken, the layer at the spot is wrong.
    Shape {
        rule: Rule,
        this: Shape,
        other: Option<Shape>,
        spot: Spot,
    },
    /// The window is at most as long as its padded input.
    Kernel(Slide, Spot),
    /// The padding is smaller than the window.
    Padding(Slide, Spot),
    /// The number of outputs is not 1. The spot is `Softmax`.
    Several(Size, Spot),
}

/// The meaning of a constant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Quantity {
    /// A number that can be 0, or that is compared with another.
    Any,
    Size,
    Filters,
    Kernel,
    Stride,
    Dilation,
    Factor,
}

/// A rule for a shape.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// This input of a layer takes the other shape.
    Takes,
    /// This asserted shape is the other shape.
    Is,
    /// This output of a residual branch is its input shape.
    Rejoins,
    /// This output of a projection is the output shape of its branch.
    Projects,
    /// This output of a branch can be joined with the other.
    Joins,
    IsVector,
    IsSequence,
    IsImage,
    /// An image or a sequence.
    HasChannels,
}

impl Check {
    /// Whether it is a question about a type, so that it can wrap a layer.
    pub(crate) fn is_guard(&self) -> bool {
        matches!(self, Check::Shape { .. })
    }

    /// Equal for equal checks: a repeated layer repeats its checks, and a constant is checked once. `index` is the index of the
    /// layer.
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
