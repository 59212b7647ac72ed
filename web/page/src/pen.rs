//! Places drawn lines as the digits of MNIST are placed: in a box of 20 x 20 pixels, with the center of mass in the center of 28 x 28.
//!
//! The lines are scaled, and then drawn with a pen of one width. Scaled as an image, a small drawing has strokes that are too thick, and
//! the network reads an 8 in most of them.

use crate::nets::Image;

/// The side of a digit.
const SIDE: usize = 28;
/// The longer side of the box around its ink.
const BOX: f32 = 20.0;
/// The width of the pen, in pixels of the digit.
const PEN: f32 = 2.0;
/// Lines that are shorter are a dot, which is not enlarged to a digit. The unit is the side of the drawing area.
const DOT: f32 = 0.06;

/// A place of the pen. The sides of the drawing area are 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From left to right.
    pub x: f32,
    /// From top to bottom.
    pub y: f32,
    /// Whether a line begins here. Otherwise it continues from the place before.
    pub begins: bool,
}

/// Drawn lines.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    places: &'a [Place],
}

impl<'a> Drawing<'a> {
    /// A drawing of lines. `None` if a place is not a number.
    pub fn new(places: &'a [Place]) -> Option<Self> {
        let is_number = |place: &Place| place.x.is_finite() && place.y.is_finite();
        places.iter().all(is_number).then_some(Drawing { places })
    }

    /// The digit, or `None` if there are no lines.
    pub fn digit(self) -> Option<Image> {
        let [left, right] = self.range(|place| place.x)?;
        let [top, bottom] = self.range(|place| place.y)?;
        let longer = (right - left).max(bottom - top).max(DOT);
        let scale = (BOX - PEN) / longer;
        let half = SIDE as f32 / 2.0;
        let middle = [left + right, top + bottom].map(|sum| half - scale * sum / 2.0);
        // The first image has the box in the center. The second one has the center of mass there, by whole pixels, as in MNIST.
        let away = center_of_mass(&self.image(scale, middle)).map(|center| (center - half).round());
        let moved = [middle[0] - away[0], middle[1] - away[1]];
        Some(self.image(scale, moved))
    }

    /// The least and the largest coordinate.
    fn range(self, coordinate: impl Fn(&Place) -> f32) -> Option<[f32; 2]> {
        let coordinates = self.places.iter().map(coordinate);
        coordinates
            .map(|value| [value; 2])
            .reduce(|[least, most], [value, _]| [least.min(value), most.max(value)])
    }

    /// The lines, enlarged and moved. Where lines meet, there is not more ink.
    fn image(self, scale: f32, offset: [f32; 2]) -> Image {
        let mut image = [0.0; SIDE * SIDE];
        let mut last = None;
        for place in self.places {
            let to = [scale * place.x + offset[0], scale * place.y + offset[1]];
            let from = last.filter(|_| !place.begins).unwrap_or(to);
            draw(from, to, &mut image);
            last = Some(to);
        }
        image
    }
}

/// Draws a line with round ends.
fn draw(from: [f32; 2], to: [f32; 2], image: &mut Image) {
    let reach = PEN / 2.0 + 0.5;
    let pixels = |axis: usize| {
        let (least, most) = (from[axis].min(to[axis]), from[axis].max(to[axis]));
        let end = (most + reach).ceil().clamp(0.0, SIDE as f32) as usize;
        (least - reach).floor().max(0.0) as usize..end
    };
    for row in pixels(1) {
        for column in pixels(0) {
            let center = [column as f32 + 0.5, row as f32 + 0.5];
            // The part of the pixel that is covered, if the edge of the line is parallel to one of the pixel.
            let ink = (reach - distance(center, from, to)).clamp(0.0, 1.0);
            if let Some(pixel) = image.get_mut(row * SIDE + column) {
                *pixel = pixel.max(ink);
            }
        }
    }
}

