//! Dense layers of `i8`: each output is a sum over all inputs.

use super::expanded::{Expanded, IS_SCALAR};
use super::outputs::Outputs;
use super::packed::Packed;
use super::panel::Eight;
use super::rounding::Rounding;
use crate::slices;

/// `output = requantized(bias + sum weight * (input - zero))`.
pub fn dense<R: Rounding, const I: usize, const O: usize>(
    input: &[i8; I],
    weights: &Packed<[[i8; I]; O]>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    if const { IS_SCALAR } {
        return match const { (I <= 64, O <= BLOCK) } {
            (true, true) => blocks::<R, I, O, 16, O>(input, weights, outputs, output),
            (true, false) => blocks::<R, I, O, 16, BLOCK>(input, weights, outputs, output),
            (false, true) => blocks::<R, I, O, 64, O>(input, weights, outputs, output),
            (false, false) => blocks::<R, I, O, 64, BLOCK>(input, weights, outputs, output),
        };
    }
    let zero = outputs.input_zero as i8;
    let panels = weights.panels();
    let inputs = Inputs::new(input, zero);
    let mut sums = [[0; 8]; 4];
    for (first, panel) in panels.eights() {
        let place = first / 8 % 4;
        if let Some(sums) = sums.get_mut(place) {
            *sums = [0; 8];
            inputs.add(&panel, sums);
        }
        if place == 3 || first + 8 == O & !7 {
            let sums = slices::range(sums.as_flattened(), ..8 * place + 8);
            outputs.finish::<R>(first - 8 * place, sums, output);
        }
    }
    for panel in panels.others() {
        let mut sums = [0; 4];
        let sums = slices::range_mut(&mut sums, ..panel.width);
        panel.add(0, input, zero, sums);
        outputs.finish::<R>(panel.first, sums, output);
    }
}

/// The most outputs whose sums are stored at a time, a multiple of 8.
const BLOCK: usize = 128;

/// The outputs, `N` at a time, from inputs of which `E` groups of four are converted at a time.
#[inline(always)]
fn blocks<R: Rounding, const I: usize, const O: usize, const E: usize, const N: usize>(
    input: &[i8; I],
    weights: &Packed<[[i8; I]; O]>,
    outputs: &Outputs<'_, O>,
    output: &mut [i8; O],
) {
    let mut expanded = Expanded::<E>::ZERO;
    for start in (0..O).step_by(const { if N == 0 { 1 } else { N } }) {
        let mut sums = [0; N];
        let sums = slices::range_mut(&mut sums, ..N.min(O - start));
        let panels = weights.panels().part(start, sums.len());
        expanded.add(panels, 0, input, outputs.input_zero as i8, sums);
        outputs.finish::<R>(start, sums, output);
    }
}

/// Whether inputs that are zero are skipped. It pays for many inputs, such as the pixels of a digit.
#[cfg(feature = "dsp")]
const fn skips_zeros(inputs: usize) -> bool {
    !cfg!(feature = "fixed-time") && inputs > 256
}

/// The inputs of a layer.
struct Inputs<'a, const I: usize> {
    input: &'a [i8; I],
    zero: i8,
    #[cfg(feature = "dsp")]
    listed: Option<nn_dsp::Listed>,
}

impl<'a, const I: usize> Inputs<'a, I> {
    #[inline(always)]
    fn new(input: &'a [i8; I], zero: i8) -> Self {
        Inputs {
            input,
            zero,
            #[cfg(feature = "dsp")]
            listed: if const { skips_zeros(I) } {
                let mut listed = nn_dsp::Listed::EMPTY;
                let few = listed.list(input.as_chunks().0, zero);
                few.then_some(listed)
            } else {
                None
            },
        }
    }

    /// Adds the products of all inputs to the sums.
    #[inline(always)]
    fn add(&self, panel: &Eight<'_>, sums: &mut [i32; 8]) {
        #[cfg(feature = "dsp")]
        if let Some(listed) = &self.listed {
            listed.eight(panel.groups, sums);
            return panel.add_rest(self.input.as_chunks::<4>().1, self.zero, sums);
        }
        panel.add(0, self.input, self.zero, sums);
    }
}
