//! Inputs that are converted to 32 bits once for all outputs, and their products.

use super::panel::{Panels, one};
use super::scalar::{self, Group, Inputs, OUTPUTS, Weights};
use crate::slices;

/// Up to `N` groups of inputs, at most 64.
#[derive(Debug, Clone, Copy)]
pub(super) struct Expanded<const N: usize> {
    groups: [Group; N],
    places: [u8; N],
}

/// Whether the processor is a microcontroller for which nn-dsp has no loops. On others the loops of `portable` become vectors.
pub(super) const IS_SCALAR: bool = cfg!(target_os = "none") && !HAS_LOOPS;

#[cfg(feature = "dsp")]
const HAS_LOOPS: bool = nn_dsp::IS_COMPLETE;
#[cfg(not(feature = "dsp"))]
const HAS_LOOPS: bool = false;

/// Whether groups of inputs that are zero are left out. Without nn-dsp a loop skips single inputs.
const LEAVES_OUT_ZEROS: bool = cfg!(all(any(feature = "dsp", test), not(feature = "fixed-time")));

impl<const N: usize> Expanded<N> {
    /// No inputs.
    pub(super) const ZERO: Self = {
        assert!(N <= scalar::MOST, "too many groups for one sum");
        Expanded {
            groups: [[0; 4]; N],
            places: [0; N],
        }
    };

    /// Adds the products of `x - zero` to the sums of all outputs. The first input is number `start` of the layer, a multiple of 4.
    #[inline(never)]
    pub(super) fn add(
        &mut self,
        panels: Panels<'_>,
        start: usize,
        x: &[i8],
        zero: i8,
        sums: &mut [i32],
    ) {
        let (groups, rest) = x.as_chunks::<4>();
        let mut first = start / 4;
        for groups in groups.chunks(N.max(1)) {
            let inputs = self.expand(groups, zero);
            let weights = |words, stride| Weights {
                words,
                stride,
                first,
            };
            scalar::eights::<OUTPUTS>(inputs, weights(panels.eights, 2 * panels.inputs), sums);
            for panel in panels.others() {
                let sums = slices::range_mut(sums, panel.first..panel.first + panel.width);
                let words = panel.words();
                match panel.width {
                    4 => scalar::four::<OUTPUTS>(inputs, weights(words, words.len()), sums),
                    2 => scalar::two(inputs, weights(words, words.len()), sums),
                    _ => {}
                }
            }
            first += groups.len();
        }
        add_rest(panels, start, x, rest, zero, sums);
    }

    /// Converts at most `N` groups.
    #[inline(always)]
    fn expand(&mut self, groups: &[[i8; 4]], zero: i8) -> Inputs<'_> {
        let zero = i32::from(zero);
        let mut count = 0;
        let mut free = self.groups.iter_mut().zip(&mut self.places);
        for (index, group) in groups.iter().enumerate() {
            let [x0, x1, x2, x3] = group.map(|x| i32::from(x) - zero);
            if LEAVES_OUT_ZEROS && x0 | x1 | x2 | x3 == 0 {
                continue;
            }
            let Some((group, place)) = free.next() else {
                break;
            };
            (*group, *place) = ([x0, x2, x1, x3], index as u8);
            count += 1;
        }
        let places = (count < groups.len()).then_some(slices::range(&self.places, ..count));
        Inputs {
            groups: slices::range(&self.groups, ..count),
            places,
        }
    }
}

