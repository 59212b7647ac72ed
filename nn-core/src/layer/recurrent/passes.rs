//! Both passes of training through all steps of a sequence.

use core::marker::PhantomData;
use core::slice::{from_mut, from_ref};

use super::Recurrence;
use super::forward::{Begin, Unrolled, Weights};
use super::own::Own;
use super::steps::Steps;
use super::tape::RecurrentTape;
use crate::batch::Batch;
use crate::kernel::{self, Isa, Kernel};
use crate::slices;
use crate::tensor::Tensor;

/// The forward pass: fills the tapes, and writes the outputs. A sample costs `cost` multiply-accumulate operations.
pub(super) fn forward<
    K: Recurrence<H, G>,
    T: Steps,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
>(
    (weight_ih, weights): (&[[f32; G]; C], Weights<'_, H, G>),
    cost: usize,
    input: Batch<'_, [[f32; L]; C]>,
    output: &mut [T::Output<H, L>],
    tapes: &mut [RecurrentTape<K, H, G, L>],
) {
    kernel::over_samples(input, tapes, cost, |input, tape| {
        kernel::dispatch(Begin::<K, H, G> {
            weights,
            gates: &mut tape.gates,
            rule: PhantomData,
        });
        // the products of all inputs at once: the channels are the terms, and the steps are the rows
        kernel::weight_gradient(Batch::all(input), weight_ih, &mut tape.gates);
        kernel::dispatch(Unrolled { weights, tape });
    });
    for (output, tape) in output.iter_mut().zip(tapes) {
        for (step, state) in tape.states.iter().enumerate() {
            T::write(step, state, output);
        }
    }
}

/// The backward pass: replaces the gates on the tapes by the gradients with respect to their sums, and computes the gradient with
/// respect to the input.
pub(super) fn backward<
    K: Recurrence<H, G>,
    T: Steps,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
>(
    (weight_ih, weights): (&[[f32; G]; C], Weights<'_, H, G>),
    cost: usize,
    d_output: &[T::Output<H, L>],
    d_input: Option<&mut [[[f32; L]; C]]>,
    tapes: &mut [RecurrentTape<K, H, G, L>],
) {
    kernel::over_samples(Batch::all(d_output), tapes, cost, |d_output, tape| {
        through_time::<K, T, H, G, L>(weights, d_output, tape);
    });
    let d_input = d_input.unwrap_or_default();
    kernel::over_samples(Batch::all(&*tapes), d_input, cost, |tape, d_input| {
        kernel::input_gradient(weight_ih, &tape.gates, d_input);
    });
}

/// The sum of each column.
pub(super) fn columns<const G: usize>(rows: &[[f32; G]]) -> impl Iterator<Item = f32> {
    (0..G).map(|column| rows.iter().map(|row| slices::element(row, column)).sum())
}

/// Replaces the gates on the tape by the gradients with respect to their sums, from the last step to the first.
fn through_time<K: Recurrence<H, G>, T: Steps, const H: usize, const G: usize, const L: usize>(
    weights: Weights<'_, H, G>,
    d_output: &T::Output<H, L>,
    tape: &mut RecurrentTape<K, H, G, L>,
) {
    let RecurrentTape {
        gates,
        hidden,
        states,
        cells,
        d_states: [d_state, d_before],
        d_cell,
        d_own,
    } = tape;
    d_state.fill(0.0);
    d_cell.as_mut_slice().fill(0.0);
    d_own.as_mut_slice().fill(0.0);
    for (step, (gates, hidden)) in gates.iter_mut().zip(hidden).enumerate().rev() {
        T::add_gradient(step, d_output, d_state);
        let before = step.checked_sub(1);
        let state = before.and_then(|before| states.get(before));
        let cell = before.and_then(|before| cells.get(before));
        let cell = cell.unwrap_or(Tensor::ZERO_REF);
        kernel::dispatch(StepBack::<K, H, G> {
            own: weights.own,
            d_own,
            gates,
            hidden,
            before: state.unwrap_or(Tensor::ZERO_REF),
            cells: [cell, cells.get(step).unwrap_or(cell)],
            d_state,
            d_cell,
        });
        if let Some(weight_hh) = weights.weight_hh {
            let d_sums = d_sums::<K, H, G>(gates, hidden);
            kernel::input_gradient(from_ref(d_sums), weight_hh, from_mut(d_before));
            kernel::add(d_state, d_before);
        }
    }
}

/// The gradients with respect to the sums over the state.
fn d_sums<'a, K: Recurrence<H, G>, const H: usize, const G: usize>(
    gates: &'a [f32; G],
    hidden: &'a K::Hidden,
) -> &'a [f32; G] {
    match <[f32; G]>::from_slice(hidden.as_slice()) {
        Some(hidden) if K::IS_APART => hidden,
        _ => gates,
    }
}

/// The gradient of a step, as a kernel.
struct StepBack<'a, K: Recurrence<H, G>, const H: usize, const G: usize> {
    own: Own<'a, H>,
    d_own: &'a mut K::OwnGradient,
    gates: &'a mut [f32; G],
    hidden: &'a mut K::Hidden,
    before: &'a [f32; H],
    cells: [&'a K::Cell; 2],
    d_state: &'a mut [f32; H],
    d_cell: &'a mut K::Cell,
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize> Kernel for StepBack<'_, K, H, G> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, _isa: S) {
        let StepBack {
            own,
            d_own,
            gates,
            hidden,
            before,
            cells,
            d_state,
            d_cell,
        } = self;
        K::backward((own, d_own), gates, hidden, before, cells, d_state, d_cell);
    }
}
