//! What is done with gradients that come one by one, each with the index of its parameter.

/// Adds them to a flat block.
pub(super) fn addition(gradients: &mut [f32]) -> impl FnMut(usize, f32) {
    |index, d| {
        if let Some(gradient) = gradients.get_mut(index) {
            *gradient += d;
        }
    }
}

/// Moves the parameters, weights first and biases behind them: `p -= learning_rate * d_p`.
pub(super) fn descent(
    learning_rate: f32,
    weights: &mut [f32],
    bias: &mut [f32],
) -> impl FnMut(usize, f32) {
    move |index, d| {
        let parameter = match index.checked_sub(weights.len()) {
            Some(index) => bias.get_mut(index),
            None => weights.get_mut(index),
        };
        if let Some(parameter) = parameter {
            *parameter -= learning_rate * d;
        }
    }
}
