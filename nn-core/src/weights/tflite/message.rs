//! The messages of [`ModelError`], for running programs and for the compiler.

use super::declared::push_layer;
use super::error::{Difference, ModelError, WhichLayer};
use super::kind::same;
use crate::tensor::Shape;
use crate::text::Piece::{Count, Word};
use crate::text::{Piece, Text};
use crate::weights::shape::push_shape;

impl ModelError {
    /// Appends the message for a file of this name.
    pub(crate) const fn push_to<const MOST: usize>(
        &self,
        file: &[Piece<'_>],
        text: &mut Text<MOST>,
    ) {
        match self {
            ModelError::Format(error) => {
                text.phrase(file);
                text.push(" is not a TensorFlow Lite model that can be read: ");
                error.push_to(text);
            }
            ModelError::Differs {
                operator,
                layer,
                difference,
            } => push_difference(*operator, layer, difference, file, text),
        }
    }
}

/// Appends "operator 3 of `kws.tflite`".
const fn push_operator<const MOST: usize>(
    operator: usize,
    file: &[Piece<'_>],
    text: &mut Text<MOST>,
) {
    text.phrase(&[Word("operator "), Count(operator), Word(" of ")]);
    text.phrase(file);
}

const fn push_difference<const MOST: usize>(
    operator: usize,
    layer: &WhichLayer,
    difference: &Difference,
    file: &[Piece<'_>],
    text: &mut Text<MOST>,
) {
    let whole = match difference {
        Difference::End => {
            text.phrase(file);
            text.phrase(&[Word(" ends after "), Count(operator)]);
            text.push(" operators, but the network goes on with ");
            return push_which(layer, "", text);
        }
        Difference::Integers => {
            " computes with `i8`, but the network with `f32`: declare `quantized![.., Double]` of it"
        }
        Difference::Reals => {
            " computes with `f32`, but the network with `i8`: read it into the network of `f32`"
        }
        Difference::Rounding => {
            " rounds twice, but the network once: declare `quantized![.., Double]` instead of `quantized![..]`"
        }
        Difference::Shape { tensor, .. }
        | Difference::Value { tensor, .. }
        | Difference::Numbers { tensor, .. } => {
            text.phrase(&[Word("tensor "), Count(*tensor), Word(" of ")]);
            ""
        }
        _ => "",
    };
    if whole.is_empty() {
        push_operator(operator, file, text);
        push_rest(layer, difference, text);
    } else {
        text.phrase(file);
        text.push(whole);
    }
}

/// Appends what is different, after the name of the operator.
const fn push_rest<const MOST: usize>(
    layer: &WhichLayer,
    difference: &Difference,
    text: &mut Text<MOST>,
) {
    match difference {
        Difference::Operator { found } => {
            text.phrase(&[Word(" is "), Word(found.0.as_str()), Word(", but ")]);
            push_which(layer, " is", text);
            push_advice(layer, text);
            if same(found.0.as_str(), "WHILE") {
                text.push("; convert a model of Keras 2 (`tf_keras`) with a batch of 1, so that its layer is one operator and not a loop");
            }
        }
        Difference::Shape {
            found, is_output, ..
        } => {
            text.phrase(&[Word(" is "), Word(found.0.as_str()), Word(", but ")]);
            push_which(layer, "", text);
            text.push(if *is_output { " returns " } else { " takes " });
            push_sizes(layer, *is_output, text);
        }
        Difference::Padding { found, needed } => {
            push_pair(" pads its input by ", found, text);
            text.push(" before it, but ");
            push_which(layer, "", text);
            push_pair(" by ", needed, text);
            text.push(": write `padding = Same` if the model pads so");
        }
        Difference::More { found } => {
            text.phrase(&[Word(" is "), Word(found.0.as_str())]);
            text.push(", but the network ends before it");
        }
        Difference::Value { needed, .. } => {
            text.phrase(&[Word(" has a number that is not "), Word(needed)]);
        }
        _ => push_property(layer, difference, text),
    }
}

/// Appends a property that is different.
const fn push_property<const MOST: usize>(
    layer: &WhichLayer,
    difference: &Difference,
    text: &mut Text<MOST>,
) {
    let (before, found) = match difference {
        Difference::Numbers { found, .. } => (" has the type ", *found),
        Difference::Activation { found } => (" has the activation ", *found),
        Difference::Bias => (" has a bias", ""),
        Difference::Unsupported { what } => (" has ", *what),
        _ => return,
    };
    text.phrase(&[Word(before), Word(found), Word(", but ")]);
    push_which(layer, "", text);
    match (difference, layer.layer()) {
        (Difference::Numbers { .. }, _) => text.push(" does not read it"),
        (Difference::Activation { .. }, Some(layer)) => {
            text.phrase(&[Word(" has `"), Word(layer.activation.name), Word("`")]);
        }
        (Difference::Unsupported { .. }, _) => text.push(" does not have it"),
        _ => text.push(" has none"),
    }
}

/// Appends what to do about a layer without an operator.
const fn push_advice<const MOST: usize>(layer: &WhichLayer, text: &mut Text<MOST>) {
    if let Some(layer) = layer.layer()
        && same(layer.name, "BatchNorm")
    {
        text.push(", which the converter folds: read it into `folded![..]`");
    }
    if let Some(layer) = layer.layer()
        && same(layer.name, "GlobalAvgPoolI8")
    {
        text.push(
            "; for `AVERAGE_POOL_2D` write `AvgPool2d` with the size of the image, and `Flatten`",
        );
    }
}

/// "layer 4 `DepthwiseConv2d<3>`", or with "is" between number and name.
const fn push_which<const MOST: usize>(which: &WhichLayer, is: &str, text: &mut Text<MOST>) {
    match which.layer() {
        Some(layer) => {
            text.phrase(&[Word("layer "), Count(which.number), Word(is), Word(" `")]);
            push_layer(&layer, text);
            text.push("`");
        }
        None => text.push("the network"),
    }
}

/// "2 rows and 1 columns"
const fn push_pair<const MOST: usize>(before: &str, pair: &[usize; 2], text: &mut Text<MOST>) {
    text.phrase(&[Word(before), Count(pair[0]), Word(" rows and ")]);
    text.phrase(&[Count(pair[1]), Word(" columns")]);
}

/// The shape that a layer takes or returns.
const fn push_sizes<const MOST: usize>(layer: &WhichLayer, is_output: bool, text: &mut Text<MOST>) {
    let Some(layer) = layer.layer() else {
        return;
    };
    match if is_output { layer.output } else { layer.input } {
        Shape::Vector(size) => push_shape(&[size], 1, text),
        Shape::Sequence(a, b) => push_shape(&[a, b], 2, text),
        Shape::Image(a, b, c) => push_shape(&[a, b, c], 3, text),
    }
}
