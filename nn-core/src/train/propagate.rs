//! What every way of training shares: the pass forward through the layers, the loss, and the pass back.

use crate::activation::Activation;
use crate::batch::Batch;
use crate::error::Error;
use crate::layer::Layer;
use crate::loss::{EndsIn, Loss, Target};
use crate::memory::{Room, Workspace};
use crate::network::{Network, infer_in};
use crate::rng::Noise;
use crate::sum::Sum;
use crate::tensor::Tensor;

/// Forward, loss, and back to the first layer; gives the mean loss. The network does not change.
///
/// # Errors
/// The batch is empty or too large, a target is not one, or a loss is not finite.
pub(super) fn propagate<N, L, T, const BATCH: usize>(
    room: &mut Room<N, BATCH>,
    net: &N,
    loss: &L,
    inputs: Batch<'_, N::Input>,
    targets: Batch<'_, T>,
) -> Result<f32, Error>
where
    N: Layer,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    let (count, least) = (inputs.len(), N::LEAST_BATCH);
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
    if room.step == 0 && is_dead(net) {
        return Err(Error::NotInitialized);
    }
    let outputs = room.outputs.get_mut(..count).unwrap_or_default();
    let d_outputs = room.d_outputs.get_mut(..count).unwrap_or_default();
    let noise = Noise::new(room.seed, room.step);
    net.forward(inputs, outputs, &mut room.tape, noise);

    let scale = 1.0 / count as f32;
    let mut sum = Sum::up_to(BATCH);
    let rows = outputs.iter_mut().zip(d_outputs).zip(&mut room.memory);
    for (index, (((output, d_output), memory), target)) in rows.zip(targets.iter()).enumerate() {
        let sample = targets.index(index);
        target.check().map_err(|error| error.at(sample))?;
        let value = loss.evaluate::<N::Activation, _, _>(output, target, memory, Some(d_output));
        sum.add(value);
        if !sum.is_finite() {
            let sample = guilty::<L, _, _, N::Output>(inputs, targets).unwrap_or(sample);
            return Err(Error::NonFiniteLoss { sample });
        }
        for d_value in d_output.as_mut_slice() {
            *d_value *= scale;
        }
    }
    let d_outputs = room.d_outputs.get(..count).unwrap_or_default();
    net.backward(inputs, d_outputs, None, &mut room.tape);
    Ok(sum.value() * scale)
}

/// Whether a layer can never learn. Asked once, before the first step.
#[cold]
#[inline(never)]
fn is_dead<N: Layer>(net: &N) -> bool {
    net.is_dead()
}

/// The first sample whose input is not finite, or else whose target is not. A layer that compares samples, such as
/// `BatchNorm`, carries one bad input into all losses.
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
/// As [`propagate`], without a limit to the number of samples.
pub(super) fn mean_loss<N, L, T>(
    net: &N,
    loss: &L,
    inputs: &[N::Input],
    targets: &[T],
    workspace: &mut Workspace<N>,
    memory: &mut <N::Activation as Activation>::Memory<N::Output>,
) -> Result<f32, Error>
where
    N: Network,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    Error::check_lengths(inputs.len(), targets.len())?;
    let mut sum = Sum::up_to(inputs.len());
    for (sample, (input, target)) in inputs.iter().zip(targets).enumerate() {
        target.check().map_err(|error| error.at(sample))?;
        let Some(values) = infer_in(net, input, workspace, false) else {
            continue;
        };
        let value = loss.evaluate::<N::Activation, _, _>(values, target, memory, None);
        sum.add(value);
        if !sum.is_finite() {
            return Err(Error::NonFiniteLoss { sample });
        }
    }
    Ok(sum.value() / inputs.len() as f32)
}
