//! Messages about windows and their input shapes.

pub(crate) const SAME: &str = "this padding is written without quotes; write `padding = Same`";
pub(crate) const SAME_WITHOUT_NAME: &str = "`Same` is a padding; write `padding = Same`";
pub(crate) const VALID: &str =
    "there is no padding by default; write `padding = 0`, or remove the argument";

pub(crate) const CAUSAL: &str = "this padding is written without quotes; write `padding = Causal`";
pub(crate) const CAUSAL_WITHOUT_NAME: &str = "`Causal` is a padding; write `padding = Causal`";
/// Causal padding of a pool or of an image.
pub(crate) fn causal_for_sequences(layer: &str) -> String {
    format!(
        "causal padding is for `Conv1d` and `DepthwiseConv1d`, and this is a `{layer}`; write the padding as a number"
    )
}

/// A setting of a pool that has no meaning with `padding = Same`.
pub(crate) fn needs_numbers_as_padding(name: &str) -> String {
    format!(
        "`{name}` has no meaning with `padding = Same`; write the padding as a number, or remove `{name}`"
    )
}
pub(crate) fn pair_in_brackets(name: &str, pair: &str) -> String {
    format!("two numbers are written in square brackets; write `{name} = {pair}`")
}
pub(crate) fn padding_mode(mode: &str) -> String {
    format!(
        "there is no padding `{mode}`; zeros are added on both sides: write `padding = 1`, or `padding = Same`"
    )
}

/// Two sizes as a user writes them: `3` or `[3, 5]`.
pub(crate) fn pair(sizes: &[String]) -> String {
    match sizes {
        [only] => only.clone(),
        sizes => format!("[{}]", sizes.join(", ")),
    }
}

/// A kernel and its length with a dilation.
pub(crate) fn dilated(kernel: &str, span: &str) -> String {
    format!("{kernel}, which is {span} with its dilation")
}

pub(crate) fn one_number(layer: &str, name: &str, first: &str) -> String {
    format!("`{layer}` has one dimension; write `{name} = {first}`")
}
pub(crate) fn two_numbers(name: &str) -> String {
    format!(
        "`{name}` is one number, or two for height and width; write `{name} = 3` or `{name} = [3, 5]`"
    )
}
/// `cause` is what can be smaller.
pub(crate) fn kernel_too_large(
    layer: &str,
    (kernel, cause): (&str, &str),
    input: &str,
    padded: Option<&[String]>,
) -> String {
    match padded {
        None => format!(
            "`{layer}` has a kernel of {kernel}, but its input is {input}; make {cause} smaller, or add `padding`"
        ),
        Some(padded) => {
            let padded = pair(padded);
            format!(
                "`{layer}` has a kernel of {kernel}, but its input is {input}, which is {padded} with padding; make {cause} smaller, or the padding larger"
            )
        }
    }
}
pub(crate) fn padding_too_large(padding: &[String], kernel: &str) -> String {
    let padding = pair(padding);
    format!(
        "padding must be smaller than the kernel, but the padding is {padding} and the kernel {kernel}; make the padding smaller, or the kernel larger"
    )
}
pub(crate) fn needs_image(layer: &str, shape: &str, fix: &str) -> String {
    format!("`{layer}` takes an image, [channels, height, width], but its input is {shape}{fix}")
}
pub(crate) fn needs_sequence(layer: &str, shape: &str, fix: &str) -> String {
    format!("`{layer}` takes a sequence, [channels, length], but its input is {shape}{fix}")
}
pub(crate) fn needs_features(layer: &str, shape: &str, fix: &str) -> String {
    format!("`{layer}` takes a sequence, [features, length], but its input is {shape}{fix}")
}
pub(crate) const NO_IMAGE: &str = "; write `Conv2d` for an image, or make its rows the features of a sequence before they enter the network";
pub(crate) const ALL_STEPS: &str = "; a recurrent layer before it returns a sequence with `sequences = true`, and the input of a network is written in brackets";
/// The input of the network has no channels.
pub(crate) fn add_channels(image: &str, other: Option<&str>) -> String {
    let other = other.map_or(String::new(), |layer| format!(", or use `{layer}`"));
    format!("; write the input as `{image}`{other}")
}
/// The channels are the last dimension of the input, as in other frameworks.
pub(crate) fn channels_last(
    layer: &str,
    kernel: &str,
    input: &str,
    order: &str,
    meant: &str,
) -> String {
    format!(
        "`{layer}` has a kernel of {kernel}, but its input is {input}; shapes are {order}: write `{meant}`, or make the kernel smaller"
    )
}
pub(crate) const NO_VECTOR: &str =
    "; put the layer before `Flatten`, or write the shape of the input in brackets";
pub(crate) fn instead(layer: &str) -> String {
    format!("; write `{layer}`")
}
pub(crate) fn needs_channels(layer: &str, shape: &str) -> String {
    format!("`{layer}` takes an image or a sequence, but its input is {shape}; remove it")
}
pub(crate) fn too_long(shape: &str) -> String {
    let limit = crate::text::grouped(super::LIMIT.into());
    format!("a vector has at most {limit} numbers, but {shape} has more; make it smaller")
}
/// One dimension of the output is too large.
pub(crate) fn output_too_large(layer: &str) -> String {
    let limit = crate::text::grouped(super::LIMIT.into());
    format!("the output of `{layer}` has more than {limit} rows or columns; make it smaller")
}
/// Padding without numbers.
pub(crate) fn no_sides(layer: &str, example: &str) -> String {
    format!(
        "`{layer}` needs its number of zeros; write `{example}` for all sides, or name the sides"
    )
}
/// Several numbers for the sides of a padding.
pub(crate) fn one_number_per_side(layer: &str, sides: &[&str]) -> String {
    let sides = sides.join(" = 1, ");
    format!("a side has one number; name the sides: `{layer}<{sides} = 1>`")
}
pub(crate) fn same_needs_kernel(layer: &str) -> String {
    format!(
        "`Same` depends on a kernel, and `{layer}` has none; write a number, or `padding = Same` in the next layer"
    )
}
pub(crate) fn lost(dimensions: &[(u64, &str)], shape: &str) -> String {
    let each = dimensions.iter().map(|(count, name)| match count {
        1 => format!("the last {name}"),
        count => format!("the last {count} {name}s"),
    });
    let each: Vec<_> = each.collect();
    format!("leaves out {} of {shape}", each.join(" and "))
}
