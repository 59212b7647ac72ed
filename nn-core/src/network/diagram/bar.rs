//! Bars that are divided by the shares of the layers.

use core::fmt;

use super::super::grouped::Grouped;
use super::blocks::{Block, Blocks};
use super::place::ACCENT;

/// The height of a bar.
const HEIGHT: f32 = 10.0;
/// The space on both sides.
const MARGIN: f32 = 28.0;

/// A figure of layers.
pub(super) struct Bar {
    /// What it counts.
    pub(super) name: &'static str,
    /// The figure of all layers.
    pub(super) sum: usize,
    /// The figure of a layer.
    pub(super) of: fn(&Block<'_>) -> usize,
}

impl Bar {
    /// Draws the bar below its name. Neighboring layers have different opacities.
    pub(super) fn draw(
        &self,
        f: &mut fmt::Formatter<'_>,
        blocks: &impl Blocks,
        top: f32,
        width: f32,
    ) -> fmt::Result {
        let (text, width) = (top - 6.0, width - 2.0 * MARGIN);
        write!(
            f,
            "<text x=\"{MARGIN}\" y=\"{text:.1}\" text-anchor=\"start\" font-size=\"11\">{} {}</text>\
             <rect x=\"{MARGIN}\" y=\"{top}\" width=\"{width:.1}\" height=\"{HEIGHT}\" rx=\"2\" fill-opacity=\"0.16\"/>",
            Grouped(self.sum),
            self.name,
        )?;
        let (mut left, mut is_dark, mut result) = (MARGIN, true, Ok(()));
        blocks.visit(&mut |block| {
            let share = width * (self.of)(block) as f32 / self.sum.max(1) as f32;
            if share > 0.0 && result.is_ok() {
                let opacity = if is_dark { 1.0 } else { 0.55 };
                result = write!(
                    f,
                    "<rect x=\"{left:.1}\" y=\"{top}\" width=\"{share:.1}\" height=\"{HEIGHT}\" rx=\"2\" fill=\"{ACCENT}\" \
                     fill-opacity=\"{opacity}\"/>"
                );
                is_dark = !is_dark;
            }
            left += share;
        });
        result
    }
}
