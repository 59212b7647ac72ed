//! One training pass through a layer, as `Trainer` runs it. It also returns the gradient with respect to the inputs.

use nn_core::activation::Activation;
use nn_core::layer::Accumulate;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

/// The results of a pass over a batch, in rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Pass {
    /// The mean loss.
    pub loss: f32,
    /// The values before the last activation.
    pub logits: Vec<f32>,
    /// The outputs.
    pub outputs: Vec<f32>,
    /// The gradient with respect to the inputs.
    pub d_inputs: Vec<f32>,
    /// The gradient with respect to the parameters.
    pub d_parameters: Vec<f32>,
}

/// The forward pass, loss, backward pass and gradients of a batch of at most `BATCH` samples, in the first step of a trainer without a seed.
pub fn pass<const BATCH: usize, N, L, T>(
    net: &N,
    loss: &L,
    inputs: &[N::Input],
    targets: &[T],
) -> Pass
where
    N: Trainable,
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
    let mut d_parameters = vec![0.0; N::FACTS.params];
    let mut sink = Accumulate::new(&mut d_parameters);
    N::gradient::<BATCH, _>(batch, &d_outputs, &tape, &mut sink);
    Pass {
        loss: sum * scale,
        logits,
        outputs: flat(&outputs),
        d_inputs: flat(&d_inputs),
        d_parameters,
    }
}

/// The values of several tensors in order.
pub fn flat<T: Tensor<Element = f32>>(rows: &[T]) -> Vec<f32> {
    let mut values = Vec::with_capacity(rows.len() * T::LEN);
    for row in rows {
        values.extend_from_slice(row.as_slice());
    }
    values
}
