//! The messages of [`WeightsError`], for running programs and for the compiler.

use super::error::{WeightsError, WhichTensor};
use super::shape::push_shape;
use crate::state::{Kind, Located};
use crate::tensor::Shape;
use crate::text::Piece::{Count, Word};
use crate::text::{Piece, Text};

impl WeightsError {
    /// Appends the message for a file of this name. `all` lists the file's tensors, if they are known.
    pub(crate) const fn push_to<const MOST: usize>(
        &self,
        file: &[Piece<'_>],
        all: Option<&str>,
        text: &mut Text<MOST>,
    ) {
        match self {
            WeightsError::Format(error) => {
                text.phrase(file);
                text.push(if error.is_limit() {
                    " is too large: "
                } else {
                    " is not a safetensors file: "
                });
                error.push_to(text);
            }
            WeightsError::Unexpected { found } => {
                text.phrase(&[Word("unexpected tensor "), Word(found.0.as_str())]);
                text.push(" in ");
                text.phrase(file);
                text.push(": the network does not have it; `allow_unexpected` ignores it");
            }
            WeightsError::OtherNumbers { tensor } => {
                push_need(tensor, text, Part::Layer);
                text.push(" does not visit its numbers as its `FACTS.tensors` states: compare its `state` with the tensor `");
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
                text.push(" has more than 128 bytes: shorten the names of the layers");
            }
            WeightsError::NoSuchName { given } => {
                text.phrase(&[Word("`names` maps "), Word(given.0.as_str())]);
                text.push(
                    ", but no tensor of the network has this name, or a name that begins with it and a dot",
                );
            }
            WeightsError::Missing { tensor, .. }
            | WeightsError::Shape { tensor, .. }
            | WeightsError::Dtype { tensor, .. }
            | WeightsError::TooLarge { tensor, .. }
            | WeightsError::OutOfRange { tensor, .. }
            | WeightsError::NotFinite { tensor, .. } => {
                push_name(tensor, text);
                self.push_found(text);
                text.push(" in ");
                text.phrase(file);
                self.push_needed(tensor, all, text);
            }
        }
    }

    /// Appends what the file contains.
    const fn push_found<const MOST: usize>(&self, text: &mut Text<MOST>) {
        match self {
            WeightsError::Missing { .. } => text.push(" is missing"),
            WeightsError::Shape { found, .. } => {
                text.phrase(&[Word(" is "), Word(found.0.as_str())]);
            }
            WeightsError::Dtype { found, .. } => {
                text.phrase(&[Word(" has the type "), Word(found.name())]);
            }
            WeightsError::NotFinite { index, .. } => {
                text.phrase(&[Word(" is not finite at index "), Count(*index)]);
            }
            WeightsError::TooLarge { index, .. } => {
                text.phrase(&[Word(" overflows `f32` at index "), Count(*index)]);
            }
            WeightsError::OutOfRange { index, .. } => {
                text.phrase(&[Word(" is out of range at index "), Count(*index)]);
            }
            _ => {}
        }
    }

    /// Appends what the network needs.
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
            WeightsError::Dtype { .. } => match tensor.tree.tensor(tensor.index) {
                Some(Located { tensor: stored, .. }) if !matches!(stored.kind, Kind::F32) => {
                    text.push(", but ");
                    push_need(tensor, text, Part::Layer);
                    text.phrase(&[Word(" needs "), Word(stored.kind.name())]);
                }
                _ => text.push(", but the supported types are F64, F32, F16 and BF16"),
            },
            WeightsError::OutOfRange { .. } => {
                text.push(": it is ");
                push_need(tensor, text, Part::Domain);
            }
            _ => {}
        }
    }
}

/// "tensor `fc1.weight` (here `0.weight`)"
const fn push_name<const MOST: usize>(tensor: &WhichTensor, text: &mut Text<MOST>) {
    text.push("tensor `");
    if tensor.name_in_file.len() > 0 {
        text.push(tensor.name_in_file.as_str());
        if !tensor.name_in_file.is_whole() {
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

/// A property of a tensor that the network needs.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Layer,
    Shape,
    Domain,
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
        Part::Domain => text.push(tensor.domain.text()),
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
