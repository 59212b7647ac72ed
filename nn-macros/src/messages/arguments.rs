//! Messages about named arguments of layers.

/// `filters`, `kernel` and an activation
pub(super) fn list(names: &[&str], activation: bool) -> String {
    let names = names.iter().map(|name| format!("`{name}`"));
    let mut names: Vec<_> = names
        .chain(activation.then(|| "an activation".to_owned()))
        .collect();
    match (names.pop(), names.is_empty()) {
        (Some(last), false) => format!("{} and {last}", names.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}

pub(crate) fn missing(layer: &str, names: &[&str], example: &str) -> String {
    format!("`{layer}` needs {}; write `{example}`", list(names, false))
}
pub(crate) fn unknown_argument(
    layer: &str,
    word: &str,
    meant: Option<&str>,
    names: &[&str],
    activation: bool,
) -> String {
    let names = list(names, activation);
    match meant {
        Some(meant) => format!(
            "`{layer}` has no argument `{word}`; did you mean `{meant}`? (it takes {names})"
        ),
        None => format!("`{layer}` has no argument `{word}`; it takes {names}"),
    }
}
pub(crate) fn named_activation(value: &str) -> String {
    let value = if value.is_empty() { "Relu" } else { value };
    format!("the activation is written without a name; write `{value}`")
}
pub(crate) fn twice(name: &str, is_named: bool) -> String {
    if is_named {
        format!("`{name}` is given twice; remove one")
    } else {
        format!("`{name}` is already given without its name; remove one")
    }
}
pub(crate) fn no_value(name: &str, example: &str) -> String {
    format!("the value of `{name}` is missing; write `{name} = {example}`")
}
pub(crate) fn no_equals(name: &str, example: &str) -> String {
    format!("the value of `{name}` is written after `=`; write `{name} = {example}`")
}
/// `value` is the value that is not the default.
pub(crate) fn not_a_flag(name: &str, value: &str) -> String {
    format!("`{name}` is `true` or `false`; write `{name} = {value}`")
}
pub(crate) fn needs_names(layer: &str, named: &[String]) -> String {
    let (these, need) = match named {
        [_] => ("this argument", "needs its name"),
        _ => ("these arguments", "need their names"),
    };
    format!("{these} of `{layer}` {need}; write `{}`", named.join(", "))
}
/// `after_channels` are the arguments if the first means the input channels, `all` if it does not.
pub(crate) fn channels_first(
    layer: &str,
    first: &str,
    after_channels: &[String],
    all: Option<&[String]>,
) -> String {
    let rule = format!(
        "`{layer}` infers the channels of its input, and its arguments need their names; write `{}`",
        after_channels.join(", ")
    );
    match all {
        Some(all) => format!(
            "{rule}; or, if `{first}` is the number of filters, `{}`",
            all.join(", ")
        ),
        None => rule,
    }
}
pub(crate) fn channels_are_inferred(layer: &str, filters: &str) -> String {
    format!("`{layer}` infers the channels of its input; write `filters = {filters}`")
}
pub(crate) fn size_is_inferred(layer: &str) -> String {
    format!("`{layer}` infers its size from its input; remove it")
}
pub(crate) const SLOPES_ARE_INFERRED: &str = "`PRelu` infers the number of its slopes from its input; write `PRelu` for one slope, or `PRelu<per_channel = true>` for one per channel";
pub(crate) fn takes_only(layer: &str, names: &[&str], activation: bool) -> String {
    format!(
        "`{layer}` takes {}; remove the rest",
        list(names, activation)
    )
}
pub(crate) fn has_no_activation(layer: &str) -> String {
    match layer {
        "Gru" | "Lstm" | "MinGru" | "FastGrnn" => {
            format!(
                "`{layer}` takes no activation, its gates have their own; write `{layer}<32>`, or `Rnn<32, Relu>`"
            )
        }
        _ => format!("`{layer}` takes no activation; write it as an argument of the layer before"),
    }
}
pub(crate) fn nonlinearity(activation: &str) -> String {
    format!(
        "the activation of `Rnn` is `Tanh` or `Relu`, not `{activation}`; write `Rnn<32, Tanh>`"
    )
}
pub(crate) fn two_activations(layer: &str) -> String {
    format!("`{layer}` takes one activation; remove the other")
}

// Numbers that are not whole.
pub(crate) const RATE: &str =
    "the rate of `Dropout` is at least 0 and less than 1; write `Dropout<0.2>`";
pub(crate) const RATE_ROUNDED: &str = "the rate of `Dropout` is less than 1, but this one is 1 when rounded to an `f32`; write `Dropout<0.2>`";
pub(crate) const RATE_CONSTANT: &str = "the rate of `Dropout` is written as a number, not as a constant; write `Dropout<0.2>` or `Dropout<1, 5>`";
pub(crate) const RATE_NUMBER: &str = "the rate of `Dropout` is a decimal number or a fraction of whole numbers; write `Dropout<0.2>` or `Dropout<1, 5>`";
pub(crate) const MOMENTUM: &str = "`momentum` is the share of the new batch, a number greater than 0 and at most 1; write `momentum = 0.1`";
pub(crate) const EPSILON: &str = "`epsilon` is a small positive number; write `epsilon = 0.00001`";
