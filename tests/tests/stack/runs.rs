//! The stack that clipped steps and training runs need, with what they can measure and keep.

use nn_core::prelude::*;
use nn_core::train::{ClipNorm, ClipValue};

use crate::measured::{Adams, Depths, Onlines};

/// Steps with clipped gradients.
pub(crate) fn clipped<N, const BATCH: usize>(
    net: &mut N,
    trainer: &mut Adams<N>,
    online: &mut Onlines<N>,
    (inputs, classes): (&[N::Input; BATCH], &[u8; BATCH]),
    depths: &mut Depths,
) where
    N: TrainableNetwork<Output = [f32; 10], Activation = Softmax>,
{
    depths.add("train/trainer.rs", "step_clipped", || {
        let step = trainer.step_clipped(net, inputs, classes, ClipNorm(0.1));
        step.expect("good data");
        let step = trainer.step_clipped(net, inputs, classes, ClipValue(0.1));
        step.expect("good data");
    });
    depths.add("train/online.rs", "step_clipped", || {
        let step = online.step_clipped(net, &inputs[0], &classes[0], ClipNorm(0.1));
        step.expect("good data");
        let step = online.step_clipped(net, &inputs[0], &classes[0], ClipValue(0.1));
        step.expect("good data");
    });
}

/// Runs of one epoch.
pub(crate) fn runs<N, const BATCH: usize>(
    net: &mut N,
    trainer: &mut Adams<N>,
    data: (&[N::Input; BATCH], &[u8; BATCH]),
    workspace: &mut Workspace<N>,
    depths: &mut Depths,
) where
    N: TrainableNetwork<Output = [f32; 10], Activation = Softmax> + Boxed + Clone,
{
    depths.add("train/fit.rs", "run", || {
        let run = Fit::epochs(1).run(trainer, net, data);
        run.expect("good data");
    });
    depths.add("train/fit_parts.rs", "validate", || {
        let run = Fit::epochs(1).validate(data).run(trainer, net, data);
        run.expect("good data");
    });
    depths.add("train/fit_parts.rs", "validate_in", || {
        let fit = Fit::epochs(1).validate_in(data, workspace);
        fit.run(trainer, net, data).expect("good data");
    });
    let mut best = N::boxed();
    depths.add("train/fit_parts.rs", "keep_best", || {
        let fit = Fit::epochs(1).keep_best(&mut *best);
        fit.run(trainer, net, data).expect("good data");
    });
}
