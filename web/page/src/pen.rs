//! Places a drawing as the digits of MNIST are placed: in a box of 20 x 20 pixels, with its center of mass in the center of 28 x 28.

use crate::nets::Image;

/// The side of a digit.
const SIDE: usize = 28;
/// The longer side of the box around its ink.
const BOX: f32 = 20.0;
/// Ink below this value is paper.
const PAPER: u8 = 8;

/// A square drawing.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    ink: &'a [u8],
    side: usize,
}

impl<'a> Drawing<'a> {
    /// A drawing of `side` x `side` pixels, from 0 (paper) to 255 (ink), row by row. `None` if the number of pixels is another one.
    pub fn new(ink: &'a [u8], side: usize) -> Option<Self> {
        let is_square = side.checked_mul(side) == Some(ink.len());
        is_square.then_some(Drawing { ink, side })
    }

    /// The digit, or `None` if there is no ink.
    pub fn digit(self) -> Option<Image> {
        let frame = self.frame()?;
        let longer = frame.width().max(frame.height());
        let step = longer / BOX;
        // The first pass finds the center of mass, the second one moves it to the center of the image.
        let middle = [
            frame.left + frame.width() / 2.0,
            frame.top + frame.height() / 2.0,
        ];
        let [right, down] = center_of_mass(&self.sample(middle, step));
        let half = SIDE as f32 / 2.0;
        // Whole pixels, as in MNIST.
        let [right, down] = [right - half, down - half].map(f32::round);
        Some(self.sample([middle[0] + right * step, middle[1] + down * step], step))
    }

    /// The smallest rectangle with all ink.
    fn frame(self) -> Option<Frame> {
        let mut frame: Option<Frame> = None;
        for (index, _) in self.ink.iter().enumerate().filter(|(_, ink)| **ink > PAPER) {
            let (x, y) = ((index % self.side) as f32, (index / self.side) as f32);
            let around = frame.get_or_insert(Frame {
                left: x,
                top: y,
                right: x,
                bottom: y,
            });
            around.left = around.left.min(x);
            around.right = around.right.max(x + 1.0);
            around.top = around.top.min(y);
            around.bottom = around.bottom.max(y + 1.0);
        }
        frame
    }

    /// The image whose center is at `middle`, with pixels of `step` x `step`. A pixel is the mean of the ink that it covers.
    fn sample(self, middle: [f32; 2], step: f32) -> Image {
        let half = SIDE as f32 / 2.0;
        let mut image = [0.0; SIDE * SIDE];
        for (index, pixel) in image.iter_mut().enumerate() {
            let edge = |place: usize, middle: f32| middle + (place as f32 - half) * step;
            let columns = covered(edge(index % SIDE, middle[0]), step, self.side);
            let rows = covered(edge(index / SIDE, middle[1]), step, self.side);
            let mut sum = 0.0;
            for (row, height) in rows {
                for (column, width) in columns.clone() {
                    let ink = self.ink.get(row * self.side + column);
                    sum += height * width * f32::from(ink.copied().unwrap_or_default());
                }
            }
            *pixel = (sum / (255.0 * step * step)).min(1.0);
        }
        image
    }
}

/// A rectangle around ink.
#[derive(Clone, Copy)]
struct Frame {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Frame {
    fn width(self) -> f32 {
        self.right - self.left
    }

    fn height(self) -> f32 {
        self.bottom - self.top
    }
}

/// The pixels that the range from `start` of this length covers, and which part of each.
fn covered(start: f32, length: f32, side: usize) -> impl Iterator<Item = (usize, f32)> + Clone {
    let (from, to) = (start.max(0.0), (start + length).min(side as f32));
    let (first, last) = (from.floor() as usize, to.ceil().max(0.0) as usize);
    (first..last).map(move |place| {
        let (left, right) = (place as f32, place as f32 + 1.0);
        (place, (right.min(to) - left.max(from)).max(0.0))
    })
}

/// The center of mass of the ink: `[x, y]`.
fn center_of_mass(image: &Image) -> [f32; 2] {
    let (mut mass, mut x, mut y) = (0.0, 0.0, 0.0);
    for (index, ink) in image.iter().enumerate() {
        mass += ink;
        x += ink * ((index % SIDE) as f32 + 0.5);
        y += ink * ((index / SIDE) as f32 + 0.5);
    }
    [x / mass, y / mass]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A drawing of 56 x 56 with a filled rectangle.
    fn rectangle(left: usize, top: usize, width: usize, height: usize) -> Vec<u8> {
        let is_ink = |index: usize| {
            let (x, y) = (index % 56, index / 56);
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        };
        (0..56 * 56)
            .map(|index| if is_ink(index) { 255 } else { 0 })
            .collect()
    }

    #[test]
    fn a_drawing_is_scaled_and_centered() {
        for (left, top) in [(0, 0), (3, 11), (40, 26)] {
            let ink = rectangle(left, top, 15, 30);
            let image = Drawing::new(&ink, 56)
                .and_then(Drawing::digit)
                .expect("ink");
            for (index, pixel) in image.iter().enumerate() {
                let (x, y) = (index % 28, index / 28);
                let expected = (9..19).contains(&x) && (4..24).contains(&y);
                assert!(
                    (pixel - f32::from(u8::from(expected))).abs() < 1e-4,
                    "{x} {y}: {pixel}"
                );
            }
        }
    }

    #[test]
    fn the_center_of_mass_is_in_the_center() {
        // A heavy bar on the left and a light one on the right.
        let mut ink = rectangle(4, 8, 10, 40);
        for (to, from) in ink.iter_mut().zip(rectangle(40, 8, 2, 40)) {
            *to |= from;
        }
        let image = Drawing::new(&ink, 56)
            .and_then(Drawing::digit)
            .expect("ink");
        let [x, y] = center_of_mass(&image);
        assert!(
            (x - 14.0).abs() <= 0.5 && (y - 14.0).abs() <= 0.5,
            "{x} {y}"
        );
    }

    #[test]
    fn paper_is_no_digit() {
        assert_eq!(Drawing::new(&[PAPER; 9], 3).and_then(Drawing::digit), None);
        assert!(Drawing::new(&[0; 8], 3).is_none());
    }
}
