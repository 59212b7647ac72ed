//! Wording about `Softmax`, which has a place of its own.

pub(crate) const SOFTMAX_INSIDE: &str =
    "`Softmax` belongs to the last layer of a network; use another activation here";
pub(crate) const SOFTMAX_OF_ONE: &str = "`Softmax` makes a single output always 1; for two classes write `Dense<1, Sigmoid>` or `Dense<2, Softmax>`";
pub(crate) fn softmax_of_channels(shape: &str, count: &str) -> String {
    format!(
        "`Softmax` makes one distribution of all values, but {shape} is no vector; leave it out here, and end in `Flatten => Dense<{count}, Softmax>` or `GlobalAvgPool => Dense<{count}, Softmax>`"
    )
}
