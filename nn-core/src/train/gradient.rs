//! The gradient of a batch.

use super::Step;
use super::propagate::propagate;
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::{Accumulate, Layer};
use crate::loss::{EndsIn, Loss, Target};
use crate::memory::TrainBuffers;
use crate::network::TrainableNetwork;
use crate::optim::Optimizer;
use crate::per_parameter::Gradients;
use crate::sum::Sum;
use crate::{kernel, math};

/// Computes both passes and the gradient with respect to the parameters. The network does not change.
pub(super) fn gradient<N, L, T, const BATCH: usize>(
    net: &N,
    loss: &L,
    buffers: &mut TrainBuffers<N, BATCH>,
    gradients: &mut Gradients<N>,
    inputs: Batch<'_, N::Input>,
    targets: Batch<'_, T>,
) -> Result<Step, Error>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    let loss = propagate(buffers, net, loss, inputs, targets)?;
    let flat = gradients.as_mut_slice();
    flat.fill(0.0);
    let d_outputs = buffers.d_outputs.get(..inputs.len()).unwrap_or_default();
    N::gradient(inputs, d_outputs, &buffers.tape, &mut Accumulate::new(flat));
    let norm_squared = kernel::norm_squared(flat);
    if !norm_squared.is_finite() {
        return Err(Error::NonFiniteGradient {
            layer: layer_of::<N>(flat),
        });
    }
    let gradient_norm = math::sqrt(norm_squared);
    Ok(Step {
        loss,
        gradient_norm,
    })
}

/// Refuses a step that does not leave all numbers finite.
pub(super) fn check_step<N: TrainableNetwork, O: Optimizer>(
    optimizer: &O,
    state: &O::State<N>,
    net: &N,
    step: Step,
) -> Result<(), Error> {
    if optimizer.keeps_finite(state, net, step.gradient_norm) {
        Ok(())
    } else {
        let learning_rate = optimizer.learning_rate();
        Err(Error::NonFiniteStep { learning_rate })
    }
}

/// The layer of the first gradient at which the sum of squares is no longer finite.
#[cold]
#[inline(never)]
fn layer_of<N: Layer>(gradients: &[f32]) -> usize {
    let mut sum = Sum::up_to(gradients.len());
    let parameter = gradients
        .iter()
        .position(|gradient| {
            sum.add(gradient * gradient);
            !sum.is_finite()
        })
        .unwrap_or_default();
    layer_with::<N>(parameter)
}

/// The index of the layer with this parameter.
#[cold]
#[inline(never)]
pub(super) fn layer_with<N: Layer>(parameter: usize) -> usize {
    let (mut layer, mut found, mut end) = (0, None, 0);
    N::describe(&mut |description| {
        end += description.params;
        if parameter < end && found.is_none() {
            found = Some(layer);
        }
        layer += 1;
    });
    found.unwrap_or_default()
}
