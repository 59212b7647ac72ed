//! The rules for `Softmax`.

use crate::activation::SOFTMAX;
use crate::errors::Errors;
use crate::layer::Placed;
use crate::messages;
use crate::model::{Check, Shape};

/// `Softmax` is only allowed in the last layer, and its input is a vector: it returns one distribution and not one per position
/// of an image. A single output would always be 1. If the size is a constant, the compiler checks that.
pub(super) fn check(placed: &Placed, is_end: bool, errors: &mut Errors) -> Option<Check> {
    let spot = placed.ty.activation(SOFTMAX)?;
    if !is_end {
        errors.at(spot, messages::SOFTMAX_INSIDE);
    } else if let Shape::Sizes(sizes) = &placed.output
        && let [channels, places @ ..] = &**sizes
        // An image with one position is equal to a vector.
        && places.iter().any(|size| size.value() != Some(1))
    {
        let is_count = channels.is_plain() && channels.value() != Some(1);
        let count = if is_count {
            channels.to_string()
        } else {
            "10".to_owned()
        };
        let message = messages::softmax_of_channels(&placed.output.to_string(), &count);
        errors.at(spot, message);
    } else if let Shape::Sizes(sizes) = &placed.output
        && let Some(size) = sizes.first()
    {
        match size.value() {
            Some(1) => errors.at(spot, messages::SOFTMAX_OF_ONE),
            Some(_) => {}
            None => return Some(Check::Several(size.clone(), spot)),
        }
    }
    None
}
