//! Splits work into two parts for two threads, recursively while the parts are large enough. Each number is computed as on one thread,
//! so the result has the same bits.

use core::ops::Range;

use crate::batch::Batch;
use crate::slices;

/// The number of multiply-accumulate operations, or the equivalent amount of other work, that is worth another thread.
const GRAIN: u64 = 2_000_000;

/// Where to split `count` rows of `cost` multiply-accumulate operations each: at a multiple of `unit`. `None` if the parts are not
/// worth two threads.
#[inline]
pub(crate) fn split_point(count: usize, cost: usize, unit: usize) -> Option<usize> {
    if !cfg!(feature = "parallel") || (count as u64).saturating_mul(cost as u64) < 2 * GRAIN {
        return None;
    }
    let middle = (count / 2).max(1).next_multiple_of(unit);
    (middle < count).then_some(middle)
}

/// Calls both functions, in parallel if another thread is available.
#[inline]
pub(crate) fn join(first: impl FnOnce() + Send, second: impl FnOnce() + Send) {
    #[cfg(feature = "parallel")]
    rayon::join(first, second);
    #[cfg(not(feature = "parallel"))]
    {
        first();
        second();
    }
}

/// Calls `work` with each row of a batch and the corresponding element of `ys`. A call costs `cost` multiply-accumulate operations.
#[inline]
pub(crate) fn over_samples<X: Sync, Y: Send>(
    x: Batch<'_, X>,
    y: &mut [Y],
    cost: usize,
    work: impl Fn(&X, &mut Y) + Copy + Send + Sync,
) {
    if let Some(middle) = split_point(y.len(), cost, 1) {
        let (x, x_rest) = x.split_at(middle);
        let (y, y_rest) = slices::split_mut(y, middle);
        return join(
            || over_samples(x, y, cost, work),
            || over_samples(x_rest, y_rest, cost, work),
        );
    }
    for (x, y) in x.iter().zip(y) {
        work(x, y);
    }
}

/// Calls `work` with ranges of blocks and with the numbers in them. A block costs `cost` multiply-accumulate operations.
#[inline]
pub(crate) fn over_blocks(
    blocks: Range<usize>,
    numbers: &mut [f32],
    cost: usize,
    work: impl Fn(Range<usize>, &mut [f32]) + Copy + Send + Sync,
) {
    let Range { start, end } = blocks;
    let count = end.saturating_sub(start);
    if let Some(middle) = split_point(count, cost, 1) {
        let length = numbers.len() / count;
        let (first, last) = slices::split_mut(numbers, middle * length);
        let middle = start + middle;
        return join(
            || over_blocks(start..middle, first, cost, work),
            || over_blocks(middle..end, last, cost, work),
        );
    }
    work(start..end, numbers);
}
