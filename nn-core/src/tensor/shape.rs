//! The dimensions of a tensor.

use core::fmt;

/// The dimensions of a tensor, outermost first. The names of the dimensions are those of tensors of `f32`. A tensor of integers has
/// its [channels last](super::Tensor#channels): 20 x 28 x 3 is an image of 20 rows and 28 columns with 3 channels.
///
/// ```
/// use nn_core::tensor::{Shape, Tensor};
///
/// let shape = <[[[f32; 28]; 20]; 3]>::SHAPE;
/// assert_eq!(shape, Shape::Image(3, 20, 28)); // channels, height, width
/// assert_eq!(shape.to_string(), "3 x 20 x 28");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub enum Shape {
    /// The length of a vector.
    Vector(usize),
    /// The channels and the length of a sequence.
    Sequence(usize, usize),
    /// The channels, the height and the width of an image.
    Image(usize, usize, usize),
}

impl Shape {
    /// The number of channels. Each element of a vector is a channel.
    pub const fn channels(self) -> usize {
        match self {
            Shape::Vector(channels)
            | Shape::Sequence(channels, _)
            | Shape::Image(channels, _, _) => channels,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Vector(n) => write!(f, "{n}"),
            Shape::Sequence(channels, length) => write!(f, "{channels} x {length}"),
            Shape::Image(channels, height, width) => write!(f, "{channels} x {height} x {width}"),
        }
    }
}
