//! One dimension along which a window slides, as numbers.

use crate::require::require;
use core::ops::Range;

/// How a window slides along one dimension.
///
/// The padding after the input is not stored. It follows from the number of windows: wherever the last windows extend beyond the
/// input, they cover padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The number of positions in the input.
    pub input: usize,
    /// The number of windows, which is the length of the output.
    pub output: usize,
    /// The number of places in a window: the size of the kernel.
    pub kernel: usize,
    /// The distance from one window to the next.
    pub stride: usize,
    /// The number of positions of padding before the input.
    pub before: usize,
    /// The distance from one place of a window to the next.
    pub dilation: usize,
}

// These functions are always inlined. Where everything but the index is constant, no division remains.
impl Axis {
    /// Checks at compile time that the windows fit the input.
    ///
    /// # Panics
    /// A size, the stride or the dilation is 0, or the last window begins after the end of the input.
    #[track_caller]
    pub const fn check(self) {
        require(
            self.input > 0 && self.output > 0 && self.kernel > 0,
            "a window and its input have a length of at least 1; write `Slide<28, 5, 24>`",
        );
        require(
            self.stride > 0,
            "the stride is at least 1; write `Slide<28, 5, 12, 2>`",
        );
        require(
            self.dilation > 0,
            "the dilation is at least 1; leave it out, or write a larger one",
        );
        require(
            (self.output - 1) * self.stride < self.input + self.before,
            "the last window begins after the end of the input; write fewer windows, or a smaller stride",
        );
    }

    /// Checks at compile time that the windows of a pool fit the input: they have no dilation, and none covers only padding.
    ///
    /// # Panics
    /// As [`check`](Self::check), or the dilation is not 1, or the padding is not smaller than the window.
    #[track_caller]
    pub const fn check_pool(self) {
        self.check();
        require(self.dilation == 1, "a pool has no dilation; write 1");
        require(
            self.before < self.kernel,
            "the padding of a pool is smaller than its window; make the padding smaller",
        );
    }

    /// The number of positions from the first place of a window to its last place, both included.
    #[inline(always)]
    pub const fn span(self) -> usize {
        self.kernel.saturating_sub(1) * self.dilation + 1
    }

    /// Whether a window extends beyond the input.
    #[inline(always)]
    pub const fn has_borders(self) -> bool {
        let end = self.output.saturating_sub(1) * self.stride + self.span();
        self.before > 0 || end > self.input
    }

    /// The places of the window `index` that are inside the input.
    #[inline(always)]
    pub const fn covered(self, index: usize) -> Range<usize> {
        let start = index * self.stride;
        let first = divide_up(self.before.saturating_sub(start), self.dilation);
        let end = divide_up(
            (self.input + self.before).saturating_sub(start),
            self.dilation,
        );
        let end = if end < self.kernel { end } else { self.kernel };
        Range {
            start: if first < end { first } else { end },
            end,
        }
    }

    /// The number of places of the window `index` that are inside the input or its padding, if both sides have the same padding and
    /// the dilation is 1.
    #[inline(always)]
    pub const fn padded(self, index: usize) -> usize {
        let end = (self.input + 2 * self.before).saturating_sub(index * self.stride);
        if end < self.kernel { end } else { self.kernel }
    }

    /// The windows whose place `place` is inside the input.
    #[inline(always)]
    pub const fn reaching(self, place: usize) -> Range<usize> {
        let shift = place * self.dilation;
        let first = divide_up(self.before.saturating_sub(shift), self.stride);
        let end = divide_up(
            (self.input + self.before).saturating_sub(shift),
            self.stride,
        );
        let end = if end < self.output { end } else { self.output };
        Range {
            start: if first < end { first } else { end },
            end,
        }
    }

    /// The window whose place `place` is at the position `position` of the input, if there is one.
    #[inline(always)]
    pub const fn window(self, position: usize, place: usize) -> Option<usize> {
        let Some(start) = (position + self.before).checked_sub(place * self.dilation) else {
            return None;
        };
        match start.checked_div(self.stride) {
            Some(index) if index * self.stride == start && index < self.output => Some(index),
            _ => None,
        }
    }

    /// The position in the input of the place `place` of the window `index`, which must be [`covered`](Self::covered).
    #[inline(always)]
    pub const fn position(self, index: usize, place: usize) -> usize {
        (index * self.stride + place * self.dilation).saturating_sub(self.before)
    }

    /// The number of positions at the end of the input that no window covers.
    pub const fn left_out(self) -> usize {
        let reached = self.output.saturating_sub(1) * self.stride + self.span();
        (self.input + self.before).saturating_sub(reached)
    }
}

/// The quotient, rounded up.
#[inline(always)]
const fn divide_up(distance: usize, step: usize) -> usize {
    // The step is never 0. An unchecked division would still leave a path to a panic.
    match (distance + step.saturating_sub(1)).checked_div(step) {
        Some(steps) => steps,
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Axis;

    /// Compares every function with its definition, place by place.
    #[test]
    fn definitions() {
        for bits in 0..1296 {
            let [input, stride, before, dilation] =
                [1, 6, 36, 216].map(|unit: usize| bits / unit % 6);
            let axis = Axis {
                input: input + 1,
                output: input + 2,
                kernel: 3,
                stride: stride % 3 + 1,
                before,
                dilation: dilation % 4 + 1,
            };
            // of the window and the place in it
            let position = |index: usize, place: usize| {
                let padded = index * axis.stride + place * axis.dilation;
                padded.checked_sub(before).filter(|at| *at < axis.input)
            };
            for index in 0..axis.output {
                for place in 0..axis.kernel {
                    let at = position(index, place);
                    assert_eq!(
                        axis.covered(index).contains(&place),
                        at.is_some(),
                        "{axis:?}"
                    );
                    assert_eq!(
                        axis.reaching(place).contains(&index),
                        at.is_some(),
                        "{axis:?}"
                    );
                    if let Some(at) = at {
                        assert_eq!(axis.position(index, place), at, "{axis:?}");
                        assert_eq!(axis.window(at, place), Some(index), "{axis:?}");
                    }
                }
            }
        }
    }
}
