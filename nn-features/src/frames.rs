//! Frames of a stream of samples.

/// Cuts samples into frames of `FRAME` samples that begin `HOP` samples apart.
///
/// ```
/// use nn_features::Frames;
///
/// let mut frames = Frames::<4, 2>::new();
/// let mut count = 0;
/// for sample in 0..9 {
///     if let Some(frame) = frames.push(sample) {
///         assert_eq!(frame, &[2 * count, 2 * count + 1, 2 * count + 2, 2 * count + 3]);
///         count += 1;
///     }
/// }
/// assert_eq!(count, 3);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frames<const FRAME: usize, const HOP: usize> {
    samples: [i16; FRAME],
    /// The number of samples of the frame so far.
    filled: usize,
}

impl<const FRAME: usize, const HOP: usize> Frames<FRAME, HOP> {
    /// No samples yet. A hop of 0 or one that is longer than a frame is a compile error.
    #[must_use]
    pub const fn new() -> Self {
        const {
            assert!(
                HOP >= 1 && HOP <= FRAME,
                "a hop has at least 1 sample and at most as many as a frame"
            );
        }
        Frames {
            samples: [0; FRAME],
            filled: 0,
        }
    }

    /// Takes a sample. Returns the frame that ends with it if it is complete: first after `FRAME` samples, then every `HOP` samples.
    #[inline]
    pub fn push(&mut self, sample: i16) -> Option<&[i16; FRAME]> {
        if self.filled == FRAME {
            self.samples.copy_within(HOP.min(FRAME).., 0);
            self.filled = FRAME - HOP.min(FRAME);
        }
        if let Some(place) = self.samples.get_mut(self.filled) {
            *place = sample;
            self.filled += 1;
        }
        (self.filled == FRAME).then_some(&self.samples)
    }

    /// Forgets all samples.
    pub const fn reset(&mut self) {
        self.filled = 0;
    }
}

impl<const FRAME: usize, const HOP: usize> Default for Frames<FRAME, HOP> {
    fn default() -> Self {
        Self::new()
    }
}
