//! The code that all trainers share: the forward pass, the loss, and the backward pass.

use super::weight::Mean;
use crate::activation::Activation;
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::Trainable;
use crate::loss::{EndsIn, Loss, Target};
use crate::network::{TrainBuffers, TrainableNetwork, Workspace, infer_in};
use crate::rng::Noise;
use crate::slices;
use crate::sum::Sum;
use crate::tensor::Tensor;

/// The forward pass, the loss, and the backward pass to the first layer. Returns the mean loss. The network does not change.
///
/// # Errors
/// The batch is empty or too large, the loss does not allow a target, the sum of the weights is not above 0, or a loss is not finite.
pub(super) fn propagate<N, L, T, const BATCH: usize>(
    buffers: &mut TrainBuffers<N, BATCH>,
    net: &N,
    loss: &L,
    inputs: Batch<'_, N::Input>,
    targets: Batch<'_, T>,
) -> Result<f32, Error>
where
    N: Trainable,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    let (count, least) = (inputs.len(), N::FACTS.least_batch);
    Error::check_lengths(count, targets.len())?;
    if count > BATCH {
        return Err(Error::BatchTooLarge {
            samples: count,
            capacity: BATCH,
        });
    }
    if count < least {
        let samples = count;
        return Err(Error::BatchTooSmall { samples, least });
    }
    if buffers.step == 0 && is_dead(net) {
        return Err(Error::NotInitialized);
    }
    let at = targets.iter().enumerate();
    let at = at.map(|(index, target)| (targets.index(index), target));
    let mean = Mean::over::<L, T, N::Output>(loss, count, at)?;
    let outputs = slices::range_mut(&mut buffers.outputs, ..count);
    let d_outputs = slices::range_mut(&mut buffers.d_outputs, ..count);
    let noise = Noise::new(buffers.seed, buffers.step);
    net.forward(inputs, outputs, &mut buffers.tape, noise);

    let mut sum = Sum::up_to(BATCH);
    let rows = outputs.iter_mut().zip(d_outputs).zip(&mut buffers.memory);
    for (index, (((output, d_output), memory), target)) in rows.zip(targets.iter()).enumerate() {
        let sample = targets.index(index);
        target.check().map_err(|error| error.with_sample(sample))?;
        let Some([factor, scale]) = mean.factors::<L, T, N::Output>(target) else {
            d_output.as_mut_slice().fill(0.0);
            continue;
        };
        let value = loss.evaluate::<N::Activation, _, _>(output, target, memory, Some(d_output));
        sum.add(factor * value);
        if !sum.is_finite() {
            let sample = guilty::<L, _, _, N::Output>(inputs, targets).unwrap_or(sample);
            return Err(Error::NonFiniteLoss { sample });
        }
        for d_value in d_output.as_mut_slice() {
            *d_value *= scale;
        }
    }
    let d_outputs = slices::range(&buffers.d_outputs, ..count);
    net.backward(inputs, d_outputs, None, &mut buffers.tape);
    Ok(mean.of::<L, T, N::Output>(sum.value()))
}

/// Whether a layer cannot learn. It is checked once, before the first step.
#[cold]
#[inline(never)]
fn is_dead<N: Trainable>(net: &N) -> bool {
    net.is_dead()
}

/// The first sample with an input, or else a target, that is not finite. With a layer that combines samples, such as `BatchNorm`, one bad
/// input makes all losses NaN.
fn guilty<L, I: Tensor<Element = f32>, T: Target<L, O>, O: Tensor<Element = f32>>(
    inputs: Batch<'_, I>,
    targets: Batch<'_, T>,
) -> Option<usize> {
    let is_bad = |input: &I| !input.as_slice().iter().all(|value| value.is_finite());
    let is_off = |target: &T| !(0..O::LEN).all(|index| target.at(index).is_finite());
    let index = inputs.iter().position(is_bad);
    let index = index.or_else(|| targets.iter().position(is_off))?;
    Some(inputs.index(index))
}

/// The mean loss of a network over samples, without training it.
///
/// # Errors
/// A setting of the loss is out of its range; otherwise as for [`propagate`], for any number of samples.
pub(super) fn mean_loss<N, L, T>(
    net: &N,
    loss: &L,
    inputs: &[N::Input],
    targets: &[T],
    workspace: &mut Workspace<N>,
    memory: &mut <N::Activation as Activation>::Memory<N::Output>,
) -> Result<f32, Error>
where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    loss.check()?;
    Error::check_lengths(inputs.len(), targets.len())?;
    let mean = Mean::over::<L, T, N::Output>(loss, inputs.len(), targets.iter().enumerate())?;
    let mut sum = Sum::up_to(inputs.len());
    for (sample, (input, target)) in inputs.iter().zip(targets).enumerate() {
        target.check().map_err(|error| error.with_sample(sample))?;
        let Some([factor, _]) = mean.factors::<L, T, N::Output>(target) else {
            continue;
        };
        let Some(values) = infer_in(net, input, workspace.as_mut_slice(), false) else {
            continue;
        };
        let value = loss.evaluate::<N::Activation, _, _>(values, target, memory, None);
        sum.add(factor * value);
        if !sum.is_finite() {
            return Err(Error::NonFiniteLoss { sample });
        }
    }
    Ok(mean.of::<L, T, N::Output>(sum.value()))
}
