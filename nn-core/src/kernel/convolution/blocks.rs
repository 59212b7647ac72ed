//! How filters and patches are divided into blocks.

use crate::kernel::isa::Isa;

/// The number of filters that are computed in blocks of six: the largest that leaves a multiple of four, apart from an odd filter, or
/// 0.
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

/// Whether filters remain for blocks of `size` after the larger blocks. If not, no code is generated for this size.
pub(super) const fn has_blocks<S: Isa>(filters: usize, size: usize) -> bool {
    let sixes = sixes::<S>(filters);
    match size {
        6 => sixes > 0,
        4 => filters - sixes >= 4,
        2 if S::ACCUMULATORS < 8 => filters >= 2,
        2 => (filters - sixes) % 4 >= 2,
        _ => !filters.is_multiple_of(2),
    }
}

/// The starts of blocks of `size` that cover `count` items. `count` is at least `size`. If it is not a multiple of `size`, the last
/// two blocks overlap, and both compute the same values there.
#[inline(always)]
pub(super) fn starts(count: usize, size: usize) -> impl Iterator<Item = usize> {
    (0..count.div_ceil(size)).map(move |block| (block * size).min(count - size))
}
