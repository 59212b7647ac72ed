//! Limits of one evaluation. A small file can state a computation of years, so each node pays before it computes.

use std::cell::Cell;

/// The most operations of one evaluation: some seconds.
const MOST_OPERATIONS: u64 = 1 << 33;

/// The most values of all tensors of one evaluation: 256 MiB.
const MOST_VALUES: u64 = 1 << 25;

/// The operations that a value of an input or of an output costs: the search for its place.
const OF_A_VALUE: u64 = 32;

/// What is left of the limits.
#[derive(Debug)]
pub(super) struct Budget {
    operations: Cell<u64>,
    values: Cell<u64>,
}

impl Default for Budget {
    fn default() -> Self {
        Budget {
            operations: Cell::new(MOST_OPERATIONS),
            values: Cell::new(MOST_VALUES),
        }
    }
}

impl Budget {
    /// Pays for the product of these counts of operations.
    ///
    /// # Errors
    /// Too little is left.
    pub(super) fn operations(&self, counts: &[usize]) -> Result<(), String> {
        let product = counts
            .iter()
            .try_fold(1_u64, |product, count| product.checked_mul(*count as u64));
        let left = product.and_then(|product| self.operations.get().checked_sub(product));
        self.operations.set(left.ok_or_else(|| {
            format!("the model needs more than {MOST_OPERATIONS} operations for one input")
        })?);
        Ok(())
    }

    /// Pays for reading this many values.
    ///
    /// # Errors
    /// Too little is left.
    pub(super) fn read(&self, values: usize) -> Result<(), String> {
        self.operations(&[values, OF_A_VALUE as usize])
    }

    /// Pays for an output of this many values.
    ///
    /// # Errors
    /// Too little is left.
    pub(super) fn write(&self, values: usize) -> Result<(), String> {
        self.read(values)?;
        let left = self.values.get().checked_sub(values as u64);
        self.values.set(left.ok_or_else(|| {
            format!("the tensors of the model have more than {MOST_VALUES} values for one input")
        })?);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_all_nodes() {
        let budget = Budget::default();
        assert_eq!(budget.operations(&[1 << 16, 1 << 16]), Ok(()));
        assert!(budget.operations(&[1 << 16, 1 << 17]).is_err());
        assert!(budget.operations(&[usize::MAX, usize::MAX]).is_err());
        assert_eq!(budget.write(1 << 24), Ok(()));
        assert_eq!(budget.write(1 << 24), Ok(()));
        assert!(budget.write(1).is_err());
        assert_eq!(budget.read(1), Ok(()));
    }
}
