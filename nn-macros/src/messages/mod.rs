//! All messages. A message states the rule and then the fix.

mod arguments;
mod branch;
mod budget;
mod image;
mod softmax;
mod weights;

pub(crate) use self::arguments::*;
pub(crate) use self::branch::*;
pub(crate) use self::budget::*;
pub(crate) use self::image::*;
pub(crate) use self::softmax::*;
pub(crate) use self::weights::*;
use crate::text::grouped;

/// The maximum size and number of parameters: the maximum of a 32-bit `usize`.
pub(crate) const LIMIT: u64 = u32::MAX as u64;
/// The maximum number of layers, because of the compiler's recursion limit of 128.
pub(crate) const MOST_LAYERS: usize = 100;

// The network as a whole.
pub(crate) const NOT_PUBLIC: &str = "this macro is not meant to be called; write `nn_core::network!` or `nn_core::include_weights!`";
pub(crate) const EMPTY: &str =
    "a network needs the size of its input and a layer; write `784 => Dense<10>`";
pub(crate) const MISSING_LAYER: &str =
    "a network needs at least one layer; write one after the input: `784 => Dense<10>`";
pub(crate) const MISSING_INPUT: &str =
    "a network starts with the size of its input; write it before this `=>`";
pub(crate) const DANGLING_ARROW: &str = "expected a layer after `=>`; add one, or remove the arrow";
pub(crate) const DOUBLE_ARROW: &str =
    "expected a layer between the two arrows; add one, or remove an arrow";
pub(crate) const EXPECTED_ARROW: &str =
    "expected `=>` before the next layer; add it, or remove what follows the last layer";
pub(crate) const UNCLOSED: &str = "this `<` is never closed; add `>`";
pub(crate) const UNOPENED: &str = "this `>` closes nothing; remove it";

pub(crate) fn missing_input(layer: &str, is_path: bool) -> String {
    let constant = if is_path {
        format!(" (a constant of this name is written `{{ {layer} }}`)")
    } else {
        String::new()
    };
    format!("a network starts with the size of its input; write `784 => {layer}`{constant}")
}
pub(crate) fn wrong_arrow(written: &str) -> String {
    format!("layers are joined by `=>`, not by `{written}`")
}
pub(crate) fn trailing(mark: &str) -> String {
    format!("a network ends with its last layer; remove the `{mark}`")
}
pub(crate) fn too_many_layers() -> String {
    format!(
        "a network has at most {MOST_LAYERS} layers; make some of them a separate network, which is a layer too"
    )
}
pub(crate) fn too_many_parameters(who: &str, parameters: u128) -> String {
    let (limit, parameters) = (grouped(LIMIT.into()), grouped(parameters));
    format!("a network has at most {limit} parameters, but {who} {parameters}; make it smaller")
}

// The item form.
pub(crate) const EXPECTED_STRUCT: &str =
    "expected a named network; write `struct Name { 784 => Dense<10> }`";
pub(crate) const EXPECTED_BODY: &str =
    "the layers of a network are written in braces; write `struct Name { 784 => Dense<10> }`";
pub(crate) const GENERICS: &str =
    "a network has no generic parameters; write its sizes as numbers or constants";
pub(crate) fn missing_struct(name: &str) -> String {
    format!("a named network is a struct; write `struct {name} {{ 784 => Dense<10> }}`")
}
pub(crate) fn duplicate_network(name: &str) -> String {
    format!("there are two networks named `{name}`; rename one")
}
pub(crate) const HEAD: &str =
    "expected attributes, a visibility and `struct Name { 784 => Dense<10> }`";

// Names of layers.
pub(crate) const NAME_IN_TYPE: &str = "layers have names only in a named network; write `network! { struct Name { 784 => hidden: Dense<10> } }`";
pub(crate) const NAME_ON_INPUT: &str = "only layers have names; remove the name of the input";
pub(crate) const NAME_ON_SHAPE: &str =
    "only layers have names; remove the name of the asserted shape";
