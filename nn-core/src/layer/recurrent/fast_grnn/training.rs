//! Training of a FastGRNN.

use rand_core::Rng;

use super::super::passes::{backward, forward};
use super::super::products::{OfInput, OfState};
use super::super::steps::Steps;
use super::super::tape::RecurrentTape;
use super::{FastGrnn, FastGrnnCell};
use crate::batch::Batch;
use crate::init::Init;
use crate::layer::{Layer, Optional, Sink, Trainable};
use crate::rng::Noise;
use crate::tensor::Tensor;
use crate::{rng, slices};

/// The standard deviation of new weights, and the values of the other parameters, as in EdgeML.
const DEVIATION: f32 = 0.1;
const ZETA: f32 = 1.0;
const NU: f32 = -4.0;
const BIAS: f32 = 1.0;

impl<const C: usize, const H: usize, const L: usize, T: Steps, B: Optional> Trainable
    for FastGrnn<C, H, L, T, B>
{
    type Tape<const BATCH: usize> = [RecurrentTape<FastGrnnCell, H, H, L>; BATCH];

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [[f32; L]; C]>,
        output: &mut [Self::Output],
        tape: &mut Self::Tape<BATCH>,
        _noise: Noise,
    ) {
        let tapes = slices::range_mut(tape, ..output.len());
        let weights = (&self.weight_ih, self.weights());
        forward::<FastGrnnCell, T, C, H, H, L>(weights, Self::FACTS.macs, input, output, tapes);
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        d_input: Option<&mut [[[f32; L]; C]]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let tapes = slices::range_mut(tape, ..d_output.len());
        let weights = (&self.weight_ih, self.weights());
        backward::<FastGrnnCell, T, C, H, H, L>(
            weights,
            Self::FACTS.macs,
            d_output,
            d_input,
            tapes,
        );
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, [[f32; L]; C]>,
        d_output: &[Self::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        let tapes = slices::range(tape, ..d_output.len());
        sink.numbers(C * H, &OfInput { input, tapes });
        sink.numbers(H * H, &OfState { tapes });
        for scale in [2, 3] {
            sink.each(1, |_| tapes.iter().flat_map(|tape| own(tape, scale)).sum());
        }
        if B::IS_PRESENT {
            for bias in [0, 1] {
                sink.rows(H, tapes.iter().map(|tape| own(tape, bias)));
            }
        }
    }

    /// As EdgeML does: weights from a normal distribution with the standard deviation 0.1, `zeta` 1, `nu` -4 and biases 1. Another rule
    /// applies to the weights, and sets the biases to 0.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let blocks = [
            (Tensor::as_mut_slice(&mut self.weight_ih), C),
            (Tensor::as_mut_slice(&mut self.weight_hh), H),
        ];
        for (weights, inputs) in blocks {
            match init {
                Some(init) => init.fill(weights, inputs, H, rng),
                None => weights.fill_with(|| DEVIATION * rng::normal(rng)),
            }
        }
        let bias = init.map_or(BIAS, |_| 0.0);
        self.bias_gate.as_mut_slice().fill(bias);
        self.bias_update.as_mut_slice().fill(bias);
        (self.zeta, self.nu) = ([ZETA], [NU]);
    }
}

/// The gradient of a sample with respect to a parameter of the rule, by unit.
fn own<const H: usize, const L: usize>(
    tape: &RecurrentTape<FastGrnnCell, H, H, L>,
    index: usize,
) -> impl Iterator<Item = f32> {
    tape.d_own.get(index).into_iter().flatten().copied()
}
