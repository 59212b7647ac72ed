//! The balance of the classes.

use core::fmt;

use crate::error::Error;
use crate::loss::Label;

/// The number of samples of each class.
///
/// ```
/// use nn_core::data::ClassCounts;
///
/// let balance = ClassCounts::<3>::of(&[0u8, 2, 0, 0])?;
/// assert_eq!(balance.counts, [3, 0, 1]);
/// println!("{balance}");
/// # assert_eq!(balance.to_string(), "  class    samples    share\n      0          3   75.0 %\n      1          0    0.0 %\n      2          1   25.0 %");
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// It prints a table:
///
/// ```text
///   class    samples    share
///       0          3   75.0 %
///       1          0    0.0 %
///       2          1   25.0 %
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassCounts<const CLASSES: usize> {
    /// The number of samples of each class.
    pub counts: [u32; CLASSES],
}

impl<const CLASSES: usize> ClassCounts<CLASSES> {
    /// Counts the classes of these labels.
    ///
    /// # Errors
    /// There are no labels, or a class is not below `CLASSES`.
    pub fn of(labels: &[impl Label]) -> Result<Self, Error> {
        if labels.is_empty() {
            return Err(Error::NoData);
        }
        let mut counts = [0u32; CLASSES];
        for (sample, label) in labels.iter().enumerate() {
            let class = label.class();
            let Some(count) = counts.get_mut(class) else {
                return Err(Error::ClassOutOfRange {
                    sample,
                    class,
                    classes: CLASSES,
                });
            };
            *count = count.saturating_add(1);
        }
        Ok(ClassCounts { counts })
    }

    /// The number of samples.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// The weights with which all classes have the same influence: the number of samples, divided by the number of classes and by that of
    /// the class, as scikit-learn's `class_weight="balanced"`. A class without samples has the weight 0.
    ///
    /// ```
    /// use nn_core::data::ClassCounts;
    ///
    /// assert_eq!(ClassCounts { counts: [6, 2, 0, 0] }.balanced_weights(), [8.0 / 24.0, 1.0, 0.0, 0.0]);
    /// ```
    pub fn balanced_weights(&self) -> [f32; CLASSES] {
        let total = self.total() as f32;
        self.counts.map(|count| match count {
            0 => 0.0,
            count => total / (CLASSES as f32 * count as f32),
        })
    }
}

/// A table of the classes, their samples and their shares.
impl<const CLASSES: usize> fmt::Display for ClassCounts<CLASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let total = self.total().max(1) as f32;
        write!(f, "{:>7} {:>10} {:>8}", "class", "samples", "share")?;
        for (class, count) in self.counts.iter().enumerate() {
            let share = 100.0 * *count as f32 / total;
            write!(f, "\n{class:>7} {count:>10} {share:>6.1} %")?;
        }
        Ok(())
    }
}
