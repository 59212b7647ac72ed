//! Work in two parts, on two threads if there are any: each part is what it would be on one thread, so the result is, too.

/// The multiply-accumulate operations, or as much other work, that are worth the way to another thread.
const GRAIN: usize = 2_000_000;

/// Where to divide `count` rows that cost so many multiply-accumulate operations each, at a multiple of `unit`; `None` if both
/// parts would not be worth a thread.
#[inline]
pub(crate) fn middle(count: usize, cost: usize, unit: usize) -> Option<usize> {
    if !cfg!(feature = "parallel") || count.saturating_mul(cost) < 2 * GRAIN {
        return None;
    }
    let middle = (count / 2).next_multiple_of(unit);
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
