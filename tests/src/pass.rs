//! One training pass through a layer by hand, as `Trainer` makes it, that also gives the gradient by the inputs.

use nn_core::activation::Activation;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

/// Everything that a pass over a batch computes, in rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Pass {
    /// The mean loss.
    pub loss: f32,
    /// The last layer's sums.
    pub logits: Vec<f32>,
    /// The outputs.
    pub outputs: Vec<f32>,
    /// The gradient by the inputs.
    pub d_inputs: Vec<f32>,
    /// The gradient by the parameters.
    pub d_parameters: Vec<f32>,
}

/// Forward, loss, backward, gradients: for a batch of at most `BATCH` samples, in the first step of a trainer without a seed.
pub fn pass<const BATCH: usize, N, L, T>(
    net: &N,
    loss: &L,
    inputs: &[N::Input],
    targets: &[T],
) -> Pass
where
    N: Layer,
    L: Loss,
    N::Activation: EndsIn<L::Needs, L>,
    T: Target<L, N::Output>,
{
    let batch = Batch::all(inputs);
    let mut tape = Box::new(N::Tape::<BATCH>::ZERO);
    let mut outputs = vec![N::Output::ZERO; inputs.len()];
    net.forward::<BATCH>(batch, &mut outputs, &mut tape, Noise::new(0, 0));
    let logits = flat(&outputs);

    let scale = 1.0 / inputs.len() as f32;
    let mut d_outputs = vec![N::Output::ZERO; inputs.len()];
    let mut sum = 0.0;
    for ((output, d_output), target) in outputs.iter_mut().zip(&mut d_outputs).zip(targets) {
        let mut memory = <N::Activation as Activation>::Memory::ZERO;
        sum += loss.evaluate::<N::Activation, _, _>(output, target, &mut memory, Some(d_output));
        d_output.as_mut_slice().iter_mut().for_each(|d| *d *= scale);
    }

    let mut d_inputs = vec![N::Input::ZERO; inputs.len()];
    net.backward::<BATCH>(batch, &d_outputs, Some(&mut d_inputs), &mut tape);
    let mut d_parameters = vec![0.0; N::PARAMS];
    net.accumulate::<BATCH>(batch, &d_outputs, &tape, &mut d_parameters);
    Pass {
        loss: sum * scale,
        logits,
        outputs: flat(&outputs),
        d_inputs: flat(&d_inputs),
        d_parameters,
    }
}

/// The numbers of several tensors, one behind the other.
pub fn flat<T: Tensor<Element = f32>>(rows: &[T]) -> Vec<f32> {
    rows.iter().flat_map(Tensor::as_slice).copied().collect()
}
