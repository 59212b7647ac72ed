//! A batch: samples that lie one behind the other, or samples picked from a larger set without copying them.

use crate::slices;

/// Rows of a slice, in order or picked by their indices.
///
/// Layers read their inputs through it, so that shuffled training neither copies nor moves the data.
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

    /// The rows with these indices; an index beyond the end picks nothing.
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

    /// The row number `index` of the batch.
    #[inline]
    pub fn get(&self, index: usize) -> Option<&'a T> {
        self.rows.get(self.index(index))
    }

    /// The place in the slice of the row number `index` of the batch.
    #[inline]
    pub fn index(&self, index: usize) -> usize {
        let picked = self.order.and_then(|order| order.get(index));
        picked.map_or(index, |place| *place as usize)
    }

    /// The rows, in the batch's order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = &'a T> + use<'a, T> {
        let batch = *self;
        (0..batch.len()).filter_map(move |index| batch.get(index))
    }

    /// Takes the first `R` rows off; `None`, and nothing is taken, if there are not so many.
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

    /// Takes up to so many rows off; an index beyond the end gives nothing.
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

    /// The rows before number `middle`, and those from it on. Of a shorter batch, all rows and none.
    #[inline]
    pub fn split_at(self, middle: usize) -> (Self, Self) {
        let (mut first, mut last) = (self, self);
        match self.order {
            Some(order) => {
                let (before, behind) = order.split_at_checked(middle).unwrap_or((order, &[]));
                (first.order, last.order) = (Some(before), Some(behind));
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
