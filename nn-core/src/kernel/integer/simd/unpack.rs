//! Weights of a convolution as pairs: those of two consecutive inputs for each of eight outputs.

use super::weights::{Group, Weights};
use crate::kernel::Integers;
use crate::slices;

/// The weights of two inputs: the first two are those of the first output.
pub(super) type Pair = [i16; 16];

/// The weights of one input for eight outputs.
type Row = [i16; 8];

/// The vectors of memory that [`unpack`] needs: those of all rows, if a run is odd.
pub(super) const fn memory(inputs: usize, run: usize) -> usize {
    if run.is_multiple_of(2) {
        0
    } else {
        inputs.div_ceil(2)
    }
}

/// Writes the weights of eight outputs to every `step`th pair. Each run of consecutive inputs begins with a new pair, and is filled
/// with a weight of 0 if it is odd.
#[inline(always)]
pub(super) fn unpack<V: Integers>(
    isa: V,
    weights: Weights<'_>,
    [inputs, run]: [usize; 2],
    rows: &mut [Pair],
    pairs: &mut [Pair],
    step: usize,
) {
    let groups = inputs.div_ceil(4);
    let mut pairs = pairs.iter_mut().step_by(step);
    if run.is_multiple_of(2) {
        for index in 0..groups {
            let [even, odd] = isa.unpacked(isa.of_halves(group(weights, index)));
            for pair in isa.zipped(even, odd) {
                if let Some(target) = pairs.next() {
                    *target = isa.halves(pair);
                }
            }
        }
        return;
    }
    let rows: &mut [[Row; 2]] = bytemuck::must_cast_slice_mut(rows);
    let rows = rows.as_flattened_mut();
    for (index, rows) in rows.chunks_mut(4).enumerate() {
        let unpacked = isa.unpacked(isa.of_halves(group(weights, index)));
        let [[a, c], [b, d]]: [[Row; 2]; 2] =
            unpacked.map(|rows| bytemuck::must_cast(isa.halves(rows)));
        for (target, row) in rows.iter_mut().zip([a, b, c, d]) {
            *target = row;
        }
    }
    let runs = slices::range(rows, ..inputs).chunks_exact(run);
    for rows in runs.flat_map(|run| run.chunks(2)) {
        let first = rows.first().copied().unwrap_or_default();
        let second = rows.get(1).copied().unwrap_or_default();
        let [first, second] =
            [first, second].map(|row| isa.of_halves(bytemuck::must_cast([row, [0; 8]])));
        let [pair, _] = isa.zipped(first, second);
        if let Some(target) = pairs.next() {
            *target = isa.halves(pair);
        }
    }
}

/// The weights of a group of inputs. The last one can have fewer than four inputs.
#[inline(always)]
fn group(weights: Weights<'_>, index: usize) -> Group {
    let group = match weights {
        Weights::Eight(groups, _) => groups.get(index).copied(),
        Weights::Few(few) => (index < weights.groups()).then(|| few.group(index)),
    };
    group.unwrap_or_else(|| weights.last_group())
}
