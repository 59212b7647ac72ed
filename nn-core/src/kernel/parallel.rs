//! Work in two parts, on two threads if there are any, and each part in two again while that is worth it: each is what it would
//! be on one thread, so the result is, too.

use core::ops::Range;

use crate::batch::Batch;
use crate::slices;

/// The multiply-accumulate operations, or as much other work, that are worth the way to another thread.
const GRAIN: u64 = 2_000_000;

/// Where to divide `count` rows that cost so many multiply-accumulate operations each, at a multiple of `unit`; `None` if both
/// parts would not be worth a thread.
#[inline]
pub(crate) fn middle(count: usize, cost: usize, unit: usize) -> Option<usize> {
    if !cfg!(feature = "parallel") || (count as u64).saturating_mul(cost as u64) < 2 * GRAIN {
        return None;
    }
    let middle = (count / 2).max(1).next_multiple_of(unit);
    (middle < count).then_some(middle)
}

/// Does both, at the same time if there is another thread.
#[inline]
pub(crate) fn both(first: impl FnOnce() + Send, second: impl FnOnce() + Send) {
    #[cfg(feature = "parallel")]
    rayon::join(first, second);
    #[cfg(not(feature = "parallel"))]
    {
        first();
        second();
    }
}

/// Works on each row of a batch and its partner, which costs so many multiply-accumulate operations.
#[inline]
pub(crate) fn each<X: Sync, Y: Send>(
    x: Batch<'_, X>,
    y: &mut [Y],
    cost: usize,
    work: impl Fn(&X, &mut Y) + Copy + Send + Sync,
) {
    if let Some(middle) = middle(y.len(), cost, 1) {
        let (x, x_rest) = x.split_at(middle);
        let (y, y_rest) = slices::split_mut(y, middle);
        return both(
            || each(x, y, cost, work),
            || each(x_rest, y_rest, cost, work),
        );
    }
    for (x, y) in x.iter().zip(y) {
        work(x, y);
    }
}

/// Works on some of the blocks, with the numbers that they hold; a block costs so many multiply-accumulate operations.
#[inline]
pub(crate) fn blocks(
    blocks_of: Range<usize>,
    numbers: &mut [f32],
    cost: usize,
    work: impl Fn(Range<usize>, &mut [f32]) + Copy + Send + Sync,
) {
    let Range { start, end } = blocks_of;
    let count = end.saturating_sub(start);
    if let Some(middle) = middle(count, cost, 1) {
        let length = numbers.len() / count;
        let (first, last) = slices::split_mut(numbers, middle * length);
        let middle = start + middle;
        return both(
            || blocks(start..middle, first, cost, work),
            || blocks(middle..end, last, cost, work),
        );
    }
    work(start..end, numbers);
}
