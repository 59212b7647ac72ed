//! Splits of a data set into samples for training and for tests.

use rand_core::Rng;

use super::marks::{ends, take_evenly};
use super::shuffle::shuffle_pairs;
use super::sort::sort_by_class;
use crate::error::Error;
use crate::loss::Label;
use crate::settings::{self, FRACTION};

/// The two parts of a data set. They are parts of its lists, so nothing is copied.
///
/// The names are those of tests. Validation is the same split.
#[derive(Debug, PartialEq, Eq)]
pub struct Split<'a, S, T> {
    /// The inputs for training.
    pub train_inputs: &'a mut [S],
    /// The targets for training.
    pub train_targets: &'a mut [T],
    /// The inputs that are held back.
    pub test_inputs: &'a mut [S],
    /// The targets that are held back.
    pub test_targets: &'a mut [T],
}

impl<'a, S, T> Split<'a, S, T> {
    /// Holds back the last `test` samples.
    pub(super) fn last(inputs: &'a mut [S], targets: &'a mut [T], test: usize) -> Self {
        let [(train_inputs, train_targets), (test_inputs, test_targets)] =
            ends(inputs, targets, test);
        Split {
            train_inputs,
            train_targets,
            test_inputs,
            test_targets,
        }
    }
}

/// Shuffles a data set in place and holds back a share of it for tests.
///
/// `test_share` is between 0 and 1. The number of held back samples is rounded up, as in scikit-learn's `train_test_split`. The lists stay whole:
/// the first samples are those for training.
///
/// ```
/// use nn_core::data::split;
/// use nn_core::rng::Random;
///
/// let (mut inputs, mut targets) = ([[1.0], [2.0], [3.0], [4.0], [5.0]], [1u8, 2, 3, 4, 5]);
/// let split = split(&mut inputs, &mut targets, 0.3, &mut Random::seed(1))?;
/// assert_eq!((split.train_inputs.len(), split.test_targets.len()), (3, 2));
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// There are no samples or not as many targets as inputs, the share is not between 0 and 1, or one of the parts would be empty. Nothing is
/// then changed.
pub fn split<'a, S, T, R: Rng + ?Sized>(
    inputs: &'a mut [S],
    targets: &'a mut [T],
    test_share: f32,
    rng: &mut R,
) -> Result<Split<'a, S, T>, Error> {
    let test = test_samples(inputs.len(), targets.len(), test_share)?;
    shuffle_pairs(inputs, targets, rng);
    Ok(Split::last(inputs, targets, test))
}

/// [`split`] with about the same share of each class in both parts: its number of held back samples is rounded up or down.
///
/// ```
/// use nn_core::data::{ClassCounts, split_stratified};
/// use nn_core::rng::Random;
///
/// let mut inputs: [[f32; 1]; 100] = core::array::from_fn(|i| [i as f32]);
/// let mut labels: [u8; 100] = core::array::from_fn(|i| u8::from(i >= 90)); // a tenth is of class 1
/// let split = split_stratified(&mut inputs, &mut labels, 0.2, &mut Random::seed(1))?;
/// assert_eq!(ClassCounts::<2>::of(split.test_targets)?.counts, [18, 2]);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// As for [`split`].
pub fn split_stratified<'a, S, Y: Label, R: Rng + ?Sized>(
    inputs: &'a mut [S],
    labels: &'a mut [Y],
    test_share: f32,
    rng: &mut R,
) -> Result<Split<'a, S, Y>, Error> {
    let test = test_samples(inputs.len(), labels.len(), test_share)?;
    shuffle_pairs(inputs, labels, rng);
    sort_by_class(inputs, labels);
    take_evenly(inputs, labels, test);
    for (inputs, labels) in ends(inputs, labels, test) {
        shuffle_pairs(inputs, labels, rng);
    }
    Ok(Split::last(inputs, labels, test))
}

/// The number of samples that are held back.
fn test_samples(inputs: usize, targets: usize, share: f32) -> Result<usize, Error> {
    Error::check_lengths(inputs, targets)?;
    settings::check(&[("test_share", &FRACTION)], &[share])?;
    // A share such as 0.3 is rounded to 24 bits, perhaps upward.
    let product = f64::from(share) * const { 1.0 - f32::EPSILON as f64 } * inputs as f64;
    let whole = product as usize;
    let test = whole + usize::from((whole as f64) < product);
    if test == 0 || test >= inputs {
        return Err(Error::Setting {
            name: "test_share",
            value: share,
            rule: "both parts need at least one sample: pass more samples, or another share",
        });
    }
    Ok(test)
}
