//! Training of a recurrent layer.

use rand_core::Rng;

use super::Recurrence;
use super::layer::Recurrent;
use super::passes::{backward, columns, forward};
use super::products::{OfInput, OfState};
use super::steps::Steps;
use super::tape::RecurrentTape;
use crate::batch::Batch;
use crate::init::Init;
use crate::layer::{Layer, Optional, Sink, Trainable};
use crate::rng::Noise;
use crate::slices;
use crate::tensor::Tensor;
use crate::zero::Zero;
use crate::{math, rng};

impl<
    K: Recurrence<H, G>,
    const C: usize,
    const H: usize,
    const G: usize,
    const L: usize,
    T: Steps,
    B: Optional,
> Trainable for Recurrent<K, C, H, G, L, T, B>
{
    type Tape<const BATCH: usize> = [RecurrentTape<K, H, G, L>; BATCH];

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [[f32; L]; C]>,
        output: &mut [Self::Output],
        tape: &mut [RecurrentTape<K, H, G, L>; BATCH],
        _noise: Noise,
    ) {
        let tapes = slices::range_mut(tape, ..output.len());
        let weights = (&self.weight_ih, self.weights());
        forward::<K, T, C, H, G, L>(weights, Self::FACTS.macs, input, output, tapes);
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        d_input: Option<&mut [[[f32; L]; C]]>,
        tape: &mut [RecurrentTape<K, H, G, L>; BATCH],
    ) {
        let tapes = slices::range_mut(tape, ..d_output.len());
        let weights = (&self.weight_ih, self.weights());
        backward::<K, T, C, H, G, L>(weights, Self::FACTS.macs, d_output, d_input, tapes);
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        tape: &[RecurrentTape<K, H, G, L>; BATCH],
        sink: &mut S,
    ) {
        let tapes = slices::range(tape, ..d_output.len());
        sink.numbers(C * G, &OfInput { input, tapes });
        sink.numbers(H * G, &OfState { tapes });
        if B::IS_PRESENT {
            sink.rows(G, tapes.iter().map(|tape| columns(&tape.gates)));
            sink.rows(G, tapes.iter().map(|tape| columns(tape.d_hidden())));
        }
    }

    /// As PyTorch does: all parameters uniform within `±1 / sqrt(H)`. Another rule applies to the weights, and sets the biases to 0.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let Some(init) = init else {
            let bound = 1.0 / math::sqrt(H as f32);
            return self.parameters_mut(&mut |block| {
                block.fill_with(|| rng::uniform(rng, -bound, bound));
            });
        };
        init.fill(Tensor::as_mut_slice(&mut self.weight_ih), C, H, rng);
        init.fill(Tensor::as_mut_slice(&mut self.weight_hh), H, H, rng);
        (self.bias_ih, self.bias_hh) = (Zero::ZERO, Zero::ZERO);
    }

    fn is_dead(&self) -> bool {
        let mut is_dead = K::IS_FLAT;
        self.parameters(&mut |block| is_dead = is_dead && block.iter().all(|value| *value == 0.0));
        is_dead
    }
}
