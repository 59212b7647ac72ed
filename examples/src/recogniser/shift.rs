//! Images that are never quite where they were.

use nn_core::rng::{Random, uniform};
use nn_core::tensor::Tensor;

use crate::digits::SIDE;

/// The image moved at random, by up to so many pixels in each direction.
pub(super) fn anywhere<I: Tensor<Element = f32>>(image: &I, shift: u8, rng: &mut Random) -> I {
    let (down, right) = (pixels(shift, rng), pixels(shift, rng));
    shifted(image, down, right)
}

/// A whole number of pixels, from `-shift` to `shift`.
fn pixels(shift: u8, rng: &mut Random) -> isize {
    let shift = f32::from(shift);
    uniform(rng, -shift, shift + 1.0).floor() as isize
}

/// An image moved over empty paper; what leaves it is lost.
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
    fn what_leaves_the_paper_is_lost() {
        let mut image = [[[0.0; SIDE]; SIDE]; 1];
        image[0][5][7] = 1.0;
        image[0][SIDE - 1][0] = 1.0;
        let moved = shifted(&image, 2, -3);
        assert_eq!(moved[0][7][4], 1.0);
        assert_eq!(Tensor::as_slice(&moved).iter().sum::<f32>(), 1.0);
        assert_eq!(shifted(&image, 0, 0), image);
    }

    #[test]
    fn every_place_in_reach_is_as_likely() {
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
