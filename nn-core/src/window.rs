//! Windows that slide over an image or a sequence: where they lie, and which of their places lie over it.

use core::ops::Range;

/// How a window slides over an image of `H` x `W`: to `OH` x `OW` places, in steps of `SH` and `SW`, beginning `PT` rows above
/// and `PL` columns left of the image.
///
/// What a window sees outside the image is padding; what no window reaches is left out.
/// [`network!`](crate::network!) computes all of it from the kernel, the stride and the padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slide2d<
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const SH: usize = 1,
    const SW: usize = 1,
    const PT: usize = 0,
    const PL: usize = 0,
> {}

/// How a window slides over a sequence of length `L`: to `OL` places, in steps of `S`, beginning `P` places before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slide1d<const L: usize, const OL: usize, const S: usize = 1, const P: usize = 0> {}

impl<
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Slide2d<H, W, OH, OW, SH, SW, PT, PL>
{
    /// The rows and the columns of a window of `height` x `width`.
    pub const fn axes(height: usize, width: usize) -> [Axis; 2] {
        [
            Axis {
                input: H,
                output: OH,
                kernel: height,
                stride: SH,
                before: PT,
            },
            Axis {
                input: W,
                output: OW,
                kernel: width,
                stride: SW,
                before: PL,
            },
        ]
    }
}

impl<const L: usize, const OL: usize, const S: usize, const P: usize> Slide1d<L, OL, S, P> {
    /// The places of a window of this length.
    pub const fn axis(length: usize) -> Axis {
        Axis {
            input: L,
            output: OL,
            kernel: length,
            stride: S,
            before: P,
        }
    }
}

/// Along one dimension: how many places it has, how long the window is, its step, and the padding before the first place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The places of the input.
    pub input: usize,
    /// The places of the output: one per window.
    pub output: usize,
    /// The places of a window.
    pub kernel: usize,
    /// From one window to the next.
    pub stride: usize,
    /// The places of padding before the input.
    pub before: usize,
}

// What is always inlined is computed where all but the index is constant: then no division is left.
impl Axis {
    /// Refuses windows that do not suit their input, when the program is compiled.
    ///
    /// # Panics
    /// A size or the stride is 0, or the last window begins behind the end of the input.
    pub const fn check(self) {
        assert!(
            self.input > 0 && self.output > 0 && self.kernel > 0,
            "a window, and what it slides over, is at least 1 long"
        );
        assert!(self.stride > 0, "a window moves by at least 1");
        assert!(
            (self.output - 1) * self.stride < self.input + self.before,
            "the last window begins behind the end of the input"
        );
    }

    /// Refuses windows some of which see nothing but padding, too.
    ///
    /// # Panics
    /// As [`check`](Self::check), or if the padding is not smaller than the window.
    pub const fn check_pool(self) {
        self.check();
        assert!(
            self.before < self.kernel,
            "the padding of a pool is smaller than its window"
        );
    }

    /// The places of the window `index` that lie over the input.
    #[inline(always)]
    pub const fn covered(self, index: usize) -> Range<usize> {
        let start = index * self.stride;
        let first = self.before.saturating_sub(start);
        let end = (self.input + self.before).saturating_sub(start);
        let end = if end < self.kernel { end } else { self.kernel };
        Range {
            start: if first < end { first } else { end },
            end,
        }
    }

    /// How many places of the window `index` lie over the input or its padding, as much behind as before it.
    #[inline(always)]
    pub const fn padded(self, index: usize) -> usize {
        let end = (self.input + 2 * self.before).saturating_sub(index * self.stride);
        if end < self.kernel { end } else { self.kernel }
    }

    /// The steps that reach a distance, the last of them perhaps beyond it.
    #[inline(always)]
    const fn steps(self, distance: usize) -> usize {
        // There is no stride of 0; but a division by it would be a way to panic.
        match (distance + self.stride.saturating_sub(1)).checked_div(self.stride) {
            Some(steps) => steps,
            None => 0,
        }
    }

    /// The windows whose place `place` lies over the input.
    #[inline(always)]
    pub const fn reaching(self, place: usize) -> Range<usize> {
        let first = self.steps(self.before.saturating_sub(place));
        let end = self.steps((self.input + self.before).saturating_sub(place));
        let end = if end < self.output { end } else { self.output };
        Range {
            start: if first < end { first } else { end },
            end,
        }
    }

    /// The window that sees the position `position` of the input at its place `place`, if there is one.
    #[inline(always)]
    pub const fn window(self, position: usize, place: usize) -> Option<usize> {
        let Some(start) = (position + self.before).checked_sub(place) else {
            return None;
        };
        match start.checked_div(self.stride) {
            Some(index) if index * self.stride == start && index < self.output => Some(index),
            _ => None,
        }
    }

    /// Where in the input the place `place` of the window `index` lies; it must be [`covered`](Self::covered).
    #[inline(always)]
    pub const fn position(self, index: usize, place: usize) -> usize {
        (index * self.stride + place).saturating_sub(self.before)
    }

    /// The places at the end of the input that no window reaches.
    pub const fn left_out(self) -> usize {
        let reached = (self.output.saturating_sub(1)) * self.stride + self.kernel;
        (self.input + self.before).saturating_sub(reached)
    }
}
