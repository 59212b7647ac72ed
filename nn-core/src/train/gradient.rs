//! The gradient of a batch.

use super::Step;
use super::propagate::propagate;
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::{Accumulate, Layer};
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{Gradients, TrainBuffers, TrainableNetwork};
use crate::optim::Optimizer;
use crate::slices;
use crate::sum::Sum;
use crate::{kernel, math};

/// Computes the forward pass, the backward pass, and the gradient with respect to the parameters. The network does not change.
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
    let d_outputs = slices::range(&buffers.d_outputs, ..inputs.len());
    debug_assert!(
        visited(net) == N::FACTS.params,
        "a layer visits another number of parameters than its `FACTS.params`"
    );
    let mut sink = Accumulate::new(flat);
    N::gradient(inputs, d_outputs, &buffers.tape, &mut sink);
    debug_assert!(
        sink.is_full(),
        "a layer describes fewer gradients than its `FACTS.params`"
    );
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

/// The number of parameters that the layers of a network visit.
fn visited<N: Layer>(net: &N) -> usize {
    let mut count = 0;
    net.parameters(&mut |block| count += block.len());
    count
}

/// Refuses a step after which a number could be infinite or NaN.
pub(super) fn check_step<N: TrainableNetwork, O: Optimizer>(
    optimizer: &O,
    state: &O::State<N>,
    net: &N,
    gradient_norm: f32,
) -> Result<(), Error> {
    if optimizer.keeps_finite(state, net, gradient_norm) {
        Ok(())
    } else {
        let learning_rate = optimizer.learning_rate();
        Err(Error::NonFiniteStep { learning_rate })
    }
}

/// The layer of the first gradient at which the sum of squares is not finite.
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
