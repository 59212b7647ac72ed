//! The windows of convolutions and pools, and their padding.

/// The windows over an image or a sequence. All lists have one number per axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The size of the kernel.
    pub kernel: Vec<usize>,
    /// The distance between windows.
    pub stride: Vec<usize>,
    /// The padding.
    pub padding: Padding,
    /// The distance between the elements of a window.
    pub dilation: Vec<usize>,
}

impl Window {
    /// Whether these windows of a sequence, of `size`, are those of causal padding.
    pub(crate) fn cuts_to_causal(&self, [start, end]: [usize; 2], size: usize) -> bool {
        let (Padding::Both(zeros), [kernel]) = (&self.padding, &self.kernel[..]) else {
            return false;
        };
        let before = self
            .dilation
            .first()
            .map(|dilation| dilation * (kernel - 1));
        self.stride == [1]
            && before == zeros.first().copied()
            && (start, Some(end)) == (0, size.checked_sub(zeros[0]))
    }
}

/// Zeros around the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Padding {
    /// As many as the output needs to have the size of the input divided by the stride, rounded up.
    Same,
    /// As many before a sequence that no output depends on a later step.
    Causal,
    /// This many on both sides.
    Both(Vec<usize>),
}
