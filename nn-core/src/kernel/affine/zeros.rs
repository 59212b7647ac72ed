//! Inputs that are 0: they add nothing to a sum.

/// Whether kernels skip them. With the feature `fixed-time` they do not, so that times do not depend on the values.
pub(super) const SKIPS_ZEROS: bool = !cfg!(feature = "fixed-time");
