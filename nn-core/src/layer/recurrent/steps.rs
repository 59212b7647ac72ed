//! The output of a recurrent layer: the last state, or the states of all steps.

use crate::kernel;
use crate::tensor::Tensor;

mod sealed {
    pub trait Sealed {}
}

/// States which states a recurrent layer outputs.
///
/// ```
/// use nn_core::layer::{AllSteps, Gru};
/// use nn_core::prelude::*;
///
/// type Last = network![[6, 50] => Gru<32> => [32]];
/// type All = network![[6, 50] => Gru<32, sequences = true> => [32, 50]];
///
/// // The same layer without the macro:
/// type ByHand = Gru<6, 32, 96, 50, AllSteps>;
/// assert_eq!(<ByHand as Layer>::FACTS.output, 32 * 50);
/// ```
pub trait Steps: sealed::Sealed + 'static {
    /// The output of `L` steps with `H` units.
    type Output<const H: usize, const L: usize>: Tensor<Element = f32>;

    /// Writes the state after a step to the output.
    fn write<const H: usize, const L: usize>(
        step: usize,
        state: &[f32; H],
        output: &mut Self::Output<H, L>,
    );

    /// The place of the state after a step in an output of `i8`, all numbers of a step before those of the next. `None` if the output
    /// does not have it.
    fn place<const H: usize, const L: usize>(
        step: usize,
        output: &mut [i8],
    ) -> Option<&mut [i8; H]>;

    /// Adds the gradient with respect to the output of a step to that with respect to the state.
    fn add_gradient<const H: usize, const L: usize>(
        step: usize,
        d_output: &Self::Output<H, L>,
        d_state: &mut [f32; H],
    );
}

/// The output is the state after the last step: `[units]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastStep {}

/// The output is the state after each step: `[units, length]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllSteps {}

impl sealed::Sealed for LastStep {}
impl sealed::Sealed for AllSteps {}

impl Steps for LastStep {
    type Output<const H: usize, const L: usize> = [f32; H];

    #[inline(always)]
    fn write<const H: usize, const L: usize>(step: usize, state: &[f32; H], output: &mut [f32; H]) {
        if step + 1 == L {
            kernel::copy(state, output);
        }
    }

    #[inline(always)]
    fn place<const H: usize, const L: usize>(
        step: usize,
        output: &mut [i8],
    ) -> Option<&mut [i8; H]> {
        if step + 1 == L {
            output.first_chunk_mut()
        } else {
            None
        }
    }

    #[inline(always)]
    fn add_gradient<const H: usize, const L: usize>(
        step: usize,
        d_output: &[f32; H],
        d_state: &mut [f32; H],
    ) {
        if step + 1 == L {
            kernel::add(d_state, d_output);
        }
    }
}

impl Steps for AllSteps {
    type Output<const H: usize, const L: usize> = [[f32; L]; H];

    #[inline(always)]
    fn write<const H: usize, const L: usize>(
        step: usize,
        state: &[f32; H],
        output: &mut [[f32; L]; H],
    ) {
        for (row, value) in output.iter_mut().zip(state) {
            if let Some(place) = row.get_mut(step) {
                *place = *value;
            }
        }
    }

    #[inline(always)]
    fn place<const H: usize, const L: usize>(
        step: usize,
        output: &mut [i8],
    ) -> Option<&mut [i8; H]> {
        output.as_chunks_mut().0.get_mut(step)
    }

    #[inline(always)]
    fn add_gradient<const H: usize, const L: usize>(
        step: usize,
        d_output: &[[f32; L]; H],
        d_state: &mut [f32; H],
    ) {
        for (d_state, row) in d_state.iter_mut().zip(d_output) {
            if let Some(d_output) = row.get(step) {
                *d_state += d_output;
            }
        }
    }
}
