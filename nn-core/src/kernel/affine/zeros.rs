//! Inputs that are 0, which do not contribute to a sum.

/// Whether kernels skip inputs that are 0. With the feature `fixed-time` they do not, so that the time does not depend on the values.
pub(super) const SKIPS_ZEROS: bool = !cfg!(feature = "fixed-time");
