//! Moves images by a random number of pixels.

use nn_core::rng::{Random, uniform};
use nn_core::tensor::Tensor;

use crate::digits::SIDE;

/// Returns the image moved by a random number of pixels, at most `shift` in each direction.
pub fn at_random<I: Tensor<Element = f32>>(image: &I, shift: u8, rng: &mut Random) -> I {
    let (down, right) = (pixels(shift, rng), pixels(shift, rng));
    shifted(image, down, right)
}

/// Returns a function that moves an image by a random number of pixels, as an augmentation.
pub fn by_up_to<I: Tensor<Element = f32>>(shift: u8) -> impl Fn(&mut I, &mut Random) {
    move |image, rng| *image = at_random(image, shift, rng)
}

/// Draws a number of pixels from `-shift` to `shift`.
fn pixels(shift: u8, rng: &mut Random) -> isize {
    let shift = f32::from(shift);
    uniform(rng, -shift, shift + 1.0).floor() as isize
}

/// Returns the image moved over an empty background. Pixels that leave it are dropped.
fn shifted<I: Tensor<Element = f32>>(image: &I, down: isize, right: isize) -> I {
    let mut moved = I::ZERO;
    let (from, _) = image.as_slice().as_chunks::<SIDE>();
    let (to, _) = moved.as_mut_slice().as_chunks_mut::<SIDE>();
    let gap = |pixels: isize| pixels.max(0) as usize;
    let rows = to
        .iter_mut()
        .skip(gap(down))
        .zip(from.iter().skip(gap(-down)));
    for (to, from) in rows {
        let pixels = to
            .iter_mut()
            .skip(gap(right))
            .zip(from.iter().skip(gap(-right)));
        for (to, from) in pixels {
            *to = *from;
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_leave_the_image_are_dropped() {
        let mut image = [[[0.0; SIDE]; SIDE]; 1];
        image[0][5][7] = 1.0;
        image[0][SIDE - 1][0] = 1.0;
        let moved = shifted(&image, 2, -3);
        assert_eq!(moved[0][7][4], 1.0);
        assert_eq!(Tensor::as_slice(&moved).iter().sum::<f32>(), 1.0);
        assert_eq!(shifted(&image, 0, 0), image);
    }

    #[test]
    fn every_offset_is_equally_likely() {
        let mut rng = Random::seed(1);
        let mut counts = [0; 5];
        for _ in 0..5_000 {
            counts[(pixels(2, &mut rng) + 2) as usize] += 1;
        }
        assert!(
            counts.iter().all(|count| (900..1_100).contains(count)),
            "{counts:?}"
        );
        assert!((0..100).all(|_| pixels(0, &mut rng) == 0));
    }
}
