//! What a layer of the declared network computes, from its names and numbers.

use crate::state::StateLayer;
use crate::tensor::Shape;

/// What a layer computes.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Dense,
    Conv,
    DepthwiseConv,
    MaxPool,
    AvgPool,
    GlobalAvgPool,
    Flatten,
    Lstm,
    /// An activation alone, or nothing: `Pass` and `Dropout`.
    Pass,
    /// A layer without an operator.
    Other,
}

/// The window of a layer. Pairs are rows, then columns.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) kernel: [usize; 2],
    pub(super) stride: [usize; 2],
    /// The zeros before the input.
    pub(super) before: [usize; 2],
    pub(super) dilation: [usize; 2],
    /// Whether padding counts in the mean of an average pool.
    pub(super) counts_padding: bool,
}

/// The names of layers of `f32`. Those of `i8` end with `I8`.
const NAMES: [(&str, Kind); 14] = [
    ("Dense", Kind::Dense),
    ("Conv1d", Kind::Conv),
    ("Conv2d", Kind::Conv),
    ("DepthwiseConv1d", Kind::DepthwiseConv),
    ("DepthwiseConv2d", Kind::DepthwiseConv),
    ("MaxPool1d", Kind::MaxPool),
    ("MaxPool2d", Kind::MaxPool),
    ("AvgPool1d", Kind::AvgPool),
    ("AvgPool2d", Kind::AvgPool),
    ("GlobalAvgPool", Kind::GlobalAvgPool),
    ("Flatten", Kind::Flatten),
    ("Lstm", Kind::Lstm),
    ("Pass", Kind::Pass),
    ("Dropout", Kind::Pass),
];

/// Whether two texts are equal.
pub(super) const fn same(one: &str, other: &str) -> bool {
    same_bytes(one.as_bytes(), other.as_bytes())
}

const fn same_bytes(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([byte, rest @ ..], [same, others @ ..]) = (one, other) {
        if *byte != *same {
            return false;
        }
        (one, other) = (rest, others);
    }
    one.is_empty() && other.is_empty()
}

/// What a layer with this name computes.
pub(super) const fn kind(layer: &StateLayer) -> Kind {
    let name = match layer.name.as_bytes() {
        [name @ .., b'I', b'8'] => name,
        name => name,
    };
    let mut rest: &[(&str, Kind)] = &NAMES;
    while let [(known, kind), others @ ..] = rest {
        if same_bytes(name, known.as_bytes()) {
            return *kind;
        }
        rest = others;
    }
    Kind::Other
}

/// Whether a layer computes with `i8`.
pub(super) const fn is_integer(layer: &StateLayer) -> bool {
    matches!(layer.name.as_bytes(), [.., b'I', b'8'])
}

/// Whether a layer slides along one dimension.
pub(super) const fn is_line(layer: &StateLayer) -> bool {
    matches!(layer.input, Shape::Sequence(..))
}

/// The number at an index, or a default.
pub(super) const fn at(numbers: &[usize], index: usize, default: usize) -> usize {
    match numbers.split_at_checked(index) {
        Some((_, [number, ..])) => *number,
        _ => default,
    }
}

/// The numbers from an index on.
const fn from(numbers: &'static [usize], index: usize) -> &'static [usize] {
    match numbers.split_at_checked(index) {
        Some((_, rest)) => rest,
        None => &[],
    }
}

/// The window of a layer with one.
pub(super) const fn window(layer: &StateLayer) -> Window {
    let kind = kind(layer);
    let is_line = is_line(layer);
    let is_pool = matches!(kind, Kind::MaxPool | Kind::AvgPool);
    let settings = match layer.settings.split_last() {
        // The last setting of a layer of `i8` with weights is the number of bits of its rounding.
        Some((_, settings)) if is_integer(layer) && !is_pool => settings,
        _ => layer.settings,
    };
    let (dimensions, shape) = (if is_line { 1 } else { 2 }, weights(layer));
    // A pool begins with its kernel. A convolution has it in the shape of its weights.
    let (kernel, settings) = if is_pool {
        (settings, from(settings, dimensions))
    } else {
        let skipped = match (kind, is_integer(layer)) {
            (Kind::DepthwiseConv, true) => 0,
            (_, true) => 1,
            (_, false) => 2,
        };
        (from(shape, skipped), settings)
    };
    Window {
        kernel: both(kernel, 0, is_line, 1),
        stride: both(settings, 0, is_line, 1),
        before: both(settings, dimensions, is_line, 0),
        dilation: if is_pool {
            [1, 1]
        } else {
            both(settings, 2 * dimensions, is_line, 1)
        },
        counts_padding: is_pool && settings.len() > 2 * dimensions,
    }
}

/// Two numbers from an index on. A layer that slides along columns only has one of them.
const fn both(numbers: &[usize], index: usize, is_line: bool, default: usize) -> [usize; 2] {
    if is_line {
        [default, at(numbers, index, default)]
    } else {
        [at(numbers, index, default), at(numbers, index + 1, default)]
    }
}

/// The shape of the weights.
pub(super) const fn weights(layer: &StateLayer) -> &'static [usize] {
    match layer.tensors {
        [weights, ..] => weights.shape,
        [] => &[],
    }
}

/// Whether a layer has a bias.
pub(super) const fn has_bias(layer: &StateLayer) -> bool {
    match layer.tensors {
        [_, bias, ..] => same(bias.name, "bias"),
        _ => false,
    }
}

/// Whether a layer of `i8` with weights rounds twice, as TensorFlow Lite Micro does.
pub(super) const fn rounds_twice(layer: &StateLayer) -> bool {
    matches!(layer.settings, [.., 31])
}

/// The sizes with the channels last, and their number.
pub(super) const fn channels_last(shape: Shape, is_integer: bool) -> ([usize; 3], usize) {
    match shape {
        Shape::Vector(size) => ([size, 1, 1], 1),
        Shape::Sequence(a, b) if is_integer => ([a, b, 1], 2),
        Shape::Sequence(channels, length) => ([length, channels, 1], 2),
        Shape::Image(a, b, c) if is_integer => ([a, b, c], 3),
        Shape::Image(channels, height, width) => ([height, width, channels], 3),
    }
}
