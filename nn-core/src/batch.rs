//! Batches: consecutive samples, or samples picked from a larger set without a copy.

use crate::slices;

/// Rows of a slice: all rows in order, or the rows with given indices.
///
/// Layers read their inputs through a `Batch`, so that training with shuffled samples does not copy or move them.
///
/// ```
/// use nn_core::batch::Batch;
///
/// let data = [10, 11, 12, 13];
/// let picked = Batch::picked(&data, &[3, 0]);
/// assert_eq!(picked.iter().collect::<Vec<_>>(), [&13, &10]);
/// ```
#[derive(Debug)]
pub struct Batch<'a, T> {
    rows: &'a [T],
    order: Option<&'a [u32]>,
}

impl<T> Clone for Batch<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Batch<'_, T> {}

impl<'a, T> Batch<'a, T> {
    /// All rows in order.
    pub fn all(rows: &'a [T]) -> Self {
        Batch { rows, order: None }
    }

    /// The rows with these indices. An index after the end of the slice selects no row.
    pub fn picked(rows: &'a [T], order: &'a [u32]) -> Self {
        Batch {
            rows,
            order: Some(order),
        }
    }

    /// The number of rows.
    #[inline]
    pub fn len(&self) -> usize {
        self.order.map_or(self.rows.len(), <[u32]>::len)
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row `index` of the batch.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&'a T> {
        self.rows.get(self.index(index))
    }

    /// The index in the slice of the row `index` of the batch.
    #[inline]
    pub fn index(&self, index: usize) -> usize {
        let picked = self.order.and_then(|order| order.get(index));
        picked.map_or(index, |place| *place as usize)
    }

    /// The rows, in the order of the batch.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let batch = *self;
        (0..batch.len()).filter_map(move |index| batch.get(index))
    }

    /// Removes the first `R` rows and returns them. Returns `None` and removes nothing if there are fewer.
    #[inline]
    pub fn take_chunk<const R: usize>(&mut self) -> Option<[&'a T; R]> {
        match self.order {
            Some(order) => {
                let (picks, rest) = order.split_first_chunk::<R>()?;
                let mut chunk = [self.rows.first()?; R];
                for (row, pick) in chunk.iter_mut().zip(picks) {
                    *row = self.rows.get(*pick as usize)?;
                }
                self.order = Some(rest);
                Some(chunk)
            }
            None => {
                let (chunk, rest) = self.rows.split_first_chunk::<R>()?;
                self.rows = rest;
                Some(chunk.each_ref())
            }
        }
    }

    /// Removes the first `count` rows, or all if there are fewer, and returns them. Rows whose index is after the end of the slice are
    /// left out.
    #[inline]
    pub fn take(&mut self, count: usize) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let taken = *self;
        let count = count.min(self.len());
        match self.order {
            Some(order) => self.order = Some(slices::range(order, count..)),
            None => self.rows = slices::range(self.rows, count..),
        }
        (0..count).filter_map(move |index| taken.get(index))
    }

    /// The rows before `middle`, and those from `middle` on. If the batch is shorter, all rows and no rows.
    #[inline]
    pub fn split_at(self, middle: usize) -> (Self, Self) {
        let (mut first, mut last) = (self, self);
        match self.order {
            Some(order) => {
                let (before, after) = order.split_at_checked(middle).unwrap_or((order, &[]));
                (first.order, last.order) = (Some(before), Some(after));
            }
            None => {
                (first.rows, last.rows) = self
                    .rows
                    .split_at_checked(middle)
                    .unwrap_or((self.rows, &[]));
            }
        }
        (first, last)
    }
}
