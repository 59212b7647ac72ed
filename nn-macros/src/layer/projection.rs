//! Finds the projection that a residual branch needs, for a suggestion.

use crate::model::Shape;

/// The layer that changes the shape of the input to the shape of the output, if there is one.
pub(super) fn suggest(output: &Shape, input: &Shape) -> Option<String> {
    let (Shape::Sizes(output), Shape::Sizes(input)) = (output, input) else {
        return None;
    };
    match (output.as_slice(), input.as_slice()) {
        ([size], [_]) => Some(format!("Dense<{size}>")),
        ([channels, output @ ..], [_, input @ ..]) if output.len() == input.len() => {
            let mut strides = output.iter().zip(input).map(|(output, input)| {
                let (output, input) = (output.value()?, input.value()?);
                let stride = input.div_ceil(output);
                // With this stride, a kernel of 1 has the same number of outputs.
                ((input - 1) / stride + 1 == output).then_some(stride)
            });
            let first = strides.next()??;
            if !strides.all(|stride| stride == Some(first)) {
                return None;
            }
            let name = if output.len() == 1 {
                "Conv1d"
            } else {
                "Conv2d"
            };
            let stride = if first == 1 {
                String::new()
            } else {
                format!(", stride = {first}")
            };
            Some(format!("{name}<filters = {channels}, kernel = 1{stride}>"))
        }
        _ => None,
    }
}
