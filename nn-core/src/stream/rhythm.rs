//! When a window over a sequence has an output, and what it equals.

use super::{Meaning, Stream};
use crate::geometry::Axis;
use crate::require::require;

/// When a layer has an output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rhythm {
    /// The number of steps until the first output.
    pub(super) warm_up: usize,
    /// The number of steps from one output to the next.
    pub(super) step: usize,
}

/// When the layer `L` has an output.
pub(super) const fn rhythm<L: Stream>() -> Rhythm {
    Rhythm {
        warm_up: L::WARM_UP,
        step: L::STEP,
    }
}

/// The number of steps until the first output. It fails if an output needs later steps.
pub(super) const fn warm_up(axis: Axis) -> usize {
    let reached = (axis.output - 1) * axis.stride + axis.span();
    require(
        reached <= axis.input + axis.before,
        "padding at the end of a sequence needs later steps, so it cannot stream; write `padding = Causal`, or `padding = 0`",
    );
    if axis.before < axis.span() {
        axis.span() - axis.before
    } else {
        1
    }
}

/// What an output with this padding equals.
pub(super) const fn meaning(axis: Axis) -> Meaning {
    if axis.before == 0 {
        Meaning::Window
    } else {
        Meaning::Beginning
    }
}