/// Adds the products of the last inputs, and those of an output without a pair.
#[inline(always)]
fn add_rest(panels: Panels<'_>, start: usize, x: &[i8], rest: &[i8], zero: i8, sums: &mut [i32]) {
    if !rest.is_empty() {
        let eights = sums.as_chunks_mut::<8>().0.iter_mut();
        for (sums, (_, panel)) in eights.zip(panels.eights()) {
            panel.add_rest(rest, zero, sums);
        }
    }
    for panel in panels.others() {
        let sums = slices::range_mut(sums, panel.first..panel.first + panel.width);
        if let [sum] = sums {
            one(x, zero, slices::range(panel.bytes, start..), sum);
        } else {
            panel.add_rest(rest, zero, sums);
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;
    use std::vec::Vec;

    use super::super::order;
    use super::super::panel::Panels;
    use super::super::scalar::{self, Inputs, Weights};
    use super::Expanded;
    use crate::rng::{Random, Rng};

    /// Packed weights, aligned, and the expected sums for inputs of which some groups are zero.
    fn case(outputs: usize, inputs: usize, zero: i8) -> (Vec<u32>, Vec<i8>, Vec<i32>) {
        let mut rng = Random::seed(23);
        let mut byte = |least: i32| (rng.next_u32() as i8).max(least as i8);
        let rows: Vec<i8> = (0..outputs * inputs).map(|_| byte(-127)).collect();
        let inputs_of = |index: usize| index / 4 % 3 == 1;
        let x: Vec<i8> = (0..inputs)
            .map(|index| if inputs_of(index) { zero } else { byte(-128) })
            .collect();
        let mut words = vec![0_u32; (outputs * inputs).div_ceil(4)];
        let packed: &mut [i8] = bytemuck::cast_slice_mut(&mut words);
        order::pack(&rows, &mut packed[..outputs * inputs], outputs);
        let sum = |row: &[i8]| {
            let products = row.iter().zip(&x);
            products.fold(7, |sum, (w, x)| {
                sum + i32::from(*w) * (i32::from(*x) - i32::from(zero))
            })
        };
        let sums = rows.chunks(inputs).map(sum).collect();
        (words, x, sums)
    }

    #[test]
    fn sums_of_all_outputs() {
        for (outputs, inputs) in [
            (1, 9),
            (2, 8),
            (6, 5),
            (7, 70),
            (8, 16),
            (23, 299),
            (16, 600),
        ] {
            for zero in [-128, 0, 127] {
                let (words, x, expected) = case(outputs, inputs, zero);
                let bytes = &bytemuck::cast_slice(&words)[..outputs * inputs];
                let panels = Panels::new(bytes, outputs, inputs);
                let mut sums = vec![7; outputs];
                let mut expanded = Expanded::<16>::ZERO;
                expanded.add(panels, 0, &x, zero, &mut sums);
                assert_eq!(sums, expected, "{outputs} x {inputs}, zero {zero}");
                let mut sums = vec![7; outputs];
                let (first, last) = x.split_at(inputs / 8 * 4);
                let mut expanded = Expanded::<64>::ZERO;
                expanded.add(panels, 0, first, zero, &mut sums);
                expanded.add(panels, first.len(), last, zero, &mut sums);
                assert_eq!(sums, expected, "{outputs} x {inputs} in two parts");
                if let Some(expected) = expected.get(8..) {
                    let part = panels.part(8, outputs - 8);
                    let mut sums = vec![7; outputs - 8];
                    expanded.add(part, 0, &x, zero, &mut sums);
                    assert_eq!(sums, expected, "{outputs} x {inputs} from 8 on");
                }
            }
        }
    }

    /// Passes over two and four outputs, which other processors use.
    #[test]
    fn passes_of_all_widths() {
        let (words, x, expected) = case(16, 52, 5);
        let groups: Vec<_> = (x.chunks(4))
            .map(|x| [x[0], x[2], x[1], x[3]].map(|x| i32::from(x) - 5))
            .collect();
        let inputs = Inputs {
            groups: &groups,
            places: None,
        };
        let weights = Weights {
            words: &words,
            stride: 104,
            first: 0,
        };
        for eights in [
            scalar::eights::<2>,
            scalar::eights::<4>,
            scalar::eights::<8>,
        ] {
            let mut sums = [7; 16];
            eights(inputs, weights, &mut sums);
            assert_eq!(sums, *expected);
        }
    }
}
