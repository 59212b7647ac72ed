//! Class weights with which all classes count the same.

use super::Label;
use crate::error::Error;

/// The weight of each class with which all classes count the same: the number of samples divided by the number of classes and by the number
/// of samples of the class, as scikit-learn's `class_weight="balanced"`.
///
/// ```
/// use nn_core::loss::balanced_weights;
/// use nn_core::prelude::*;
///
/// let labels = [0u8, 0, 0, 1, 0, 1, 0, 0];
/// let weights = balanced_weights::<2>(&labels)?;
/// assert_eq!(weights, [8.0 / (2.0 * 6.0), 8.0 / (2.0 * 2.0)]);
/// let loss = CrossEntropy.with_class_weights(weights);
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// # Errors
/// There are no samples, a label is not below `CLASSES`, or a class has no sample.
pub fn balanced_weights<const CLASSES: usize>(
    labels: &[impl Label],
) -> Result<[f32; CLASSES], Error> {
    if labels.is_empty() {
        return Err(Error::NoData);
    }
    let mut counts = [0u32; CLASSES];
    for (sample, label) in labels.iter().enumerate() {
        let class = label.class();
        match counts.get_mut(class) {
            Some(count) => *count = count.saturating_add(1),
            #[rustfmt::skip]
            None => return Err(Error::ClassOutOfRange { sample, class, classes: CLASSES }),
        }
    }
    match counts.iter().position(|count| *count == 0) {
        Some(class) => Err(Error::EmptyClass { class }),
        None => Ok(counts.map(|count| labels.len() as f32 / (CLASSES as f32 * count as f32))),
    }
}
