//! Convolutions and pools by plain loops.

use nn_import::layer::{Padding, Window};
use nn_import::tensor::Tensor;

use super::{bias_of, of};

/// The windows along one axis: the padding before it, and their number.
fn windows(window: &Window, axis: usize, size: usize, is_ceil: bool) -> (usize, usize) {
    let (kernel, stride) = (window.kernel[axis], window.stride[axis]);
    let extent = (kernel - 1) * window.dilation[axis] + 1;
    match &window.padding {
        Padding::Same => {
            let count = size.div_ceil(stride);
            let total = ((count - 1) * stride + extent).saturating_sub(size);
            (total / 2, count)
        }
        Padding::Causal => (extent - 1, size.div_ceil(stride)),
        Padding::Both(sizes) => {
            let before = sizes[axis];
            let rest = size + 2 * before - extent;
            let mut count = rest / stride + 1;
            if is_ceil && !rest.is_multiple_of(stride) && count * stride < size + before {
                count += 1;
            }
            (before, count)
        }
    }
}

/// An image of rows and columns: a sequence has one row.
struct Plane {
    rows: usize,
    columns: usize,
    window: Window,
    is_ceil: bool,
}

impl Plane {
    fn of(x: &Tensor, window: &Window, is_ceil: bool) -> Self {
        let mut window = window.clone();
        let mut sizes = x.shape[1..].to_vec();
        if sizes.len() == 1 {
            sizes.insert(0, 1);
            for list in [&mut window.kernel, &mut window.stride, &mut window.dilation] {
                list.insert(0, 1);
            }
            if let Padding::Both(sizes) = &mut window.padding {
                sizes.insert(0, 0);
            }
        }
        Plane {
            rows: sizes[0],
            columns: sizes[1],
            window,
            is_ceil,
        }
    }

    fn outputs(&self) -> [usize; 2] {
        [
            windows(&self.window, 0, self.rows, self.is_ceil).1,
            windows(&self.window, 1, self.columns, self.is_ceil).1,
        ]
    }

    /// The places of a window, `None` in the padding. What is after the padding is left out.
    fn places(&self, row: usize, column: usize) -> Vec<Option<usize>> {
        let (above, _) = windows(&self.window, 0, self.rows, self.is_ceil);
        let (left, _) = windows(&self.window, 1, self.columns, self.is_ceil);
        let (stride, dilation) = (&self.window.stride, &self.window.dilation);
        let mut places = Vec::new();
        for i in 0..self.window.kernel[0] {
            for j in 0..self.window.kernel[1] {
                let y = row * stride[0] + i * dilation[0];
                let x = column * stride[1] + j * dilation[1];
                let is_after = y >= self.rows + 2 * above || x >= self.columns + 2 * left;
                if is_after && self.is_ceil {
                    continue;
                }
                let is_inside = (above..above + self.rows).contains(&y)
                    && (left..left + self.columns).contains(&x);
                places.push(is_inside.then(|| (y - above) * self.columns + x - left));
            }
        }
        places
    }

    fn shape(&self, x: &Tensor, channels: usize) -> Vec<usize> {
        let [rows, columns] = self.outputs();
        match x.shape.len() {
            2 => vec![channels, columns],
            _ => vec![channels, rows, columns],
        }
    }
}

pub(super) fn convolve(
    x: &Tensor,
    weight: &Tensor,
    bias: &Option<Tensor>,
    window: &Window,
    is_depthwise: bool,
) -> Tensor {
    let plane = Plane::of(x, window, false);
    let ([rows, columns], size) = (plane.outputs(), plane.rows * plane.columns);
    let (filters, channels) = (weight.shape[0], weight.shape[1]);
    let kernel: usize = window.kernel.iter().product();
    assert_eq!(if is_depthwise { filters } else { channels }, x.shape[0]);
    let mut values = Vec::new();
    for filter in 0..filters {
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let mut sum = bias_of(bias, filter);
            for channel in 0..channels {
                let image = if is_depthwise { filter } else { channel };
                let weights = &weight.values[(filter * channels + channel) * kernel..];
                for (place, weight) in plane.places(row, column).iter().zip(weights) {
                    sum += place.map_or(0.0, |place| x.values[image * size + place] * weight);
                }
            }
            values.push(sum);
        }
    }
    of(&plane.shape(x, filters), values)
}

pub(super) fn pool(
    x: &Tensor,
    window: &Window,
    is_max: bool,
    is_ceil: bool,
    counts_padding: bool,
) -> Tensor {
    let plane = Plane::of(x, window, is_ceil);
    let ([rows, columns], size) = (plane.outputs(), plane.rows * plane.columns);
    let mut values = Vec::new();
    for image in x.values.chunks(size) {
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let places = plane.places(row, column);
            let inside: Vec<f64> = places.iter().flatten().map(|place| image[*place]).collect();
            values.push(match (is_max, counts_padding) {
                (true, _) => inside.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                (false, true) => inside.iter().sum::<f64>() / places.len() as f64,
                (false, false) => inside.iter().sum::<f64>() / inside.len() as f64,
            });
        }
    }
    of(&plane.shape(x, x.shape[0]), values)
}
