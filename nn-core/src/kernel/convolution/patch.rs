//! Patches: the part of a row that a vector of neighboring windows covers. It is read in place, or at the borders from a copy with
//! zeros for the padding.

use super::MOST;
use crate::geometry::{Axis, Geometry};
use crate::kernel::isa::Isa;

/// The padding.
static ZEROS: [f32; MOST] = [0.0; MOST];

/// The part of a row that neighboring windows cover.
#[derive(Clone, Copy)]
pub(super) struct Sight {
    /// The number of zeros before the row.
    lead: usize,
    /// The first covered position of the row.
    start: usize,
    /// The position after the last covered one.
    end: usize,
    /// The number of covered values, including zeros.
    length: usize,
    copy: [f32; MOST],
}

impl Sight {
    /// Covers nothing.
    pub(super) const NOTHING: Self = Sight {
        lead: 0,
        start: 0,
        end: 0,
        length: 0,
        copy: [0.0; MOST],
    };

    /// Covers `length` values, from the position `start` on, counted from the start of the padding.
    #[inline(always)]
    pub(super) fn look(&mut self, start: usize, columns: Axis, length: usize) {
        self.lead = columns.before.saturating_sub(start);
        self.start = start.saturating_sub(columns.before);
        self.end = (self.start + length.saturating_sub(self.lead)).min(columns.input);
        self.length = length;
    }

    /// The covered part of this row. Without a row, zeros.
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

/// A vector of the values at multiples of the stride.
#[inline(always)]
pub(super) fn every<S: Isa, G: Geometry>(isa: S, values: &[f32]) -> S::Vector {
    if const { G::COLUMNS.stride == 1 } {
        return S::vectors(values)
            .first()
            .copied()
            .unwrap_or(isa.splat(0.0));
    }
    let mut picked = [0.0; 16];
    for (picked, value) in picked
        .iter_mut()
        .take(S::LANES)
        .zip(values.iter().step_by(G::COLUMNS.stride))
    {
        *picked = *value;
    }
    S::vectors(&picked)
        .first()
        .copied()
        .unwrap_or(isa.splat(0.0))
}
