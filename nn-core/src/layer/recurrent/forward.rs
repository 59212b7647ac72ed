//! The steps of a recurrent layer: one after the other in inference, and with a tape in training.

use core::marker::PhantomData;

use super::Recurrence;
use super::own::Own;
use super::state::Places;
use super::steps::Steps;
use super::tape::RecurrentTape;
use crate::kernel::{AddProduct, Affine, Isa, Kernel, MapWith, copy};
use crate::slices;
use crate::tensor::Tensor;

/// The weights of the state, if there are any, both biases, and the parameters of the rule.
#[derive(Clone, Copy)]
pub(super) struct Weights<'a, const H: usize, const G: usize> {
    pub(super) weight_hh: Option<&'a [[f32; G]; H]>,
    pub(super) biases: [&'a [f32; G]; 2],
    pub(super) own: Own<'a, H>,
}

impl<const H: usize, const G: usize> Weights<'_, H, G> {
    /// The sums of a step before the products: the biases. Adding 0 turns -0 into +0, as in every kernel.
    #[inline(always)]
    pub(super) fn begin<K: Recurrence<H, G>, S: Isa>(&self, isa: S, gates: &mut [f32; G]) {
        let [input, state] = self.biases.map(|bias| &bias[..]);
        isa.call(MapWith::new(gates, [input, state], |_, [input, state]| {
            let state = if K::IS_APART { 0.0 } else { state };
            input + state + 0.0
        }));
    }

    /// Adds the products with the state, and updates the state.
    #[inline(always)]
    fn step<K: Recurrence<H, G>, S: Isa>(
        &self,
        isa: S,
        gates: &mut [f32; G],
        hidden: &mut K::Hidden,
        state: &mut [f32; H],
        cell: &mut K::Cell,
    ) {
        let [_, bias] = self.biases;
        let hidden_sums = match K::IS_APART {
            true => <[f32; G]>::from_mut_slice(hidden.as_mut_slice()),
            false => None,
        };
        match (self.weight_hh, hidden_sums) {
            (Some(weights), Some(y)) => isa.call(Affine {
                x: state,
                weights,
                bias,
                y,
            }),
            (Some(weights), None) => isa.call(AddProduct {
                x: state,
                weights,
                y: gates,
            }),
            (None, _) => {}
        }
        K::step(isa, self.own, gates, hidden, state, cell);
    }
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> Places<'_, K, C, H, G> {
    /// Computes the state after a step, whose input is in its place.
    #[inline(always)]
    fn advance<S: Isa>(&mut self, isa: S, weight_ih: &[[f32; G]; C], weights: Weights<'_, H, G>) {
        let Places {
            x,
            gates,
            hidden,
            state,
            cell,
        } = self;
        weights.begin::<K, S>(isa, gates);
        isa.call(AddProduct {
            x,
            weights: weight_ih,
            y: gates,
        });
        weights.step::<K, S>(isa, gates, hidden, state, cell);
    }
}

/// One step of a stream.
pub(super) struct Advance<'a, K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> {
    pub(super) weight_ih: &'a [[f32; G]; C],
    pub(super) weights: Weights<'a, H, G>,
    pub(super) input: &'a [f32; C],
    pub(super) places: Places<'a, K, C, H, G>,
    pub(super) output: &'a mut [f32; H],
}

impl<K: Recurrence<H, G>, const C: usize, const H: usize, const G: usize> Kernel
    for Advance<'_, K, C, H, G>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        copy(self.input, self.places.x);
        self.places.advance(isa, self.weight_ih, self.weights);
        copy(self.places.state, self.output);
    }
}

/// An inference.
pub(super) struct Inference<
    'a,
    K: Recurrence<H, G>,
    T: Steps,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
> {
    pub(super) weight_ih: &'a [[f32; G]; C],
    pub(super) weights: Weights<'a, H, G>,
    pub(super) input: &'a [[f32; L]; C],
    pub(super) places: Places<'a, K, C, H, G>,
    pub(super) output: &'a mut T::Output<H, L>,
}

impl<K: Recurrence<H, G>, T: Steps, const C: usize, const H: usize, const G: usize, const L: usize>
    Kernel for Inference<'_, K, T, C, H, G, L>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        let mut places = self.places;
        places.state.fill(0.0);
        places.cell.as_mut_slice().fill(0.0);
        for step in 0..L {
            for (x, row) in places.x.iter_mut().zip(self.input) {
                *x = slices::element(row, step);
            }
            places.advance(isa, self.weight_ih, self.weights);
            T::write(step, places.state, self.output);
        }
    }
}

/// The biases as the first terms of the sums of all steps in training.
pub(super) struct Begin<'a, K, const H: usize, const G: usize> {
    pub(super) weights: Weights<'a, H, G>,
    pub(super) gates: &'a mut [[f32; G]],
    pub(super) rule: PhantomData<K>,
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize> Kernel for Begin<'_, K, H, G> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        for gates in self.gates {
            self.weights.begin::<K, S>(isa, gates);
        }
    }
}

/// The steps in training. The tape has the biases and the products with the inputs.
pub(super) struct Unrolled<'a, K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize>
{
    pub(super) weights: Weights<'a, H, G>,
    pub(super) tape: &'a mut RecurrentTape<K, H, G, L>,
}

impl<K: Recurrence<H, G>, const H: usize, const G: usize, const L: usize> Kernel
    for Unrolled<'_, K, H, G, L>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        let RecurrentTape {
            gates,
            hidden,
            states,
            cells,
            ..
        } = self.tape;
        let mut before: (&[f32; H], &K::Cell) = (Tensor::ZERO_REF, Tensor::ZERO_REF);
        let sums = gates.iter_mut().zip(hidden);
        for ((gates, hidden), (state, cell)) in sums.zip(states.iter_mut().zip(cells)) {
            copy(before.0, state);
            copy(before.1.as_slice(), cell.as_mut_slice());
            self.weights.step::<K, S>(isa, gates, hidden, state, cell);
            before = (state, cell);
        }
    }
}
