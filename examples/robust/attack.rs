//! Looks for an image in a region that is taken for another digit, by projected gradient descent (Madry et al., 2018).

use nn_core::prelude::*;
use nn_core::verify::Interval;

use crate::{CLASSES, Image, Mnist, PIXELS};

/// The steps of an attack.
const STEPS: usize = 20;
/// The length of a step, relative to the radius of the region.
const STEP: f32 = 0.25;

/// Whether an image of the region is taken for another digit.
pub(crate) fn succeeds(
    net: &Mnist,
    (image, digit): (&Image, u8),
    region: &[Interval; PIXELS],
    epsilon: f32,
) -> bool {
    let mut image = *image;
    for _ in 0..STEPS {
        let d_image = input_gradient(net, &image, digit);
        for ((pixel, d_pixel), range) in image.iter_mut().zip(d_image).zip(region) {
            let direction = if d_pixel == 0.0 {
                0.0
            } else {
                d_pixel.signum()
            };
            *pixel = (*pixel + STEP * epsilon * direction).clamp(range.low, range.high);
        }
        if net.classify(&image) != usize::from(digit) {
            return true;
        }
    }
    false
}

/// The gradient of the loss with respect to the pixels: the forward and the backward pass of a training step.
fn input_gradient(net: &Mnist, image: &Image, digit: u8) -> Image {
    let mut tape = <Mnist as Trainable>::Tape::<1>::ZERO;
    let image = Batch::all(core::slice::from_ref(image));
    let (mut logits, mut d_logits, mut d_image) =
        ([[0.0; CLASSES]], [[0.0; CLASSES]], [[0.0; PIXELS]]);
    net.forward(image, &mut logits, &mut tape, Noise::ZERO);
    let mut memory = Zero::ZERO;
    CrossEntropy.evaluate::<Softmax, _, _>(
        &mut logits[0],
        &digit,
        &mut memory,
        Some(&mut d_logits[0]),
    );
    net.backward(image, &d_logits, Some(&mut d_image), &mut tape);
    d_image[0]
}
