//! Pools, and windows in the words of the language.

use std::collections::BTreeSet;

use super::position::UNIT;
use super::resize::{add_padding, add_zeros, is_never_negative};
use super::{Lowering, Position, Refused, Step, refused};
use crate::evaluate::Windows;
use crate::graph::Node;
use crate::layer::{Layer, Padding, Stage, Window};

const NO_PADDING: &str =
    "a pool pads both sides equally, or with `Same`: put a ReLU before it, or `nn.ZeroPad2d`";

impl Lowering<'_> {
    /// `MaxPool` or `AveragePool`.
    pub(super) fn pool(
        &mut self,
        node: &Node,
        at: &mut Position,
        stages: &mut Vec<Stage>,
    ) -> Result<Step, Refused> {
        if at.axes.is_some() || at.shape.len() < 2 {
            return refused(
                format!("its input is {:?}", at.shape),
                "a pool takes channels first",
            );
        }
        at_most_two(&plane(at))?;
        let is_max = node.operator == "MaxPool";
        let (windows, has_zeros) = pooled(node, at, stages)?;
        let is_ceil = windows.is_ceil;
        let is_whole = windows.kernel == plane(at)
            && windows.output.iter().all(|size| *size == 1)
            && !windows.is_padded();
        if is_whole && !is_max && self.is_global(&plane(at)) {
            return self.global(Layer::GlobalAvgPool, at);
        }
        if is_whole && is_max && self.is_flattened(node) {
            return self.global(Layer::GlobalMaxPool, at);
        }
        if windows.dilation.iter().any(|dilation| *dilation != 1) {
            return refused("it is dilated", "pools are not dilated");
        }
        let counts_padding = has_zeros
            || node
                .int("count_include_pad")
                .is_some_and(|counts| counts != 0);
        let may_add_zeros = match is_max {
            true => is_never_negative(stages),
            false => counts_padding,
        };
        Ok(Step::Layer(Layer::Pool {
            window: worded(windows, [false, may_add_zeros], at, stages)?,
            is_max,
            is_ceil,
            counts_padding,
        }))
    }

    /// Whether only a node that makes a vector uses the output of a node.
    fn is_flattened(&self, node: &Node) -> bool {
        let output = node.outputs.first().map(String::as_str).unwrap_or_default();
        let users = self
            .users
            .get(output)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut users = users.iter().filter_map(|user| self.graph.nodes.get(*user));
        users.all(|user| matches!(&*user.operator, "Flatten" | "Reshape"))
    }

    /// Whether a mean over a whole image is that of each channel. The mean of an even number of integers may be in the middle of two, and a
    /// window rounds it in its own way.
    fn is_global(&self, plane: &[usize]) -> bool {
        !self.graph.is_integer || plane.iter().product::<usize>() % 2 == 1
    }

    /// The mean or the maximum of each channel.
    pub(super) fn global(&mut self, layer: Layer, at: &mut Position) -> Result<Step, Refused> {
        at.has_row = false;
        // It does not depend on the order of the axes but the channels.
        match at.axes.take() {
            Some(axes) if axes.get(1) != Some(&1) => refused("its input has its channels last", ""),
            _ => Ok(Step::Layer(layer)),
        }
    }

    /// A `ReduceMean` or `ReduceMax` over all axes but the channels.
    pub(super) fn reduced(
        &mut self,
        layer: Layer,
        node: &Node,
        at: &mut Position,
    ) -> Result<Step, Refused> {
        let axes = match self.constant(node, 1) {
            Some(axes) => axes.integers(),
            None => node.ints("axes").unwrap_or_default().to_vec(),
        };
        let layout = at.layout();
        let total = layout.len() as i64;
        // The axes of the network that the axes of the value are.
        let own = |axis: &i64| {
            let place = if *axis < 0 { axis + total } else { *axis };
            usize::try_from(place)
                .ok()
                .and_then(|place| layout.get(place).copied())
        };
        let own: Option<BTreeSet<usize>> = axes.iter().map(own).collect();
        let planes: BTreeSet<usize> = (2..=at.shape.len()).collect();
        let is_plane = own.is_some_and(|mut own| {
            own.remove(&UNIT);
            own == planes
        });
        if planes.is_empty() || !is_plane {
            return refused(
                format!("it is over the axes {axes:?}"),
                "`GlobalAvgPool` and `GlobalMaxPool` are over all axes but the channels",
            );
        }
        (at.axes, at.has_row) = (None, false);
        Ok(Step::Layer(layer))
    }
}

