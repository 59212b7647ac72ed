//! Compares rows of numbers. A failure shows the case, the index, both values with their bits, and the limit.

use std::fmt::Write as _;

use crate::tolerance::Tolerance;

/// The number of differences that are shown. The others are counted.
const SHOWN: usize = 4;

/// Requires that each value is within its limit of the expected value. NaN never is.
///
/// # Panics
/// If a value is not.
#[track_caller]
pub fn assert_within(case: &str, got: &[f32], want: &[f64], limit: impl Fn(usize) -> f64) {
    assert_eq!(got.len(), want.len(), "{case}: lengths");
    let rows = got.iter().zip(want).enumerate();
    let differ = rows.filter(|(index, (got, want))| !within(**got, **want, limit(*index)));
    let mut text = String::new();
    let mut count = 0;
    for (index, (got, want)) in differ {
        count += 1;
        if count <= SHOWN {
            let bits = got.to_bits();
            let error = (f64::from(*got) - want).abs();
            let limit = limit(index);
            let _ = writeln!(
                text,
                "  [{index}] got {got:e} ({bits:#010x}), want {want:e}; off by {error:e}, allowed {limit:e}"
            );
        }
    }
    assert!(
        count == 0,
        "{case}: {count} of {} differ\n{text}",
        got.len()
    );
}

/// Whether a value is within a limit of the expected value. Never if one of the three is NaN.
fn within(got: f32, want: f64, limit: f64) -> bool {
    (f64::from(got) - want).abs() <= limit
}

/// Requires that each value is within a relative tolerance of the expected value.
///
/// # Panics
/// If a value is not.
#[track_caller]
pub fn assert_close(case: &str, got: &[f32], want: &[f64], tolerance: &Tolerance) {
    assert_within(case, got, want, |index| tolerance.limit(want[index]));
}

/// Requires equal bits. All NaNs are equal.
///
/// # Panics
/// If a bit differs.
#[track_caller]
pub fn assert_same(case: &str, got: &[f32], want: &[f32]) {
    assert_eq!(got.len(), want.len(), "{case}: lengths");
    let differs = |index: &usize| !has_same_bits(&got[*index..=*index], &want[*index..=*index]);
    if !has_same_bits(got, want)
        && let Some(index) = (0..got.len()).find(differs)
    {
        let (got, want) = (got[index], want[index]);
        panic!(
            "{case}: [{index}] got {got:e} ({:#010x}), want {want:e} ({:#010x})",
            got.to_bits(),
            want.to_bits()
        );
    }
}

/// Requires that each group of this many numbers has the same bits as one of the expected rows.
///
/// # Panics
/// If a group equals none of them.
#[track_caller]
pub fn assert_same_as_one(case: &str, group: usize, got: &[f32], wants: &[&[f32]]) {
    for want in wants {
        assert_eq!(got.len(), want.len(), "{case}: lengths");
    }
    for (index, got) in got.chunks(group).enumerate() {
        let mut groups = wants.iter().map(|want| &want[index * group..][..got.len()]);
        if !groups.clone().any(|want| has_same_bits(got, want)) {
            let case = format!("{case}: group {index} of {group}");
            assert_same(&case, got, groups.next().unwrap_or_default());
        }
    }
}

/// Whether all bits are equal. All NaNs are equal.
fn has_same_bits(got: &[f32], want: &[f32]) -> bool {
    let mut pairs = got.iter().zip(want);
    pairs.all(|(got, want)| got.to_bits() == want.to_bits() || (got.is_nan() && want.is_nan()))
}

/// Whether a value is within a limit of the expected value. If the expected value is infinite or NaN, the value must be too.
pub fn is_like(got: f32, want: f64, limit: f64) -> bool {
    if want.is_finite() {
        within(got, want, limit)
    } else {
        f64::from(got) == want || (got.is_nan() && want.is_nan())
    }
}

/// The numbers in `f64`, exactly.
pub fn widen(values: &[f32]) -> Vec<f64> {
    values.iter().map(|value| f64::from(*value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tolerance::PARITY;

    #[test]
    fn nan_and_infinity_are_never_close() {
        for (got, want) in [(f32::NAN, 1.0), (1.0, f64::NAN), (f32::INFINITY, 1.0)] {
            let result = std::panic::catch_unwind(|| assert_close("", &[got], &[want], &PARITY));
            assert!(result.is_err(), "{got} is close to {want}");
        }
        assert_close("", &[1.0], &[1.000_009], &PARITY);
        let far = std::panic::catch_unwind(|| assert_close("", &[1.0], &[1.000_011], &PARITY));
        assert!(far.is_err());
    }
}
