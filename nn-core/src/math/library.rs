//! Functions from the crate `libm`.

/// The square root of `x`.
///
/// ```
/// use nn_core::math::sqrt;
///
/// assert_eq!(sqrt(6.25), 2.5);
/// assert!(sqrt(-1.0).is_nan());
/// ```
///
/// Error: at most 0.5 ulp, which is correct rounding. So `libm` returns the same bits as the processor's instruction, which the
/// features `std` and `dsp` use.
#[inline(always)]
#[must_use]
pub fn sqrt(x: f32) -> f32 {
    #[cfg(feature = "std")]
    let root = x.sqrt();
    #[cfg(all(feature = "dsp", not(feature = "std")))]
    let root = nn_dsp::sqrt(x);
    #[cfg(not(any(feature = "dsp", feature = "std")))]
    let root = libm::sqrtf(x);
    root
}

/// The square root of `x` with 64 bits, correctly rounded.
#[must_use]
pub(crate) fn sqrt_f64(x: f64) -> f64 {
    #[cfg(feature = "std")]
    let root = x.sqrt();
    #[cfg(not(feature = "std"))]
    let root = libm::sqrt(x);
    root
}

/// The error function of `x`.
///
/// ```
/// use nn_core::math::erf;
///
/// assert_eq!(erf(0.0), 0.0);
/// assert_eq!(erf(-10.0), -1.0);
/// ```
///
/// Error: at most 0.904 ulp over a sample of every 97th input.
#[inline(always)]
#[must_use]
pub fn erf(x: f32) -> f32 {
    libm::erff(x)
}

/// The complementary error function of `x`, `1 - erf(x)`, accurate where it is small.
///
/// ```
/// use nn_core::math::erfc;
///
/// assert_eq!(erfc(0.0), 1.0);
/// assert!(erfc(9.0) > 0.0);
/// ```
///
/// Error: at most 2.956 ulp over a sample of every 97th input.
#[inline(always)]
#[must_use]
pub fn erfc(x: f32) -> f32 {
    libm::erfcf(x)
}

/// The cosine of `x` radians.
///
/// ```
/// use nn_core::math::cos;
///
/// assert_eq!(cos(0.0), 1.0);
/// ```
///
/// Error: at most 0.501 ulp over a sample of every 97th input. It computes in `f64`, which is slow on processors without it.
#[inline(always)]
#[must_use]
pub fn cos(x: f32) -> f32 {
    libm::cosf(x)
}

/// The sine of `x` radians.
///
/// ```
/// use nn_core::math::sin;
///
/// assert_eq!(sin(-0.0), -0.0);
/// ```
///
/// Error: at most 0.501 ulp over a sample of every 97th input. It computes in `f64`, which is slow on processors without it.
#[inline(always)]
#[must_use]
pub fn sin(x: f32) -> f32 {
    libm::sinf(x)
}
