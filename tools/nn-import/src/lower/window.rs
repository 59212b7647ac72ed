//! Pools, and windows in the words of the language.

use super::{Lowering, Position, Refused, Step, refused};
use crate::evaluate::Windows;
use crate::graph::Node;
use crate::layer::{Layer, Padding, Window};

const NO_PADDING: &str = "the language pads both sides equally, or with `Same`";

impl Lowering<'_> {
    /// `MaxPool` or `AveragePool`.
    pub(super) fn pool(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        let mut plane = at.shape.get(1..).unwrap_or_default().to_vec();
        if at.has_row {
            plane.insert(0, 1);
        }
        if at.axes.is_some() || plane.is_empty() {
            return refused(
                format!("its input is {:?}", at.shape),
                "a pool takes channels first",
            );
        }
        let windows = Windows::of(node, &plane, None).map_err(|reason| (reason, ""))?;
        let is_max = node.operator == "MaxPool";
        let (is_ceil, is_padded) = (windows.is_ceil, at.padding.is_some());
        let windows = padded(windows, &plane, at.padding.take())?;
        if is_padded && is_max {
            return refused(
                "a `Pad` with zeros is before it",
                "the padding of a maximum is never the largest",
            );
        }
        if windows.kernel == plane
            && windows.output.iter().all(|size| *size == 1)
            && !is_max
            && !is_padded
            && self.is_global(&plane)
        {
            return self.global(at);
        }
        if windows.dilation.iter().any(|dilation| *dilation != 1) {
            return refused("it is dilated", "pools are not dilated");
        }
        Ok(Step::Layer(Layer::Pool {
            window: worded(windows, &plane, at.has_row)?,
            is_max,
            is_ceil,
            counts_padding: is_padded
                || node
                    .int("count_include_pad")
                    .is_some_and(|counts| counts != 0),
        }))
    }

    /// Whether a mean over a whole image is that of each channel. The mean of an even number of integers may be in the middle of two, and a
    /// window rounds it in its own way.
    fn is_global(&self, plane: &[usize]) -> bool {
        !self.graph.is_integer || plane.iter().product::<usize>() % 2 == 1
    }

    /// The mean of each channel.
    pub(super) fn global(&mut self, at: &mut Position) -> Result<Step, Refused> {
        at.has_row = false;
        // A mean does not depend on the order of the axes but the channels.
        match at.axes.take() {
            Some(axes) if axes.get(1) != Some(&1) => refused("its input has its channels last", ""),
            _ => Ok(Step::Layer(Layer::GlobalAvgPool)),
        }
    }

    /// A `ReduceMean` over all axes but the channels.
    pub(super) fn mean(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        let axes = match self.constant(node, 1) {
            Some(axes) => axes.integers(),
            None => node.ints("axes").unwrap_or_default().to_vec(),
        };
        let total = at.shape.len() as i64 + 1 + i64::from(at.has_row);
        let mut found: Vec<i64> = axes
            .iter()
            .map(|axis| if *axis < 0 { axis + total } else { *axis })
            .collect();
        found.sort_unstable();
        // The axes of the network that the axes of the value are.
        let own = |axis: i64| {
            at.axes.as_ref().map_or(axis, |axes| {
                axes.get(axis as usize).map_or(axis, |own| *own as i64)
            })
        };
        let mut own: Vec<i64> = found.into_iter().map(own).collect();
        own.sort_unstable();
        if total < 3 || own.into_iter().ne(2..total) {
            return refused(
                format!("it is over the axes {axes:?}"),
                "`GlobalAvgPool` is over all axes but the channels",
            );
        }
        (at.axes, at.has_row) = (None, false);
        Ok(Step::Layer(Layer::GlobalAvgPool))
    }

    /// A `Pad` with zeros along all axes but the channels, which the next node takes.
    pub(super) fn pad(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        let pads = match self.constant(node, 1) {
            Some(pads) => pads.integers(),
            None => node.ints("pads").unwrap_or_default().to_vec(),
        };
        let value = match self.constant(node, 2) {
            Some(value) => value.single().unwrap_or(f64::NAN),
            None => node.float("value").unwrap_or_default().into(),
        };
        let pads: Option<Vec<usize>> = pads
            .into_iter()
            .map(|pad| usize::try_from(pad).ok())
            .collect();
        let axes = at.shape.len() + 1;
        match pads {
            Some(pads) if pads.len() == 2 * axes && value == 0.0 && at.axes.is_none() => {
                let (before, after) = pads.split_at(axes);
                if [before[0], before[1], after[0], after[1]] != [0; 4] {
                    return refused("it pads channels", "");
                }
                at.padding = Some([before[2..].to_vec(), after[2..].to_vec()]);
                // the shape stays that of the value before it
                Ok(Step::Done)
            }
            _ => refused("it does not pad an image with zeros", NO_PADDING),
        }
    }
}

/// Windows with the zeros that a `Pad` before them adds, counted.
pub(super) fn padded(
    mut windows: Windows,
    plane: &[usize],
    padding: Option<[Vec<usize>; 2]>,
) -> Result<Windows, Refused> {
    if let Some([before, after]) = padding {
        for (own, more) in windows.before.iter_mut().zip(before) {
            *own += more;
        }
        for (own, more) in windows.after.iter_mut().zip(after) {
            *own += more;
        }
    }
    windows.counted(plane).map_err(|reason| (reason, ""))
}

/// Windows in the words of the language. With `has_row`, the first axis is that of the only row of a sequence.
pub(super) fn worded(
    mut windows: Windows,
    plane: &[usize],
    has_row: bool,
) -> Result<Window, Refused> {
    let mut plane = plane;
    if has_row {
        if (windows.kernel.first(), windows.output.first()) != (Some(&1), Some(&1)) {
            return refused("its kernel covers several rows of a sequence", "");
        }
        plane = plane.get(1..).unwrap_or_default();
        windows = windows.without_first();
    }
    let Some(padding) = padding(&windows, plane) else {
        let Windows { before, after, .. } = windows;
        return refused(
            format!("it pads {before:?} before and {after:?} after"),
            NO_PADDING,
        );
    };
    Ok(Window {
        kernel: windows.kernel,
        stride: windows.stride,
        padding,
        dilation: windows.dilation,
    })
}

/// The padding in the words of the language, if it has the same windows.
fn padding(windows: &Windows, plane: &[usize]) -> Option<Padding> {
    let with = |before: &[usize], after: &[usize]| {
        let mut other = windows.clone();
        (other.before, other.after) = (before.to_vec(), after.to_vec());
        other
            .counted(plane)
            .is_ok_and(|other| other.output == windows.output)
    };
    // What is after the last window does not matter.
    if with(&windows.before, &windows.before) {
        return Some(Padding::Both(windows.before.clone()));
    }
    let same = (0..plane.len()).map(|axis| {
        let extent = windows.extent(axis);
        let outputs = plane[axis].div_ceil(windows.stride[axis]);
        let total = ((outputs - 1) * windows.stride[axis] + extent).saturating_sub(plane[axis]);
        (outputs, total / 2)
    });
    let (outputs, before): (Vec<usize>, Vec<usize>) = same.unzip();
    (outputs == windows.output && before == windows.before).then_some(Padding::Same)
}
