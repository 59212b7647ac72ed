//! Compares the gradients of a network with finite differences.

use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

/// The distance by which a parameter is moved.
const STEP: f32 = 0.001;

/// Returns the largest difference between the gradients of a step and finite differences of the loss.
///
/// # Errors
/// The step is refused.
pub fn largest_error<N, L, O, T, const BATCH: usize>(
    trainer: &mut Trainer<N, L, O, BATCH>,
    net: &N,
    inputs: &[N::Input],
    targets: &[T],
) -> Result<f32, nn_core::Error>
where
    N: TrainableNetwork + Clone,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    O: Optimizer,
    T: Target<L, N::Output>,
{
    trainer.step(&mut net.clone(), inputs, targets)?;
    let loss = |index, distance| trainer.loss(&moved(net, index, distance), inputs, targets);
    let mut largest: f32 = 0.0;
    for (index, gradient) in trainer.gradients().as_slice().iter().enumerate() {
        let (left, here, right) = (loss(index, -STEP)?, loss(index, 0.0)?, loss(index, STEP)?);
        // Where a function bends, it has two one-sided derivatives. Either one is correct.
        let errors = [here - left, right - here].map(|rise| (rise / STEP - gradient).abs());
        largest = largest.max(errors[0].min(errors[1]));
    }
    Ok(largest)
}

/// The network with one parameter changed.
fn moved<N: TrainableNetwork + Clone>(net: &N, index: usize, distance: f32) -> N {
    let mut moved = net.clone();
    let mut first = 0;
    moved.parameters_mut(&mut |block| {
        if let Some(parameter) = index
            .checked_sub(first)
            .and_then(|index| block.get_mut(index))
        {
            *parameter += distance;
        }
        first += block.len();
    });
    moved
}
