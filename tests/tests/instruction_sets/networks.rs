//! Whole networks with each set: one sample is computed like a sample of a batch.

use nn_core::instruction_set::InstructionSet;
use nn_core::loss::{EndsIn, Loss};
use nn_core::prelude::*;

use tests::compare::{assert_same, assert_within, widen};
use tests::instruction_sets;
use tests::parameters::random;
use tests::pass::{flat, pass};
use tests::samples;
use tests::tolerance::{FORWARD, Tolerance};

/// Samples in the batch: some blocks of any set, and one more.
const BATCH: usize = 23;

/// All values within a tolerance relative to the largest.
fn assert_all(case: &str, got: &[f32], want: &[f32], tolerance: &Tolerance) {
    let largest = want.iter().fold(0f32, |most, value| most.max(value.abs()));
    let limit = tolerance.limit(largest.into());
    assert_within(case, got, &widen(want), |_| limit);
}

/// Predictions, with or without a workspace, and the outputs of a batch. Those of all sets are nearly those of `Portable`.
fn check<N>(name: &str)
where
    N: Network,
    N::Activation: EndsIn<<MeanSquaredError as Loss>::Needs, MeanSquaredError>,
{
    let rng = &mut Random::seed(1);
    let net: N = random(2);
    let inputs: Vec<N::Input> = samples::rows(BATCH, 1.0, rng);
    let targets: Vec<N::Output> = samples::rows(BATCH, 1.0, rng);
    let results = instruction_sets::results(|| {
        let predicted: Vec<N::Output> = inputs.iter().map(|x| net.predict(x)).collect();
        let mut workspace = Box::new(Workspace::<N>::ZERO);
        let mut again = Vec::new();
        for input in &inputs {
            again.extend_from_slice(net.predict_in(input, &mut workspace).as_slice());
        }
        let pass = pass::<BATCH, N, _, _>(&net, &MeanSquaredError, &inputs, &targets);
        let logits: Vec<N::Output> = inputs.iter().map(|x| net.logits(x)).collect();
        [flat(&predicted), again, flat(&logits), pass.logits]
    });
    let (_, want) = &results[0];
    for (set, [predicted, again, logits, batch]) in &results {
        let case = format!("{name}, {set}");
        assert_same(&format!("{case}, in a workspace"), again, predicted);
        let case_batch = format!("{case}, as a batch");
        if *set == InstructionSet::Portable {
            assert_same(&case_batch, batch, logits);
        } else {
            assert_all(&case_batch, batch, logits, &FORWARD);
        }
        assert_all(
            &format!("{case}, predictions"),
            predicted,
            &want[0],
            &FORWARD,
        );
        assert_all(&format!("{case}, logits"), logits, &want[2], &FORWARD);
    }
}

#[test]
fn one_sample_or_many() {
    check::<network![784 => Dense<32, Relu> => Dense<10, Sigmoid>]>("digits");
    check::<network![4 => Dense<16, Tanh> => Dense<16, Tanh> => Dense<3>]>("small");
    check::<network![3 => Dense<2, Gelu> => Dense<1>]>("smallest");
    check::<network![16 => Dense<32, Relu> => Dense<130, Silu> => Dense<4, Softmax>]>("wide");
    check::<
        network![[2, 9, 8]
        => Conv2d<filters = 5, kernel = 3, padding = 1, Relu> => MaxPool2d<2>
        => Conv2d<filters = 3, kernel = 2, stride = 2, Tanh>
        => Flatten => Dense<7, Softplus> => Dense<3, Softmax>],
    >("image");
    check::<
        network![[3, 20] => Conv1d<filters = 6, kernel = 5, stride = 2, Elu> => GlobalAvgPool => Dense<2>],
    >("sequence");
}
