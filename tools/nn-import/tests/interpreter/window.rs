//! Convolutions and pools over windows.

use nn_import::layer::{Padding, Window};
use nn_import::tensor::{Tensor, positions, steps};

/// One axis of a window: how many there are, and the padding before the first.
fn axis(window: &Window, at: usize, size: usize, is_ceil: bool) -> (usize, usize) {
    let extent = window.dilation[at] * (window.kernel[at] - 1) + 1;
    let stride = window.stride[at];
    match &window.padding {
        Padding::Same => {
            let count = size.div_ceil(stride);
            let total = ((count - 1) * stride + extent).saturating_sub(size);
            (count, total / 2)
        }
        Padding::Both(sizes) => {
            let rest = size + 2 * sizes[at] - extent;
            let mut count = rest / stride + 1;
            // the last window starts in the input, or in the padding before it
            if is_ceil && rest % stride != 0 && count * stride < size + sizes[at] {
                count += 1;
            }
            (count, sizes[at])
        }
        #[allow(unreachable_patterns, reason = "paddings may be added to the language")]
        other => panic!("no interpretation of {other:?}"),
    }
}

/// The number of windows along each axis, and for each window its elements: their places in the input, `None` outside of it.
struct Windows {
    counts: Vec<usize>,
    before: Vec<usize>,
}

impl Windows {
    fn of(window: &Window, plane: &[usize], is_ceil: bool) -> Self {
        let axes = plane.iter().enumerate();
        let axes = axes.map(|(at, size)| axis(window, at, *size, is_ceil));
        let (counts, before) = axes.unzip();
        Windows { counts, before }
    }

    /// The elements of a window: the place of each in the input, or how far it is outside along the worst axis.
    fn places(&self, window: &Window, plane: &[usize], at: &[usize]) -> Vec<Result<usize, usize>> {
        let steps = steps(plane);
        let elements = positions(&window.kernel);
        let place = |element: Vec<usize>| {
            let (mut place, mut outside) = (0, 0);
            for axis in 0..plane.len() {
                let from = at[axis] * window.stride[axis] + element[axis] * window.dilation[axis];
                match from.checked_sub(self.before[axis]) {
                    Some(inside) if inside < plane[axis] => place += inside * steps[axis],
                    Some(after) => outside = outside.max(after + 1 - plane[axis]),
                    None => outside = outside.max(1),
                }
            }
            if outside == 0 {
                Ok(place)
            } else {
                Err(outside)
            }
        };
        elements.map(place).collect()
    }
}

pub(super) fn convolution(
    weight: &Tensor,
    bias: Option<&Tensor>,
    window: &Window,
    is_depthwise: bool,
    input: &Tensor,
) -> Tensor {
    let plane = &input.shape[1..];
    let windows = Windows::of(window, plane, false);
    let (filters, each) = (weight.shape[0], weight.shape[1]);
    assert_eq!(weight.shape[2..], window.kernel);
    assert_eq!(if is_depthwise { 1 } else { input.shape[0] }, each);
    let (size, taps) = (
        plane.iter().product::<usize>(),
        window.kernel.iter().product::<usize>(),
    );
    let mut values = Vec::new();
    for filter in 0..filters {
        for at in positions(&windows.counts) {
            let mut sum = bias.map_or(0.0, |bias| bias.values[filter]);
            for channel in 0..each {
                let image = if is_depthwise { filter } else { channel };
                for (tap, place) in windows.places(window, plane, &at).iter().enumerate() {
                    let weight = weight.values[(filter * each + channel) * taps + tap];
                    sum += place.map_or(0.0, |place| input.values[image * size + place] * weight);
                }
            }
            values.push(sum);
        }
    }
    let shape = [&[filters][..], &windows.counts].concat();
    Tensor { shape, values }
}

pub(super) fn pool(
    window: &Window,
    is_max: bool,
    is_ceil: bool,
    counts_padding: bool,
    input: &Tensor,
) -> Tensor {
    let plane = &input.shape[1..];
    let windows = Windows::of(window, plane, is_ceil);
    let size: usize = plane.iter().product();
    let padding = match &window.padding {
        Padding::Both(sizes) => sizes.iter().copied().max().unwrap_or_default(),
        _ => 0,
    };
    let mut values = Vec::new();
    for image in input.values.chunks(size) {
        for at in positions(&windows.counts) {
            let places = windows.places(window, plane, &at);
            let inside = places.iter().flatten().map(|place| image[*place]);
            // what is after the padding never counts
            let is_counted = |place: &&Result<usize, usize>| match place {
                Ok(_) => true,
                Err(outside) => counts_padding && *outside <= padding,
            };
            values.push(match is_max {
                true => inside.fold(f64::NEG_INFINITY, f64::max),
                false => inside.sum::<f64>() / places.iter().filter(is_counted).count() as f64,
            });
        }
    }
    let shape = [&input.shape[..1], &windows.counts].concat();
    Tensor { shape, values }
}
