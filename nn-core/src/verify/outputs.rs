//! What the outputs of a constant network can be, and what a proof of a class lacks.

use super::Interval;
use super::curve::SOFTMAX_MARGIN;

/// What the outputs of a network can be.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct OutputBounds<const N: usize> {
    /// Before the last activation.
    pub(super) sums: [Interval; N],
    /// The outputs.
    pub(super) outputs: [Interval; N],
    /// Whether the last activation is softmax.
    pub(super) is_softmax: bool,
    /// A single output above it has the class 1.
    pub(super) threshold: f32,
}

impl<const N: usize> OutputBounds<N> {
    /// Of outputs that are compared after they were rounded.
    pub(super) const fn of_numbers(outputs: [Interval; N], threshold: f32) -> Self {
        OutputBounds {
            sums: outputs,
            outputs,
            is_softmax: false,
            threshold,
        }
    }

    /// What classes are compared by, the margin that rounding needs, and its name in messages.
    pub(super) const fn compared(&self) -> (&[Interval; N], f64, &'static str) {
        match self.is_softmax {
            true => (&self.sums, SOFTMAX_MARGIN, " before softmax"),
            false => (&self.outputs, 0.0, ""),
        }
    }

    /// What the proof lacks that one class is predicted rather than another. It is below 0 if that is proved.
    pub(super) const fn lack(&self, class: usize, other: usize) -> f64 {
        let (values, margin, _) = self.compared();
        values[other].high as f64 - values[class].low as f64 + margin
    }

    /// What the proof of a class lacks: 0 if the class is proved.
    pub(super) fn lack_of_class(&self, class: usize) -> f64 {
        if let [found] = self.outputs.as_slice() {
            let [low, high] = [found.low, found.high].map(f64::from);
            let threshold = f64::from(self.threshold);
            return match class {
                1 => unless(low > threshold, threshold - low),
                _ => unless(high <= threshold, high - threshold),
            };
        }
        let others = (0..N).filter(|other| *other != class);
        let lacks = others.map(|other| self.lack(class, other));
        lacks.fold(0.0, |most, lack| most.max(unless(lack < 0.0, lack)))
    }

    /// What an output can be.
    pub(super) fn output(&self, index: usize) -> Interval {
        self.outputs.get(index).copied().unwrap_or(Interval::ANY)
    }
}

/// What a proof lacks: above 0, unless it is complete.
fn unless(is_proved: bool, lack: f64) -> f64 {
    match is_proved {
        true => 0.0,
        false => lack.max(f64::MIN_POSITIVE),
    }
}

impl OutputBounds<0> {
    /// No outputs.
    pub(crate) const NOTHING: Self = OutputBounds {
        sums: [],
        outputs: [],
        is_softmax: false,
        threshold: 0.0,
    };
}