pub(crate) const NAME_ON_REPEAT: &str = "a repeated layer has no name; write the repeated layers one by one to name them, or remove the name";

pub(crate) fn unusable_name(name: &str) -> String {
    format!("`{name}` cannot be the name of a method; choose another name for the layer")
}
pub(crate) fn taken_name(name: &str) -> String {
    format!(
        "every network has `{name}`, which a layer of this name would hide; choose another name"
    )
}
pub(crate) fn duplicate_name(name: &str) -> String {
    format!("there are two layers named `{name}`; rename one")
}
pub(crate) fn colliding_name(name: &str, other: &str) -> String {
    format!("the layer `{other}` already has a method `{name}`; choose another name")
}

// Sizes and shapes. `what` is "layer size", "input size" or "dimension".
pub(crate) const ZERO: &str = "must be at least 1";
pub(crate) const NEGATIVE: &str = "must be at least 1; remove the `-`";
pub(crate) const BELOW_ZERO: &str = "must be at least 0; remove the `-`";
pub(crate) const EXPECTED_DIMENSIONS: &str =
    "a shape has one, two or three dimensions: `[784]`, `[2, 100]` or `[1, 28, 28]`";
pub(crate) const REPEATED_SHAPE: &str = "a shape cannot be repeated; remove the repetition";
pub(crate) const SHAPE_OF_INPUT: &str =
    "the shape after a layer can be asserted, but this is the input; write its shape once";

pub(crate) fn size(what: &str, rule: &str) -> String {
    format!("{what} {rule}")
}
pub(crate) fn size_expected(what: &str) -> String {
    format!("expected a number, a constant or `{{ a constant expression }}` as {what}")
}
pub(crate) fn size_not_whole(what: &str, fix: Option<String>) -> String {
    let fix = fix.map_or(String::new(), |number| format!("; write `{number}`"));
    format!("{what} must be a whole number{fix}")
}
pub(crate) fn size_suffix(what: &str, digits: &str, suffix: &str) -> String {
    format!("{what} is a `usize`; write `{digits}` without `{suffix}`")
}
pub(crate) fn size_too_large(what: &str) -> String {
    format!("{what} must be at most {}", grouped(LIMIT.into()))
}
pub(crate) fn size_computed(what: &str, expression: &str) -> String {
    format!("a computed {what} is written in braces; write `{{ {expression} }}`")
}
pub(crate) fn size_below_zero(what: &str, expression: &str) -> String {
    format!("{what} must be a whole number, but `{expression}` is below 0")
}
pub(crate) fn size_divided_by_zero(what: &str, expression: &str) -> String {
    format!("{what} must be a whole number, but `{expression}` divides by 0")
}
pub(crate) fn number_as_layer(number: &str) -> String {
    format!(
        "expected a layer; write `Dense<{number}>` for one of this size, or `[{number}]` to assert the shape"
    )
}
pub(crate) fn shape_in_brackets(shape: &str) -> String {
    format!("a shape is written in square brackets; write `{shape}`")
}
pub(crate) fn wrong_shape(asserted: &str, actual: &str, lost: &str) -> String {
    format!("the asserted shape is {asserted}, but the shape here is {actual}{lost}")
}

// Repetition.
pub(crate) const REPEAT_NOTHING: &str = "expected a layer after `x`; write `3 x Dense<64>`";
pub(crate) const REPEAT_ZERO: &str =
    "a layer is repeated at least once; write a larger number, or remove the layer";
pub(crate) const REPEAT_NUMBER: &str =
    "the number of repetitions must be a plain number; write `3 x Dense<64>`";
pub(crate) const REPEAT_TIMES: &str = "a layer is repeated with `x`; write `3 x Dense<64>`";

// Layers.
pub(crate) const EXPECTED_LAYER: &str =
    "expected a layer: one of nn-core, such as `Dense<128, Relu>`, or the path of a type";