/// The windows of a pool, and whether the zeros of a `Pad` are their padding. The zeros of a `Pad` are all counted, those of the pool
/// itself perhaps not: so the pool takes one of both.
fn pooled(
    node: &Node,
    at: &mut Position,
    stages: &mut Vec<Stage>,
) -> Result<(Windows, bool), Refused> {
    let mut windows = Windows::of(node, &plane(at), None).map_err(|reason| (reason, ""))?;
    if windows.is_padded() && at.padding.is_some() {
        add_padding(at, stages);
        windows = Windows::of(node, &plane(at), None).map_err(|reason| (reason, ""))?;
    }
    let has_zeros = at.padding.is_some();
    Ok((padded(windows, at)?, has_zeros))
}

/// Checks that windows slide over a sequence or an image.
pub(super) fn at_most_two(plane: &[usize]) -> Result<(), Refused> {
    match plane.len() {
        ..=2 => Ok(()),
        axes => refused(
            format!("it slides along {axes} axes"),
            "the language has sequences and images",
        ),
    }
}

/// Windows in the words of the language. Zeros that it cannot state as their padding become a layer before, if they may.
pub(super) fn worded(
    mut windows: Windows,
    [is_convolution, may_add_zeros]: [bool; 2],
    at: &mut Position,
    stages: &mut Vec<Stage>,
) -> Result<Window, Refused> {
    let mut plane = plane(at);
    if at.has_row {
        if (windows.kernel.first(), windows.output.first()) != (Some(&1), Some(&1)) {
            return refused("its kernel covers several rows of a sequence", "");
        }
        plane.remove(0);
        windows = windows.without_first();
    }
    let padding = padding(&windows, &plane, is_convolution);
    let Windows { before, after, .. } = windows;
    let padding = match padding {
        Some(padding) => padding,
        None if may_add_zeros => {
            let none = Padding::Both(vec![0; before.len()]);
            add_zeros([before, after], at, stages);
            none
        }
        None => {
            return refused(
                format!("it pads {before:?} before and {after:?} after, and not with zeros"),
                NO_PADDING,
            );
        }
    };
    Ok(Window {
        kernel: windows.kernel,
        stride: windows.stride,
        padding,
        dilation: windows.dilation,
    })
}

/// The sizes of the axes but the channels. A sequence as an image has a row.
pub(super) fn plane(at: &Position) -> Vec<usize> {
    let row = if at.has_row { &[1][..] } else { &[] };
    [row, at.shape.get(1..).unwrap_or_default()].concat()
}

/// Windows with the zeros that a `Pad` before them adds, counted.
pub(super) fn padded(mut windows: Windows, at: &mut Position) -> Result<Windows, Refused> {
    let row = usize::from(at.has_row);
    if let Some([before, after]) = at.padding.take() {
        for (own, more) in windows.before.iter_mut().skip(row).zip(before) {
            *own += more;
        }
        for (own, more) in windows.after.iter_mut().skip(row).zip(after) {
            *own += more;
        }
    }
    windows.counted(&plane(at)).map_err(|reason| (reason, ""))
}

/// The padding in the words of the language, if it has the same windows.
fn padding(windows: &Windows, plane: &[usize], is_convolution: bool) -> Option<Padding> {
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
    if outputs == windows.output && before == windows.before {
        return Some(Padding::Same);
    }
    (is_convolution && windows.is_causal(plane)).then_some(Padding::Causal)
}