/// The distance of a point from a line.
fn distance(point: [f32; 2], from: [f32; 2], to: [f32; 2]) -> f32 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let away = [point[0] - from[0], point[1] - from[1]];
    let square = along[0] * along[0] + along[1] * along[1];
    let part = if square > 0.0 {
        ((away[0] * along[0] + away[1] * along[1]) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rest = [away[0] - part * along[0], away[1] - part * along[1]];
    (rest[0] * rest[0] + rest[1] * rest[1]).sqrt()
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

    /// Lines from their places.
    fn lines(lines: &[&[[f32; 2]]]) -> Vec<Place> {
        let places = lines.iter().flat_map(|line| {
            let places = line.iter().enumerate();
            places.map(|(index, &[x, y])| Place {
                x,
                y,
                begins: index == 0,
            })
        });
        places.collect()
    }

    fn digit(places: &[Place]) -> Image {
        Drawing::new(places)
            .and_then(Drawing::digit)
            .expect("lines")
    }

    /// The first and the last row or column with ink.
    fn ends(image: &Image, place: impl Fn(usize) -> usize) -> [usize; 2] {
        let inked = (0..SIDE * SIDE).filter(|index| image[*index] > 0.01);
        let places: Vec<usize> = inked.map(place).collect();
        [places.iter().min(), places.iter().max()].map(|end| *end.expect("ink"))
    }

    #[test]
    fn a_drawing_has_its_box_and_its_pen_at_every_size_and_place() {
        for (left, top, scale) in [(0.0, 0.0, 1.0), (0.7, 0.1, 0.25), (0.2, 0.85, 0.12)] {
            let at = |x: f32, y: f32| [left + scale * x, top + scale * y];
            // A cross.
            let [across, down] = [[at(0.0, 0.5), at(0.6, 0.5)], [at(0.3, 0.0), at(0.3, 1.0)]];
            let image = digit(&lines(&[&across, &down]));
            assert_eq!(ends(&image, |index| index / SIDE), [4, 23], "rows");
            let widths = (0..SIDE).map(|column| image[SIDE * 7 + column]);
            let width: f32 = widths.sum();
            assert!((width - PEN).abs() < 0.02, "a pen of {width}");
        }
    }

    #[test]
    fn the_center_of_mass_is_in_the_center() {
        // Many lines on the left and one on the right.
        let left: Vec<_> = (0..5)
            .map(|index| 0.1 + 0.04 * index as f32)
            .map(|x| [[x, 0.2], [x, 0.8]])
            .collect();
        let mut all: Vec<&[[f32; 2]]> = left.iter().map(|line| &line[..]).collect();
        all.push(&[[0.7, 0.2], [0.7, 0.8]]);
        let image = digit(&lines(&all));
        let [x, y] = center_of_mass(&image);
        assert!(
            (x - 14.0).abs() <= 0.5 && (y - 14.0).abs() <= 0.5,
            "{x} {y}"
        );
    }

    #[test]
    fn a_line_ends_where_the_pen_was_lifted() {
        let apart = digit(&lines(&[
            &[[0.2, 0.2], [0.2, 0.8]],
            &[[0.6, 0.2], [0.6, 0.8]],
        ]));
        let joined = digit(&lines(&[&[[0.2, 0.2], [0.2, 0.8], [0.6, 0.2], [0.6, 0.8]]]));
        assert_eq!(apart[SIDE * 14 + 14], 0.0);
        assert!(joined[SIDE * 14 + 14] > 0.5);
    }

    #[test]
    fn a_dot_is_a_dot() {
        let image = digit(&lines(&[&[[0.9, 0.9]]]));
        let ink: f32 = image.iter().sum();
        assert!((2.0..6.0).contains(&ink), "{ink}");
    }

    #[test]
    fn paper_is_no_digit() {
        assert_eq!(Drawing::new(&[]).and_then(Drawing::digit), None);
        assert!(Drawing::new(&lines(&[&[[f32::NAN, 0.0]]])).is_none());
    }
}
