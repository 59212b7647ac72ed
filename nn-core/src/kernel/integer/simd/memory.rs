//! Memory of a kernel, whose size is known at compile time but is not a constant parameter.

extern crate alloc;

use alloc::vec;

use crate::aligned::Aligned;
use crate::zero::Zero;

/// A vector in memory.
pub(super) type Stored = [i32; 8];

/// A part of a kernel that needs memory.
pub(super) trait Work: Sized {
    /// The number of vectors.
    const VECTORS: usize;

    /// Does the work with memory that is 0 at first.
    fn work(self, memory: &mut [Stored]);
}

/// Does the work with memory on the stack, a little more than it needs, or on the heap if it needs more than 32 KiB.
#[inline(always)]
pub(super) fn with_memory<W: Work>(work: W) {
    macro_rules! smallest {
        ($($count:literal)*) => { $(
            if const { W::VECTORS <= $count } {
                return on_the_stack::<$count, W>(work);
            }
        )* };
    }
    smallest!(8 16 24 32 48 64 96 128 192 256 384 512 768 1024);
    work.work(&mut vec![Stored::ZERO; W::VECTORS]);
}

#[inline(always)]
fn on_the_stack<const COUNT: usize, W: Work>(work: W) {
    let mut memory = Aligned::<[Stored; COUNT]>::ZERO;
    if let Some(memory) = memory.get_mut(..W::VECTORS) {
        work.work(memory);
    }
}
