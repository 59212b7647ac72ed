//! Messages about `Softmax`.

pub(crate) const SOFTMAX_INSIDE: &str =
    "`Softmax` is only allowed in the last layer of a network; use another activation here";
pub(crate) const SOFTMAX_OF_ONE: &str = "`Softmax` of a single output is always 1; for two classes write `Dense<1, Sigmoid>` or `Dense<2, Softmax>`";
pub(crate) fn softmax_of_channels(shape: &str, count: &str) -> String {
    format!(
        "`Softmax` takes a vector, but this output is {shape}; remove it here, and end the network with `Flatten => Dense<{count}, Softmax>` or `GlobalAvgPool => Dense<{count}, Softmax>`"
    )
}
