//! A picture of a network: its values to one scale, and the shares of its layers in parameters and operations.

mod bar;
mod blocks;
mod place;
mod text;

use core::fmt;

use self::bar::Bar;
pub use self::blocks::{Block, Blocks, LayersOf};
use self::place::{ACCENT, COLUMN, Placed, Totals, center};
use self::text::{LINE, TEXT};
use super::grouped::Grouped;
use crate::tensor::Shape;

/// A picture of layers, which prints as an SVG image. [`Network::diagram`](super::Network::diagram) draws a network.
///
/// The area of a box is proportional to the number of its values, and an image is drawn as the planes of its channels. Text has the
/// `color` of the image, and parts with parameters have the color `--accent`, which a style sheet can set.
///
/// ```
/// use nn_core::network::{Block, Blocks, Diagram};
/// use nn_core::tensor::Shape;
///
/// /// Layers that are known when the program runs.
/// struct Known(Shape, Vec<Block<'static>>);
///
/// impl Blocks for Known {
///     fn input(&self) -> Option<Shape> {
///         Some(self.0)
///     }
///
///     fn visit(&self, visit: &mut dyn FnMut(&Block<'_>)) {
///         self.1.iter().for_each(visit);
///     }
/// }
///
/// let dense = Block { label: "", name: "Dense", activation: "Relu", output: Shape::Vector(3), params: 9, macs: 6 };
/// let image = Diagram(Known(Shape::Vector(2), vec![dense])).to_string();
/// assert!(image.contains("9 parameters"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diagram<B>(pub B);

/// The tops of the bars.
const BARS: [f32; 2] = [276.0, 316.0];
/// The height of the image.
const HEIGHT: f32 = 334.0;

impl<B: Blocks> fmt::Display for Diagram<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(input) = self.0.input() else {
            return Ok(());
        };
        let all = Totals::of(&self.0, input);
        let width = COLUMN * (all.layers + 1) as f32;
        write!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {HEIGHT:.0}\" width=\"{width:.0}\" height=\"{HEIGHT:.0}\" \
             role=\"img\" color=\"#6e7781\" fill=\"currentColor\" font-family=\"system-ui, sans-serif\" font-size=\"12\" text-anchor=\"middle\">\
             <title>{} layer{} from {input}, {} parameters</title>",
            all.layers,
            if all.layers == 1 { "" } else { "s" },
            Grouped(all.params),
        )?;
        layers(f, &self.0, input, all.scale)?;
        let params = Bar {
            name: "parameters",
            sum: all.params,
            of: |block| block.params,
        };
        let macs = Bar {
            name: "multiply-accumulate operations",
            sum: all.macs,
            of: |block| block.macs,
        };
        params.draw(f, &self.0, BARS[0], width)?;
        macs.draw(f, &self.0, BARS[1], width)?;
        f.write_str("</svg>")
    }
}

/// The input and all layers.
fn layers(
    f: &mut fmt::Formatter<'_>,
    blocks: &impl Blocks,
    input: Shape,
    scale: f32,
) -> fmt::Result {
    let mut before = Placed {
        shape: input,
        column: 0,
        scale,
    };
    text::caption(f, 0, ["", "input", ""], input)?;
    let mut result = before.boxes(f, false);
    blocks.visit(&mut |block| {
        let after = Placed {
            shape: block.output,
            column: before.column + 1,
            scale,
        };
        result = result.and_then(|()| layer(f, block, &before, &after));
        before = after;
    });
    result
}

/// A layer: what connects both shapes, its boxes and its texts.
fn layer(
    f: &mut fmt::Formatter<'_>,
    block: &Block<'_>,
    before: &Placed,
    after: &Placed,
) -> fmt::Result {
    let ([_, from], [to, _]) = (before.ends(), after.ends());
    let ([top, bottom], [end_top, end_bottom]) = (before.edges(), after.edges());
    let color = if block.params > 0 {
        ACCENT
    } else {
        "currentColor"
    };
    write!(
        f,
        "<path d=\"M{:.1} {top:.1}L{:.1} {end_top:.1}V{end_bottom:.1}L{:.1} {bottom:.1}Z\" fill=\"{color}\" fill-opacity=\"0.14\"/>",
        from + 3.0,
        to - 3.0,
        from + 3.0,
    )?;
    after.boxes(f, block.params > 0)?;
    text::caption(
        f,
        after.column,
        [block.label, block.name, block.activation],
        block.output,
    )?;
    if block.params > 0 {
        let (x, y) = (center(after.column), TEXT + 3.0 * LINE);
        write!(
            f,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"11\">{} parameters</text>",
            Grouped(block.params)
        )?;
    }
    Ok(())
}
