//! Patches: what a vector of neighbouring windows sees of a row, read where it lies, or at the borders in a copy with zeros for
//! the padding.

use super::MOST;
use crate::kernel::isa::Isa;

/// What lies outside of the image.
static ZEROS: [f32; MOST] = [0.0; MOST];

/// What neighbouring windows see of a row.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// The zeros before the row.
    lead: usize,
    /// What there is of the row, from here...
    start: usize,
    /// ...to here.
    end: usize,
    /// How many numbers are seen.
    length: usize,
    copy: [f32; MOST],
}

impl Sight {
    /// Sees nothing.
    pub(super) const NOTHING: Self = Sight {
        lead: 0,
        start: 0,
        end: 0,
        length: 0,
        copy: [0.0; MOST],
    };

    /// Sees `length` numbers of a row of `width`, which begin `start - before` places into it.
    #[inline(always)]
    pub(super) fn look(&mut self, start: usize, before: usize, length: usize, width: usize) {
        self.lead = before.saturating_sub(start);
        self.start = start.saturating_sub(before);
        self.end = (self.start + length.saturating_sub(self.lead)).min(width);
        self.length = length;
    }

    /// What is seen of this row; of no row, zeros.
    #[inline(always)]
    pub(super) fn of<'a>(&'a mut self, row: Option<&'a [f32]>) -> &'a [f32] {
        let Some(row) = row else {
            return ZEROS.get(..self.length).unwrap_or_default();
        };
        let values = row.get(self.start..self.end).unwrap_or_default();
        if values.len() == self.length {
            return values;
        }
        let places = self.copy.get_mut(self.lead..).unwrap_or_default();
        for (place, value) in places.iter_mut().zip(values) {
            *place = *value;
        }
        self.copy.get(..self.length).unwrap_or_default()
    }
}

/// A vector of the first of the values and every `STRIDE`-th behind it.
#[inline(always)]
pub(super) fn every<S: Isa, const STRIDE: usize>(isa: S, values: &[f32]) -> S::Vector {
    if STRIDE == 1 {
        return S::vectors(values)
            .first()
            .copied()
            .unwrap_or(isa.splat(0.0));
    }
    let mut picked = [0.0; 16];
    for (picked, value) in picked
        .iter_mut()
        .take(S::LANES)
        .zip(values.iter().step_by(STRIDE))
    {
        *picked = *value;
    }
    S::vectors(&picked)
        .first()
        .copied()
        .unwrap_or(isa.splat(0.0))
}
