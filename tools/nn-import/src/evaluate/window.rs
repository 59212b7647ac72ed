//! The windows over the axes of an image or a sequence.

use crate::graph::Node;
use crate::tensor::{positions, steps};

/// The windows over the axes of an image or a sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Windows {
    /// The size of the kernel.
    pub(crate) kernel: Vec<usize>,
    /// The distance between windows.
    pub(crate) stride: Vec<usize>,
    /// The padding before the first element.
    pub(crate) before: Vec<usize>,
    /// The padding after the last element.
    pub(crate) after: Vec<usize>,
    /// The distance between the elements of a window.
    pub(crate) dilation: Vec<usize>,
    /// The size of the output.
    pub(crate) output: Vec<usize>,
    /// Whether a last window that is not complete counts.
    pub(crate) is_ceil: bool,
}

impl Windows {
    /// The windows of a node over an input of these sizes. They are not [counted](Self::counted) yet.
    ///
    /// # Errors
    /// An attribute is not allowed.
    pub(crate) fn of(
        node: &Node,
        input: &[usize],
        kernel: Option<&[usize]>,
    ) -> Result<Self, String> {
        let axes = input.len();
        let list = |name: &str, otherwise: usize| -> Result<Vec<usize>, String> {
            match node.ints(name) {
                None => Ok(vec![otherwise; axes]),
                Some(numbers) if numbers.len() == axes => {
                    let sizes = numbers.iter().map(|number| usize::try_from(*number).ok());
                    let sizes: Option<Vec<usize>> = sizes
                        .map(|size| size.filter(|size| *size < 1 << 24))
                        .collect();
                    sizes.ok_or_else(|| format!("`{name}` is {numbers:?}"))
                }
                Some(numbers) => Err(format!(
                    "`{name}` is {numbers:?}, but there are {axes} axes"
                )),
            }
        };
        let kernel = match (kernel, node.ints("kernel_shape")) {
            (Some(kernel), _) => kernel.to_vec(),
            (None, Some(_)) => list("kernel_shape", 1)?,
            (None, None) => return Err("it has no `kernel_shape`".to_owned()),
        };
        let mut windows = Windows {
            stride: list("strides", 1)?,
            dilation: list("dilations", 1)?,
            before: vec![0; axes],
            after: vec![0; axes],
            output: vec![0; axes],
            is_ceil: node.int("ceil_mode").is_some_and(|mode| mode != 0),
            kernel,
        };
        let numbers = [&windows.kernel, &windows.stride, &windows.dilation];
        if windows.kernel.len() != axes || numbers.iter().any(|list| list.contains(&0)) {
            return Err(
                "a kernel, a stride or a dilation is 0, or has another number of axes".to_owned(),
            );
        }
        windows.pad(node, input)?;
        Ok(windows)
    }

    /// Sets the padding.
    fn pad(&mut self, node: &Node, input: &[usize]) -> Result<(), String> {
        let automatic = node.text("auto_pad").unwrap_or("NOTSET");
        for (axis, size) in input.iter().enumerate() {
            let (stride, extent) = (self.stride[axis], self.extent(axis));
            if automatic.starts_with("SAME") {
                let windows = size.div_ceil(stride).max(1);
                let total = ((windows - 1) * stride + extent).saturating_sub(*size);
                let half = total / 2;
                let is_upper = automatic == "SAME_UPPER";
                self.before[axis] = if is_upper { half } else { total - half };
                self.after[axis] = total - self.before[axis];
            } else if automatic == "NOTSET"
                && let Some(pads) = node.ints("pads")
            {
                let size = |at: usize| {
                    let pad = pads.get(at).and_then(|pad| usize::try_from(*pad).ok());
                    pad.filter(|pad| *pad < 1 << 24)
                };
                let pads = size(axis).zip(size(axis + input.len()));
                (self.before[axis], self.after[axis]) = pads.ok_or("a padding is below 0")?;
            }
        }
        Ok(())
    }

    /// Whether there is padding.
    pub(crate) fn is_padded(&self) -> bool {
        let mut pads = self.before.iter().chain(&self.after);
        pads.any(|pad| *pad != 0)
    }

    /// The windows without their first axis.
    pub(crate) fn without_first(mut self) -> Self {
        let lists = [
            &mut self.kernel,
            &mut self.stride,
            &mut self.before,
            &mut self.after,
            &mut self.dilation,
            &mut self.output,
        ];
        for list in lists.into_iter().filter(|list| !list.is_empty()) {
            list.remove(0);
        }
        self
    }

    /// The elements from the first to the last of a window.
    pub(crate) fn extent(&self, axis: usize) -> usize {
        self.dilation[axis] * (self.kernel[axis] - 1) + 1
    }

    /// Whether no window over a sequence of this length depends on a later element, and the last one ends with the last element or before.
    pub(crate) fn is_causal(&self, input: &[usize]) -> bool {
        let ([length], [stride], [before]) = (input, &self.stride[..], &self.before[..]) else {
            return false;
        };
        *before == self.extent(0) - 1 && self.output == [length.div_ceil(*stride)]
    }

    /// Counts the windows over an input of these sizes.
    ///
    /// # Errors
    /// No window fits.
    pub(crate) fn counted(mut self, input: &[usize]) -> Result<Self, String> {
        for (axis, size) in input.iter().enumerate() {
            let (stride, extent) = (self.stride[axis], self.extent(axis));
            let padded = size + self.before[axis] + self.after[axis];
            let rest = padded.checked_sub(extent).ok_or_else(|| {
                format!("a window of {extent} is larger than the padded input of {padded}")
            })?;
            self.output[axis] = rest / stride + 1;
            // A window that starts in the padding after the input does not count.
            let is_further = self.is_ceil && rest % stride != 0;
            let start = self.output[axis] * stride;
            self.output[axis] += usize::from(is_further && start < size + self.before[axis]);
        }
        Ok(self)
    }

    /// The places of a window in the input, `None` outside of it. The second item is whether the place is in the padding.
    pub(crate) fn places<'a>(
        &'a self,
        window: &'a [usize],
        input: &'a [usize],
    ) -> impl Iterator<Item = (Option<usize>, bool)> + 'a {
        let steps = steps(input);
        positions(&self.kernel).map(move |at| {
            let (mut place, mut is_inside, mut is_padding) = (0, true, true);
            for axis in 0..input.len() {
                let from = window[axis] * self.stride[axis] + at[axis] * self.dilation[axis];
                is_padding &= from < self.before[axis] + input[axis] + self.after[axis];
                match from
                    .checked_sub(self.before[axis])
                    .filter(|from| *from < input[axis])
                {
                    Some(from) => place += from * steps[axis],
                    None => is_inside = false,
                }
            }
            (is_inside.then_some(place), is_padding)
        })
    }
}
