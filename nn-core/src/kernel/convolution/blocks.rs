//! How filters and patches are divided into blocks.

use crate::kernel::isa::Isa;

/// How many filters to take by sixes, so that the rest comes out even by fours, but for an odd one.
pub(super) const fn sixes<S: Isa>(filters: usize) -> usize {
    if S::ACCUMULATORS < 12 {
        return 0;
    }
    let even = filters - filters % 2;
    let mut taken = even / 6 * 6;
    while taken > 0 && !(even - taken).is_multiple_of(4) {
        taken -= 6;
    }
    taken
}

/// Where blocks of `size` begin that cover `count` things, at least one block. Where they do not come out even the last two
/// overlap: what both compute is the same.
#[inline(always)]
pub(super) fn starts(count: usize, size: usize) -> impl Iterator<Item = usize> {
    (0..count.div_ceil(size)).map(move |block| (block * size).min(count - size))
}
