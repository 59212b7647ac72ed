//! Rows of the input as differences to the zero, with borders of 0.

use core::marker::PhantomData;

use crate::geometry::{Geometry, InputRow};
use crate::kernel::Integers;
use crate::slices;

/// Where the windows of a geometry with `C` channels are in rows in memory. Several rows of the output are a band. Their windows read
/// the same rows.
pub(super) struct Rows<G, const C: usize>(PhantomData<G>);

impl<G: Geometry, const C: usize> Rows<G, C> {
    /// The numbers in a row. They begin with the padding.
    pub(super) const WIDTH: usize = {
        let reached = (G::COLUMNS.output - 1) * G::COLUMNS.stride + G::COLUMNS.span();
        let input = G::COLUMNS.before + G::COLUMNS.input;
        C * if reached > input { reached } else { input }
    };
    /// The numbers from one window to the next.
    pub(super) const STEP: usize = G::COLUMNS.stride * C;
    /// The numbers of a window that follow each other.
    pub(super) const RUN: usize = if G::COLUMNS.dilation == 1 {
        G::COLUMNS.kernel * C
    } else {
        C
    };
    /// The number of such runs.
    pub(super) const RUNS: usize = G::PLACES * C / Self::RUN;

    /// Where a run of the first window begins.
    #[inline(always)]
    pub(super) const fn start(run: usize) -> usize {
        let in_row = Self::RUNS / G::ROWS.kernel;
        run / in_row * G::ROWS.dilation * Self::WIDTH + run % in_row * G::COLUMNS.dilation * C
    }

    /// The rows of the output in a band of which `most` rows fit the memory, if the windows of a row cover `span` of them.
    pub(super) const fn band(most: usize, span: usize) -> usize {
        let more = most.saturating_sub(span) / G::ROWS.stride;
        if more < G::ROWS.output {
            more + 1
        } else {
            G::ROWS.output
        }
    }

    /// The rows that a band covers.
    pub(super) const fn covered(band: usize, span: usize) -> usize {
        (band - 1) * G::ROWS.stride + span
    }

    /// The row of the input at this position from the first row with padding, or `None` for padding.
    #[inline(always)]
    pub(super) fn row(image: &[InputRow<G, [i8; C]>], position: usize) -> Option<&[i8]> {
        let row = image.get(position.checked_sub(G::ROWS.before)?)?;
        Some(row.as_ref().as_flattened())
    }

    /// Writes rows from a position on. The borders keep their zeros.
    #[inline(always)]
    pub(super) fn expand<V: Integers>(
        isa: V,
        image: &[InputRow<G, [i8; C]>],
        position: usize,
        zero: i8,
        target: &mut [i16],
    ) {
        for (index, target) in target.chunks_exact_mut(Self::WIDTH).enumerate() {
            let target = slices::range_mut(target, G::COLUMNS.before * C..);
            match Self::row(image, position + index) {
                Some(row) => differences(isa, row, zero, target),
                None => target.fill(0),
            }
        }
    }
}

/// `numbers - zero`
#[inline(always)]
fn differences<V: Integers>(isa: V, numbers: &[i8], zero: i8, target: &mut [i16]) {
    for start in blocks(numbers.len()) {
        if let (Some(numbers), Some(target)) = (block(numbers, start), block_mut(target, start)) {
            *target = isa.halves(isa.differences(*numbers, zero));
        }
    }
    if numbers.len() < BLOCK {
        for (target, x) in target.iter_mut().zip(numbers) {
            *target = i16::from(*x) - i16::from(zero);
        }
    }
}

/// The number of `i16` in a vector.
pub(super) const BLOCK: usize = 16;

/// Where each vector begins. The last one can overlap with the one before it. There is none if there are fewer numbers.
#[inline(always)]
pub(super) fn blocks(count: usize) -> impl Iterator<Item = usize> {
    let last = count.saturating_sub(BLOCK);
    let blocks = if count < BLOCK {
        0
    } else {
        count.div_ceil(BLOCK)
    };
    (0..blocks).map(move |index| last.min(BLOCK * index))
}

/// The numbers of a vector from `start` on.
#[inline(always)]
pub(super) fn block<T>(numbers: &[T], start: usize) -> Option<&[T; BLOCK]> {
    numbers.get(start..).and_then(<[T]>::first_chunk)
}

/// The numbers of a vector from `start` on, mutable.
#[inline(always)]
pub(super) fn block_mut<T>(numbers: &mut [T], start: usize) -> Option<&mut [T; BLOCK]> {
    numbers.get_mut(start..).and_then(<[T]>::first_chunk_mut)
}
