//! Images of another size, whose elements are those of the nearest places.

use super::Inputs;
use crate::graph::{Attribute, Node};
use crate::tensor::{Tensor, count, positions, steps};

pub(super) const OPERATORS: [&str; 2] = ["Resize", "Upsample"];

/// For each axis and each place of the output the place in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resized(pub(crate) Vec<Vec<usize>>);

impl Resized {
    /// What a node does with an input of this shape. `input` returns the other inputs by their index.
    ///
    /// # Errors
    /// It does not take the nearest element, or its sizes are not known.
    pub(crate) fn of<'a>(
        node: &Node,
        opset: i64,
        shape: &[usize],
        input: impl Fn(usize) -> Option<&'a Tensor>,
    ) -> Result<Self, String> {
        let mode = node.text("mode").unwrap_or("nearest");
        if mode != "nearest" {
            return Err(format!(
                "its mode is `{mode}`, and a layer repeats elements"
            ));
        }
        if node.ints("axes").is_some() {
            return Err("it names its axes".to_owned());
        }
        let (scales, sizes) = match (&*node.operator, opset) {
            ("Resize", 11..) => (input(2), input(3)),
            _ => (input(1), None),
        };
        let listed = |tensor: &Tensor| (!tensor.values.is_empty()).then(|| tensor.values.clone());
        let scales = match (scales.and_then(listed), node.attributes.get("scales")) {
            (None, Some(Attribute::Floats(scales))) => {
                Some(scales.iter().copied().map(f64::from).collect())
            }
            (scales, _) => scales,
        };
        let numbers = match (scales, sizes.and_then(listed)) {
            (Some(scales), _) => Numbers::Scales(scales),
            (None, Some(sizes)) => Numbers::Sizes(sizes),
            (None, None) => return Err("its sizes are not constant".to_owned()),
        };
        let axes = shape.iter().enumerate();
        let places = axes.map(|(axis, size)| {
            let (length, scale) = numbers.at(axis, *size)?;
            places(node, opset, *size, length, scale)
        });
        Ok(Resized(places.collect::<Result<_, String>>()?))
    }

    /// How often each element of an axis is repeated, if it is the same number for all.
    pub(crate) fn factor(&self, axis: usize, size: usize) -> Option<usize> {
        let places = self.0.get(axis)?;
        let factor = places
            .len()
            .checked_div(size)
            .filter(|factor| *factor > 0)?;
        let repeated = (0..size).flat_map(|place| std::iter::repeat_n(place, factor));
        places.iter().copied().eq(repeated).then_some(factor)
    }
}

/// The sizes of the output, as the file states them.
enum Numbers {
    Scales(Vec<f64>),
    Sizes(Vec<f64>),
}

impl Numbers {
    /// The length of an axis of the output, and its factor.
    fn at(&self, axis: usize, size: usize) -> Result<(usize, f64), String> {
        let (Numbers::Scales(list) | Numbers::Sizes(list)) = self;
        let number = list.get(axis).copied().unwrap_or_default();
        let (length, scale) = match self {
            Numbers::Scales(_) => ((size as f64 * number).floor(), number),
            Numbers::Sizes(_) => (number, number / size.max(1) as f64),
        };
        if scale > 0.0 && (1.0..16_777_216.0).contains(&length) {
            Ok((length as usize, scale))
        } else {
            Err(format!("its sizes are {list:?}"))
        }
    }
}

/// The place in an axis of the input for each place of the output. (The formulas of ONNX's `Resize`.)
fn places(
    node: &Node,
    opset: i64,
    size: usize,
    length: usize,
    scale: f64,
) -> Result<Vec<usize>, String> {
    let is_old = node.operator == "Upsample" || opset < 11;
    let (mode, rounding) = match is_old {
        true => ("asymmetric", "floor"),
        false => (
            node.text("coordinate_transformation_mode")
                .unwrap_or("half_pixel"),
            node.text("nearest_mode").unwrap_or("round_prefer_floor"),
        ),
    };
    let last = size.saturating_sub(1) as f64;
    let place = |index: usize| {
        let x = index as f64;
        let from = match mode {
            "asymmetric" => x / scale,
            "half_pixel" => (x + 0.5) / scale - 0.5,
            "pytorch_half_pixel" if length == 1 => 0.0,
            "pytorch_half_pixel" => (x + 0.5) / scale - 0.5,
            "tf_half_pixel_for_nn" => (x + 0.5) / scale,
            "align_corners" if length == 1 => 0.0,
            "align_corners" => x * last / (length - 1) as f64,
            _ => return Err(format!("its coordinates are `{mode}`")),
        };
        let nearest = match rounding {
            "round_prefer_floor" => (from - 0.5).ceil(),
            "round_prefer_ceil" => (from + 0.5).floor(),
            "floor" => from.floor(),
            "ceil" => from.ceil(),
            _ => return Err(format!("it rounds by `{rounding}`")),
        };
        Ok(nearest.clamp(0.0, last) as usize)
    };
    (0..length).map(place).collect()
}

pub(super) fn compute(node: &Node, opset: i64, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let Resized(places) = Resized::of(node, opset, &input.shape, |index| inputs.get(index))?;
    let shape: Vec<usize> = places.iter().map(Vec::len).collect();
    count(&shape)?;
    let steps = steps(&input.shape);
    let values = positions(&shape).map(|at| {
        let axes = at.iter().zip(&places).zip(&steps);
        let place: usize = axes.map(|((at, places), step)| places[*at] * step).sum();
        input.values[place]
    });
    let values = values.collect();
    Tensor::new(shape, values)
}
