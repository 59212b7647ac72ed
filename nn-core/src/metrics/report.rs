//! Precision, recall and F1 of all classes as a table.

use core::fmt;

use super::{Confusion, Scores};

/// A table of precision, recall and F1 of each class, their averages, and the metrics of all classes together. Print it with `{}`.
///
/// [`Confusion::report`] makes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassReport<'a, const CLASSES: usize> {
    confusion: &'a Confusion<CLASSES>,
}

impl<const CLASSES: usize> Confusion<CLASSES> {
    /// A printable table of precision, recall and F1, as scikit-learn's `classification_report`.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    ///
    /// let mut confusion = Confusion::<3>::new();
    /// confusion.counts = [[50, 0, 0], [0, 47, 3], [0, 12, 1]];
    /// assert_eq!(
    ///     confusion.report().to_string(),
    ///     "\
    /// class       precision    recall        F1   samples
    /// 0               1.000     1.000     1.000        50
    /// 1               0.797     0.940     0.862        50
    /// 2               0.250     0.077     0.118        13
    /// macro           0.682     0.672     0.660       113
    /// weighted        0.824     0.867     0.838       113
    /// accuracy 0.867, balanced accuracy 0.672, Matthews correlation 0.777
    /// "
    /// );
    /// ```
    pub const fn report(&self) -> ClassReport<'_, CLASSES> {
        ClassReport { confusion: self }
    }
}

impl<const CLASSES: usize> fmt::Display for ClassReport<'_, CLASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let confusion = self.confusion;
        writeln!(
            f,
            "{:<11}{:>10}{:>10}{:>10}{:>10}",
            "class", "precision", "recall", "F1", "samples"
        )?;
        for class in 0..CLASSES {
            write!(f, "{class:<11}")?;
            confusion.class(class).write(f)?;
        }
        write!(f, "{:<11}", "macro")?;
        confusion.macro_average().write(f)?;
        write!(f, "{:<11}", "weighted")?;
        confusion.weighted_average().write(f)?;
        writeln!(
            f,
            "accuracy {:.3}, balanced accuracy {:.3}, Matthews correlation {:.3}",
            confusion.accuracy(),
            confusion.balanced_accuracy(),
            confusion.matthews(),
        )
    }
}

impl Scores {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:>10.3}{:>10.3}{:>10.3}{:>10}",
            self.precision, self.recall, self.f1, self.samples
        )
    }
}
