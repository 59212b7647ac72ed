//! Layers of the declared network, as text.

use super::kind::{Kind, Window, at, channels_last, is_integer, is_line, kind, weights, window};
use crate::state::StateLayer;
use crate::tensor::Shape;
use crate::text::Piece::{Count, Word};
use crate::text::Text;

/// Appends a layer as in `network!`: `Conv2d<filters = 8, kernel = 3>`.
pub(super) const fn push_layer<const MOST: usize>(layer: &StateLayer, text: &mut Text<MOST>) {
    let Window {
        kernel,
        stride,
        dilation,
        ..
    } = window(layer);
    let is_line = is_line(layer);
    push_name(layer, text);
    match kind(layer) {
        Kind::Dense => {
            let outputs = match layer.output {
                Shape::Vector(size) => size,
                other => other.channels(),
            };
            text.phrase(&[Word("<"), Count(outputs), Word(">")]);
        }
        Kind::Conv => {
            let filters = at(weights(layer), 0, 0);
            text.phrase(&[Word("<filters = "), Count(filters), Word(", kernel = ")]);
            push_pair(kernel, is_line, text);
            push_option(", stride = ", stride, is_line, text);
            push_option(", dilation = ", dilation, is_line, text);
            text.push(">");
        }
        Kind::DepthwiseConv | Kind::MaxPool | Kind::AvgPool => {
            text.push("<");
            push_pair(kernel, is_line, text);
            let is_pool = !matches!(kind(layer), Kind::DepthwiseConv);
            if !is_pool || stride[0] != kernel[0] || stride[1] != kernel[1] {
                push_option(", stride = ", stride, is_line, text);
            }
            push_option(", dilation = ", dilation, is_line, text);
            text.push(">");
        }
        Kind::Lstm => {
            let (units, is_sequence) = match layer.output {
                Shape::Vector(units) => (units, false),
                output if is_integer(layer) => (channels_last(output, true).0[1], true),
                output => (output.channels(), true),
            };
            text.phrase(&[Word("<"), Count(units)]);
            text.push(if is_sequence {
                ", sequences = true>"
            } else {
                ">"
            });
        }
        _ => {}
    }
}

/// The name of a layer of `f32`, also for one of `i8`.
const fn push_name<const MOST: usize>(layer: &StateLayer, text: &mut Text<MOST>) {
    match layer
        .name
        .split_at_checked(layer.name.len().saturating_sub(2))
    {
        Some((short, _)) if is_integer(layer) => text.push(short),
        _ => text.push(layer.name),
    }
}

/// `3` or `[3, 5]`
const fn push_pair<const MOST: usize>(pair: [usize; 2], is_line: bool, text: &mut Text<MOST>) {
    if is_line || pair[0] == pair[1] {
        text.digits(pair[1]);
    } else {
        text.phrase(&[
            Word("["),
            Count(pair[0]),
            Word(", "),
            Count(pair[1]),
            Word("]"),
        ]);
    }
}

/// An argument unless it is 1.
const fn push_option<const MOST: usize>(
    before: &str,
    pair: [usize; 2],
    is_line: bool,
    text: &mut Text<MOST>,
) {
    if pair[0] != 1 || pair[1] != 1 {
        text.push(before);
        push_pair(pair, is_line, text);
    }
}
