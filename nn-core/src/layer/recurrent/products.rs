//! The gradients of the weights of a recurrent layer: sums over the steps of outer products.

use super::Recurrence;
use super::tape::RecurrentTape;
use crate::batch::Batch;
use crate::kernel;
use crate::layer::Numbers;
use crate::slices;

/// The numbers of a sequence by channel, counted from `first` on, and by step.
#[inline(always)]
fn by_channel<const L: usize>(channels: &[[f32; L]], first: usize) -> impl Fn(usize, usize) -> f32 {
    let channels = slices::range(channels, first..);
    move |channel, step| match channels.get(channel) {
        Some(steps) => slices::element(steps, step),
        None => 0.0,
    }
}

/// The numbers of states by unit, counted from `first` on, and by step.
#[inline(always)]
fn by_step<const H: usize>(states: &[[f32; H]], first: usize) -> impl Fn(usize, usize) -> f32 {
    move |unit, step| match states.get(step) {
        Some(state) => slices::element(state, first + unit),
        None => 0.0,
    }
}

/// The gradient of the weights of the input.
pub(super) struct OfInput<
    'a,
    K: Recurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
> {
    pub(super) input: Batch<'a, [[f32; L]; C]>,
    pub(super) tapes: &'a [RecurrentTape<K, H, G, L>],
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize, const L: usize> Numbers
    for OfInput<'_, K, C, H, G, L>
{
    #[inline(always)]
    fn visit(&self, visit: &mut impl FnMut(usize, f32)) {
        for (input, tape) in self.input.iter().zip(self.tapes) {
            kernel::visit_products(C, by_channel(input, 0), &tape.gates, visit);
        }
    }

    #[inline(always)]
    fn add_to(&self, block: &mut [f32]) {
        kernel::over_blocks(0..C, block, self.tapes.len() * L * G, |rows, block| {
            let (d_weights, _) = block.as_chunks_mut();
            for (input, tape) in self.input.iter().zip(self.tapes) {
                kernel::add_products(by_channel(input, rows.start), &tape.gates, d_weights);
            }
        });
    }
}

/// The gradient of the weights of the state.
pub(super) struct OfState<'a, K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> {
    pub(super) tapes: &'a [RecurrentTape<K, H, G, L>],
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> OfState<'_, K, H, G, L> {
    /// For each sample the states before the steps from the second on, and the gradients with respect to the sums of these steps. The
    /// state before the first step is 0.
    #[inline(always)]
    fn steps(&self) -> impl Iterator<Item = (&[[f32; H]], &[[f32; G]])> {
        self.tapes.iter().map(|tape| {
            let d = slices::range(tape.d_hidden(), 1..);
            (slices::range(&tape.states, ..d.len()), d)
        })
    }
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> Numbers
    for OfState<'_, K, H, G, L>
{
    #[inline(always)]
    fn visit(&self, visit: &mut impl FnMut(usize, f32)) {
        for (states, d) in self.steps() {
            kernel::visit_products(H, by_step(states, 0), d, visit);
        }
    }

    #[inline(always)]
    fn add_to(&self, block: &mut [f32]) {
        kernel::over_blocks(0..H, block, self.tapes.len() * L * G, |rows, block| {
            let (d_weights, _) = block.as_chunks_mut();
            for (states, d) in self.steps() {
                kernel::add_products(by_step(states, rows.start), d, d_weights);
            }
        });
    }
}