pub(crate) const NAMED_ARGUMENTS: &str =
    "a type of your own takes no named arguments; write them in order";

/// `instead` says what to write.
pub(crate) fn absent(name: &str, instead: &str) -> String {
    format!("nn-core has no `{name}`; {instead} (a type of your own is written `self::{name}`)")
}
pub(crate) fn unknown_layer(name: &str, meant: &str) -> String {
    format!(
        "unknown layer `{name}`; did you mean `{meant}`? (a type of your own is written `self::{name}`)"
    )
}
pub(crate) fn activation_as_layer(name: &str, meant: &str) -> String {
    format!(
        "`{name}` is an activation, not a layer; write it as the last argument of the layer before, as in `Dense<128, {meant}>` or `Conv2d<.., {meant}>`"
    )
}
pub(crate) fn arguments_in_angles(layer: &str, arguments: &str) -> String {
    format!("the arguments of a layer are written in angle brackets; write `{layer}<{arguments}>`")
}
pub(crate) fn expected_argument(layer: &str) -> String {
    format!("an argument of `{layer}` is missing here; add it, or remove the `,`")
}
pub(crate) fn missing_size(layer: &str, activation: &str) -> String {
    format!("`{layer}` needs its size; write `{layer}<128{activation}>`")
}
pub(crate) fn named_size(layer: &str, size: &str) -> String {
    let size = if size.is_empty() { "128" } else { size };
    format!("the size of `{layer}` is written without a name; write `{layer}<{size}>`")
}
pub(crate) fn size_first(layer: &str, size: &str, activation: &str) -> String {
    format!(
        "`{layer}` takes its size first, then its activation; write `{layer}<{size}, {activation}>`"
    )
}
pub(crate) fn input_is_inferred(layer: &str, input: &str, output: &str) -> String {
    format!(
        "the input size of `{layer}` is inferred; write `{layer}<{output}>`, or `{layer}<{input} -> {output}>` to check it"
    )
}
pub(crate) fn size_arrow(layer: &str, written: &str) -> String {
    format!(
        "the sizes of `{layer}` are joined by `->`, not by `{written}`; write `{layer}<64 -> 32>`"
    )
}
pub(crate) fn surplus(layer: &str) -> String {
    format!("`{layer}` takes a size, `bias` and an activation; remove the rest")
}
pub(crate) fn unknown_beside_size(layer: &str, word: &str, meant: Option<&str>) -> String {
    let known = "a size, `bias` and an activation";
    match meant {
        Some(meant) => format!(
            "`{layer}` has no argument `{word}`; did you mean `{meant}`? (it takes {known})"
        ),
        None => format!("`{layer}` has no argument `{word}`; it takes {known}"),
    }
}
pub(crate) fn needs_vector(layer: &str, text: &str, shape: &str) -> String {
    format!(
        "`{layer}` takes a vector, but its input is {shape}; add `Flatten`: `Flatten => {text}`"
    )
}
pub(crate) fn wrong_input(layer: &str, taken: u64, given: u64) -> String {
    format!(
        "this `{layer}` takes {taken} values, but its input has {given}; write `{given}`, or leave the input size out"
    )
}

// Activations.
pub(crate) fn expected_activation(written: &str) -> String {
    format!("expected an activation, such as `Relu`, instead of `{written}`")
}
pub(crate) fn unknown_activation(name: &str, meant: &str) -> String {
    format!(
        "unknown activation `{name}`; did you mean `{meant}`? (a type of your own is written `self::{name}`)"
    )
}
pub(crate) fn layer_as_activation(name: &str) -> String {
    format!("`{name}` is a layer, not an activation; join layers by `=>`")
}
pub(crate) fn no_arguments(name: &str) -> String {
    format!("`{name}` takes no arguments; write `{name}`")
}
pub(crate) fn slope(name: &str) -> String {
    format!(
        "`{name}` takes a positive number or a fraction of whole numbers; write `{name}<0.2>` or `{name}<1, 5>`"
    )
}
