//! Where the boxes of shapes are, and how large.

use core::fmt;

use super::blocks::Blocks;
use crate::math::sqrt;
use crate::tensor::Shape;

/// The width of the place of a layer.
pub(super) const COLUMN: f32 = 132.0;
/// The largest width and height of a box.
const LARGEST: [f32; 2] = [76.0, 132.0];
/// The vertical center of the boxes.
const MIDDLE: f32 = 86.0;
/// The smallest side of a box, so that it can be seen.
const SMALLEST: f32 = 2.0;
/// The most planes that are drawn of an image.
const MOST_PLANES: usize = 8;
/// The distance of two planes.
const PLANE: f32 = 3.0;
/// The color of layers.
pub(super) const ACCENT: &str = "var(--accent, #2f6fde)";

/// What all layers have together.
pub(super) struct Totals {
    pub(super) layers: usize,
    pub(super) params: usize,
    pub(super) macs: usize,
    /// The pixels for the side of a square of one value.
    pub(super) scale: f32,
}

impl Totals {
    pub(super) fn of(blocks: &impl Blocks, input: Shape) -> Self {
        let [mut widest, mut highest] = units(input);
        let (mut layers, mut params, mut macs) = (0, 0usize, 0usize);
        blocks.visit(&mut |block| {
            let [width, height] = units(block.output);
            (widest, highest) = (widest.max(width), highest.max(height));
            layers += 1;
            params = params.saturating_add(block.params);
            macs = macs.saturating_add(block.macs);
        });
        let scale = (LARGEST[0] / widest).min(LARGEST[1] / highest);
        Totals {
            layers,
            params,
            macs,
            scale,
        }
    }
}

/// The width and the height of a box, for squares of one value. A vector is three times as high as wide.
fn units(shape: Shape) -> [f32; 2] {
    match shape {
        Shape::Vector(length) => {
            let width = sqrt(length as f32 / 3.0);
            [width, 3.0 * width]
        }
        Shape::Sequence(channels, length) => [length as f32, channels as f32],
        Shape::Image(_, height, width) => [width as f32, height as f32],
    }
}

/// The boxes of a shape in their column.
#[derive(Clone, Copy)]
pub(super) struct Placed {
    pub(super) shape: Shape,
    pub(super) column: usize,
    pub(super) scale: f32,
}

impl Placed {
    fn size(&self) -> [f32; 2] {
        units(self.shape).map(|side| (side * self.scale).max(SMALLEST))
    }

    fn planes(&self) -> usize {
        match self.shape {
            Shape::Image(channels, _, _) => channels.clamp(1, MOST_PLANES),
            _ => 1,
        }
    }

    /// The left and the right end, with all planes.
    pub(super) fn ends(&self) -> [f32; 2] {
        let [width, _] = self.size();
        let half = (width + PLANE * (self.planes() - 1) as f32) / 2.0;
        let middle = center(self.column);
        [middle - half, middle + half]
    }

    /// The top and the bottom of the first plane.
    pub(super) fn edges(&self) -> [f32; 2] {
        let [_, height] = self.size();
        [MIDDLE - height / 2.0, MIDDLE + height / 2.0]
    }

    pub(super) fn boxes(&self, f: &mut fmt::Formatter<'_>, is_layer: bool) -> fmt::Result {
        let ([width, height], [left, _], [top, _]) = (self.size(), self.ends(), self.edges());
        let color = if is_layer { ACCENT } else { "currentColor" };
        for plane in (0..self.planes()).rev() {
            let offset = PLANE * plane as f32;
            write!(
                f,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"1\" fill=\"{color}\" \
                 stroke=\"#fff\" stroke-opacity=\"0.5\" stroke-width=\"0.5\"/>",
                left + offset,
                top - offset,
            )?;
        }
        Ok(())
    }
}

/// The center of a column.
pub(super) fn center(column: usize) -> f32 {
    COLUMN * (column as f32 + 0.5)
}
