//! All tolerances of the tests, each with its reason.

/// The allowed difference to the expected value: `relative * scale + absolute`.
#[derive(Debug, Clone, Copy)]
pub struct Tolerance {
    /// The part of the scale. The scale is the value itself, unless stated otherwise.
    pub relative: f64,
    /// The part that does not depend on the scale.
    pub absolute: f64,
    /// The reason of these numbers.
    pub reason: &'static str,
}

impl Tolerance {
    /// The allowed difference for a scale.
    pub fn limit(&self, scale: f64) -> f64 {
        self.relative * scale.abs() + self.absolute
    }
}

/// The unit roundoff of `f32`.
pub const ROUNDOFF: f64 = 0.5 * f32::EPSILON as f64;

/// The smallest normal `f32`.
const LEAST_NORMAL: f64 = f32::MIN_POSITIVE as f64;

/// PyTorch's values: forward pass, loss, gradients, parameters after ten steps.
pub const PARITY: Tolerance = Tolerance {
    relative: 1e-5,
    absolute: LEAST_NORMAL,
    reason: "the agreement that the project promises; below the least normal number `f32` has no relative precision",
};

/// Learning rates of PyTorch's schedulers.
pub const SCHEDULE: Tolerance = Tolerance {
    relative: 8.0 * ROUNDOFF,
    absolute: 1e-13,
    reason: "a sine and its argument are rounded to `f32` and squared, everything else is computed in `f64`; where the rate is 0 and \
        PyTorch subtracts, its own rounding is left",
};

/// In addition to [`PARITY`], for sums of fused products. The scale is the largest sum.
pub const FUSED_SUMS: Tolerance = Tolerance {
    relative: 4.0 * ROUNDOFF,
    absolute: 0.0,
    reason: "sums of some ten terms, each rounded where PyTorch's are not: where the terms cancel, a few of their roundoffs are \
        left",
};

/// Gradients in `f32` compared with the oracle's. The scale is the sum of the sizes of the terms of each gradient, times one
/// plus the size of the values before the activations.
pub const GRADIENT: Tolerance = Tolerance {
    relative: 16.0 * ROUNDOFF,
    absolute: 1e-35,
    reason: "a backward pass through three layers rounds each term some ten times, and each activation receives a sum that \
        is off by its own size times the roundoff; products with numbers that underflowed are lost up to 1e-38 times \
        the largest factors, some 100",
};

/// The oracle's gradients compared with central differences of its loss. The scale is that of [`GRADIENT`]. The absolute part is
/// allowed again for each unit of the loss.
pub const DIFFERENCE: Tolerance = Tolerance {
    relative: 2e-8,
    absolute: 1e-9,
    reason: "a step of 1e-6 leaves a truncation of its square, times the square of inputs up to 100, and the loss's \
        roundoff in `f64` divided by it",
};

/// Gradients of layers in tests, compared with central differences of the `f32` network.
pub const DIFFERENCE_F32: Tolerance = Tolerance {
    relative: 1e-3,
    absolute: 1e-3,
    reason: "the loss is rounded to `f32`, 6e-8 of some 1, and divided by a step of 1/64; the loss is a quadratic \
        function or nearly so, which a central difference follows exactly",
};

/// Maps of any layers in `f32` compared with `f64`. The scale is the largest value.
pub const FORWARD: Tolerance = Tolerance {
    relative: 1e-5,
    absolute: LEAST_NORMAL,
    reason: "the agreement that the project promises; some ten layers of sums of up to 100 terms, each normalized by a \
        deviation that may be a fifth of its terms, are an order of magnitude better",
};

/// Their gradients in `f32` compared with differences of the map in `f64`. The scale is the largest gradient.
pub const SLOPE: Tolerance = Tolerance {
    relative: 3e-5,
    absolute: 1e-7,
    reason: "sums and rounded factors of both passes; the error of the difference itself is the square of \
        a step of 1e-6 plus the roundoff of `f64` divided by it, 1e-10 of the largest sums, some 100",
};

/// A network with folded batch normalization. The scale is the largest output of some samples.
pub const FOLDED: Tolerance = Tolerance {
    relative: 1e-5,
    absolute: LEAST_NORMAL,
    reason: "the agreement that the project promises: the same sums with factors that are multiplied before, not after",
};

/// In addition to [`PARITY`], for gradients by logits. The scale is the largest gradient of the batch.
pub const LOGITS: Tolerance = Tolerance {
    relative: 4.0 * ROUNDOFF,
    absolute: 0.0,
    reason: "where a probability is close to its target, their difference has the roundoff of both, and each is multiplied by \
        the weight of a class and the share of a sample",
};

/// Metrics in `f32` compared with scikit-learn's.
pub const METRICS: Tolerance = Tolerance {
    relative: 1e-6,
    absolute: 1e-6,
    reason: "ratios of exact counts, or of sums that do not drift, with some ten roundings; R2 and the correlation of Matthews subtract \
        numbers of some 1",
};

/// Sums in any order. The scale is the number of terms times the sum of their sizes.
pub const ANY_ORDER: Tolerance = Tolerance {
    relative: ROUNDOFF,
    absolute: LEAST_NORMAL,
    reason: "each of the terms passes through at most as many roundings as there are terms (Higham, 2002, section 3.1)",
};

/// A kernel's sums with any instruction set. The scale is the number of terms times the sum of their sizes.
pub const FUSED: Tolerance = Tolerance {
    relative: ROUNDOFF,
    absolute: LEAST_NORMAL,
    reason: "whatever the order, each term passes through at most as many roundings as there are terms: its product is \
        rounded together with the sum, or before the first of one sum less; products that underflow lose less than the \
        least normal number all together",
};

/// An online step compared with a mini-batch of one sample, with a learning rate that is not a power of two.
pub const ONLINE: Tolerance = Tolerance {
    relative: 4.0 * ROUNDOFF,
    absolute: LEAST_NORMAL,
    reason: "the rate is multiplied to the input before the gradient instead of after it: one rounding is elsewhere",
};

/// A norm computed by layers from norms of inputs and gradients, compared with the norm of all gradients.
pub const NORM: Tolerance = Tolerance {
    relative: 1e-6,
    absolute: 0.0,
    reason: "both add positive squares, in eight lanes at most 101,770 of them: 12,721 roundings in sequence, \
        of which random ones cancel to their square root",
};
