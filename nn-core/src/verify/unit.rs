//! A rectified unit whose sign is decided.

/// The sign of the input of a rectified unit is decided in a part of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// The node of the input.
    pub(super) node: usize,
    pub(super) element: usize,
    /// The input is at least 0. Otherwise it is at most 0.
    pub(super) is_positive: bool,
}

impl Unit {
    /// 1 or -1. The input times the sign is at least 0.
    pub(super) fn sign(self) -> f64 {
        if self.is_positive { 1.0 } else { -1.0 }
    }
}
