//! Operators of a model, as text.

use crate::text::Piece::{Count, Word};
use crate::text::Text;
use crate::tflite::{Code, Operator, Options, Tflite};

/// Appends what an operator computes: `CONV_2D with 64 filters of 1 x 1`.
pub(super) const fn push_operator<const MOST: usize>(
    file: &Tflite<'_>,
    operator: &Operator<'_>,
    text: &mut Text<MOST>,
) {
    text.push(operator.code().name());
    let [outputs, rows, columns, channels] = weights(file, operator);
    match (operator.code(), operator.options()) {
        (Code::FULLY_CONNECTED, _) => {
            text.phrase(&[Word(" from "), Count(rows), Word(" to "), Count(outputs)]);
        }
        (Code::CONV_2D, Options::Sliding(sliding)) => {
            text.phrase(&[Word(" with "), Count(outputs), Word(" filters of ")]);
            push_pair([rows, columns], text);
            push_option(" and stride ", sliding.stride, text);
            push_option(" and dilation ", sliding.dilation, text);
        }
        (Code::DEPTHWISE_CONV_2D, Options::Sliding(sliding)) => {
            text.phrase(&[Word(" of "), Count(channels), Word(" channels with ")]);
            push_pair([rows, columns], text);
            push_option(" and stride ", sliding.stride, text);
            push_option(" and dilation ", sliding.dilation, text);
        }
        (Code::UNIDIRECTIONAL_SEQUENCE_LSTM, _) => {
            text.phrase(&[Word(" with "), Count(outputs), Word(" units")]);
        }
        (_, Options::Sliding(sliding)) => {
            text.push(" of ");
            push_pair(sliding.window, text);
            push_option(" and stride ", sliding.stride, text);
        }
        _ => {}
    }
}

/// The sizes of the weights of an operator, as far as it has them.
const fn weights(file: &Tflite<'_>, operator: &Operator<'_>) -> [usize; 4] {
    let mut sizes = [0; 4];
    if let Some(tensor) = operator.input(1)
        && let Some(tensor) = file.tensor(tensor)
        && let Some((begin, _)) = sizes.split_at_mut_checked(tensor.shape().len())
    {
        begin.copy_from_slice(tensor.shape());
    }
    sizes
}

/// `3 x 5`
const fn push_pair<const MOST: usize>(pair: [usize; 2], text: &mut Text<MOST>) {
    text.phrase(&[Count(pair[0]), Word(" x "), Count(pair[1])]);
}

/// A pair unless it is 1 x 1.
const fn push_option<const MOST: usize>(before: &str, pair: [usize; 2], text: &mut Text<MOST>) {
    if pair[0] != 1 || pair[1] != 1 {
        text.push(before);
        push_pair(pair, text);
    }
}
