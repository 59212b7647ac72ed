//! The images that differ from an image by at most epsilon in each pixel.

use nn_core::verify::Interval;

use crate::layers::Intervals;
use crate::{Image, PIXELS};

/// What each pixel can be: at most `epsilon` away, and an amount of ink from 0 to 1.
pub(crate) fn around(image: &Image, epsilon: f32) -> [Interval; PIXELS] {
    image.map(|pixel| {
        let Interval { low, high } = Interval::around(pixel, epsilon);
        Interval::new(low.max(0.0), high.min(1.0))
    })
}

/// The same as the input of a network of intervals.
pub(crate) fn intervals(image: &Image, epsilon: f32) -> Intervals<PIXELS> {
    let region = around(image, epsilon);
    [
        *image,
        region.map(|pixel| 0.5 * (pixel.high + pixel.low)),
        region.map(|pixel| 0.5 * (pixel.high - pixel.low)),
    ]
}
