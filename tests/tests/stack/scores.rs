//! The stack of metrics of scores, probabilities and numbers.

use nn_core::metrics::{
    Ranking, Regression, log_loss, log_loss_in, top_k_accuracy, top_k_accuracy_in,
};
use nn_core::prelude::*;

use crate::measured::{Depths, Subject};

/// Metrics of scores, probabilities and numbers.
pub(crate) fn scores<N, const BATCH: usize>(subject: &mut Subject<N, BATCH>, depths: &mut Depths)
where
    N: TrainableNetwork<Output = [f32; 10]>,
{
    let (net, workspace) = (&*subject.net, &mut *subject.workspace);
    let (inputs, classes) = (&*subject.inputs, &subject.classes);
    depths.add("metrics/top_k.rs", "top_k_accuracy", || {
        top_k_accuracy(net, inputs, classes, 3).expect("good data");
    });
    depths.add("metrics/top_k.rs", "top_k_accuracy_in", || {
        top_k_accuracy_in(net, inputs, classes, 3, workspace).expect("good data");
    });
    depths.add("metrics/log_loss.rs", "log_loss", || {
        log_loss(net, inputs, classes).expect("good data");
    });
    depths.add("metrics/log_loss.rs", "log_loss_in", || {
        log_loss_in(net, inputs, classes, workspace).expect("good data");
    });
    let memory = &mut [(0.0, false); 4];
    depths.add("metrics/ranking.rs", "of", || {
        Ranking::of(net, inputs, classes, 1u8, memory).expect("good data");
    });
    depths.add("metrics/ranking.rs", "of_in", || {
        let ranking = Ranking::of_in(net, inputs, classes, 1u8, memory, workspace);
        ranking.expect("good data");
    });
    let (targets, mut regression) = ([[0.0; 10]; BATCH], Regression::ZERO);
    depths.add("metrics/regression.rs", "of", || {
        Regression::of(net, inputs, &targets).expect("good data");
    });
    depths.add("metrics/regression.rs", "of_in", || {
        Regression::of_in(net, inputs, &targets, workspace).expect("good data");
    });
    depths.add("metrics/regression.rs", "measure_in", || {
        let result = regression.measure_in(net, inputs, &targets, workspace);
        result.expect("good data");
    });
}
