//! In which words an error is told, while a program runs or is compiled.

use super::error::{WeightsError, WhichTensor};
use crate::state::Located;
use crate::tensor::Shape;
use crate::text::Piece::{Count, Word};
use crate::text::{Piece, Text};

impl WeightsError {
    /// Adds what is wrong with a file of this name, which has these tensors, to a text.
    pub(crate) const fn push_to<const MOST: usize>(
        &self,
        file: &[Piece<'_>],
        all: Option<&str>,
        text: &mut Text<MOST>,
    ) {
        match self {
            WeightsError::Format(fault) => {
                text.phrase(file);
                text.push(if fault.is_limit() {
                    " is too large: "
                } else {
                    " is not a safetensors file: "
                });
                fault.push_to(text);
            }
            WeightsError::Surplus { found } => {
                text.phrase(file);
                text.phrase(&[Word(" has "), Word(found.0.as_str())]);
                text.push(", which the network does not have");
            }
            WeightsError::OtherNumbers { tensor } => {
                push_need(tensor, text, Part::Layer);
                text.push(" does not show its numbers as its `FACTS.tensors` states: look at `");
                push_need(tensor, text, Part::Name);
                text.push("`");
            }
            WeightsError::NotFiniteHere { tensor, index } => {
                push_name(tensor, text);
                text.phrase(&[
                    Word(" of the network is not finite at index "),
                    Count(*index),
                ]);
            }
            WeightsError::LongName { tensor } => {
                text.push("the name of a tensor of ");
                push_need(tensor, text, Part::Layer);
                text.push(" would have more than 128 bytes");
            }
            WeightsError::NoSuchName { given } => {
                text.phrase(&[Word("`names` maps "), Word(given.0.as_str())]);
                text.push(
                    ", but no tensor of the network has this name, or begins with it and a dot",
                );
            }
            WeightsError::Missing { tensor, .. }
            | WeightsError::Shape { tensor, .. }
            | WeightsError::Dtype { tensor, .. }
            | WeightsError::TooLarge { tensor, .. }
            | WeightsError::NotFinite { tensor, .. } => {
                push_name(tensor, text);
                self.push_found(text);
                text.push(" in ");
                text.phrase(file);
                self.push_needed(tensor, all, text);
            }
        }
    }

    /// What a tensor of the file is.
    const fn push_found<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match self {
            WeightsError::Missing { .. } => text.push(" is missing"),
            WeightsError::Shape { found, .. } => {
                text.phrase(&[Word(" is "), Word(found.0.as_str())]);
            }
            WeightsError::Dtype { found, .. } => {
                text.phrase(&[Word(" has numbers of type "), Word(found.name())]);
            }
            WeightsError::NotFinite { index, .. } => {
                text.phrase(&[Word(" is not finite at index "), Count(*index)]);
            }
            WeightsError::TooLarge { index, .. } => {
                text.phrase(&[Word(" has a number at index "), Count(*index)]);
                text.push(" that is too large for `f32`");
            }
            _ => {}
        }
    }

    /// What it should be.
    const fn push_needed<const MOST: usize>(
        &self,
        tensor: &WhichTensor,
        all: Option<&str>,
        text: &mut Text<MOST>,
    ) {
        match self {
            WeightsError::Missing { found, .. } => {
                text.push(": ");
                push_need(tensor, text, Part::Layer);
                text.push(" needs it as ");
                push_need(tensor, text, Part::Shape);
                let found = match all {
                    Some(all) => all,
                    None => found.0.as_str(),
                };
                text.phrase(&[Word("; the file has "), Word(found)]);
            }
            WeightsError::Shape { .. } => {
                text.push(", but ");
                push_need(tensor, text, Part::Layer);
                text.push(" needs ");
                push_need(tensor, text, Part::Shape);
            }
            WeightsError::Dtype { .. } => text.push(", but only F64, F32, F16 and BF16 are read"),
            _ => {}
        }
    }
}

/// "tensor `fc1.weight` (here `0.weight`)"
const fn push_name<const MOST: usize>(tensor: &WhichTensor, text: &mut Text<MOST>) {
    text.push("tensor `");
    if tensor.there.len() > 0 {
        text.push(tensor.there.as_str());
        if !tensor.there.is_whole() {
            text.push("...");
        }
        text.push("` (here `");
        push_need(tensor, text, Part::Name);
        text.push("`)");
    } else {
        push_need(tensor, text, Part::Name);
        text.push("`");
    }
}

/// What is said of a tensor that a network needs.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Layer,
    Shape,
}

const fn push_need<const MOST: usize>(tensor: &WhichTensor, text: &mut Text<MOST>, part: Part) {
    let Some(located) = tensor.tree.tensor(tensor.index) else {
        return;
    };
    let Located {
        tensor,
        layer,
        number,
        name,
    } = &located;
    match part {
        Part::Name => text.push(name.as_str()),
        Part::Shape => push_shape(tensor.shape, tensor.shape.len(), text),
        Part::Layer => {
            text.phrase(&[Word("layer "), Count(*number), Word(" `"), Word(layer.name)]);
            text.push("<");
            push_size(layer.input, text);
            text.push(", ");
            push_size(layer.output, text);
            text.push(">`");
        }
    }
}

/// `784` or `[1, 28, 28]`
const fn push_size<const MOST: usize>(shape: Shape, text: &mut Text<MOST>) {
    match shape {
        Shape::Vector(size) => text.digits(size),
        Shape::Sequence(channels, length) => push_shape(&[channels, length], 2, text),
        Shape::Image(channels, height, width) => push_shape(&[channels, height, width], 3, text),
    }
}

/// `[128, 784]`
pub(super) const fn push_shape<const MOST: usize>(
    sizes: &[usize],
    dimensions: usize,
    text: &mut Text<MOST>,
) {
    text.push("[");
    let mut index = 0;
    while index < dimensions && index < sizes.len() {
        if index > 0 {
            text.push(", ");
        }
        text.digits(sizes[index]);
        index += 1;
    }
    text.push(if dimensions > sizes.len() {
        ", ...]"
    } else {
        "]"
    });
}
