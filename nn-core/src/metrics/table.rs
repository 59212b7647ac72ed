//! The confusion matrix as a table.

use core::fmt;

use super::Confusion;

/// A row for each actual class, a column for each predicted class, and a column of the samples without a predicted class if there are any.
///
/// ```
/// use nn_core::metrics::Confusion;
///
/// let mut confusion = Confusion::<3>::new();
/// confusion.counts = [[50, 0, 0], [0, 47, 3], [0, 12, 1]];
/// assert_eq!(
///     confusion.to_string(),
///     "\
/// actual  predicted 0   1   2
/// 0                50   0   0
/// 1                 0  47   3
/// 2                 0  12   1
/// "
/// );
/// ```
impl<const CLASSES: usize> fmt::Display for Confusion<CLASSES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.counts.iter().flatten().chain(&self.undecided);
        let largest = counts.copied().max().unwrap_or_default();
        let width = 2 + digits(largest).max(digits(CLASSES.saturating_sub(1) as u32));
        let has_undecided = self.undecided.iter().any(|count| *count > 0);
        write!(f, "actual  predicted")?;
        for class in 0..CLASSES {
            let width = if class == 0 { 2 } else { width };
            write!(f, "{class:>width$}")?;
        }
        writeln!(f, "{}", if has_undecided { "  none" } else { "" })?;
        for (class, (row, undecided)) in self.counts.iter().zip(&self.undecided).enumerate() {
            write!(f, "{class:<7}")?;
            for (column, count) in row.iter().enumerate() {
                let width = if column == 0 { 12 } else { width };
                write!(f, "{count:>width$}")?;
            }
            if has_undecided {
                write!(f, "{undecided:>6}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// The number of digits of a number.
const fn digits(number: u32) -> usize {
    match number.checked_ilog10() {
        Some(power) => power as usize + 1,
        None => 1,
    }
}
