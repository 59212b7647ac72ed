//! Online steps are equal to mini-batch steps with one sample: the same losses, norms and weights.

use nn_core::instruction_set::InstructionSet;
use nn_core::loss::{EndsIn, Loss, Target};
use nn_core::prelude::*;

use tests::compare::{assert_same, assert_within, widen};
use tests::instruction_sets;
use tests::parameters::{copy, random, read};
use tests::samples;
use tests::tolerance::{NORM, ONLINE};

fn is_power_of_two(rate: f32) -> bool {
    rate.to_bits().trailing_zeros() >= 23
}

/// Some steps of both trainers from the same parameters, with each instruction set.
fn compare<N, L, T>(name: &str, loss: L, draw: impl Fn(&mut Random) -> T)
where
    N: Network,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output>,
{
    for rate in [0.125, 0.1] {
        instruction_sets::each(|set| {
            let rng = &mut Random::seed(7);
            let mut online = OnlineTrainer::<N, L>::new(loss, rate);
            let sgd = Sgd::new(rate);
            let mut trainer = Trainer::<N, L, Sgd, 1>::new(loss, sgd);
            let mut net: N = random(1);
            let is_exact = is_power_of_two(rate) && set == InstructionSet::Portable;
            for step in 0..5 {
                let (input, target): (N::Input, T) = (samples::row(-1.0, 1.0, rng), draw(rng));
                let mut other = copy(&net);
                let fused = online.step(&mut net, &input, &target);
                let batch = trainer.step(&mut other, &[input], &[target]);
                let case = format!("{name}, rate {rate}, step {step}, {set}");
                let d = widen(trainer.gradients().as_slice());
                let steps = [fused, batch].map(|step| step.expect("a step"));
                compare_steps(&case, steps, &d);
                let weights = [read(&net), read(&other)];
                if is_exact {
                    assert_same(&case, &weights[0], &weights[1]);
                } else {
                    compare_weights(&case, rate, weights, &d);
                }
            }
        });
    }
}

/// The losses are equal. The norms are those of the gradients, however they are computed.
fn compare_steps(case: &str, [fused, batch]: [Step; 2], gradients: &[f64]) {
    assert_same(case, &[fused.loss], &[batch.loss]);
    let norm = gradients.iter().map(|d| d * d).sum::<f64>().sqrt();
    let norms = [fused.gradient_norm, batch.gradient_norm];
    assert_within(&format!("{case}, norms"), &norms, &[norm; 2], |_| {
        NORM.limit(norm)
    });
}

/// A rate that is a power of two can be multiplied anywhere. Then, without fused products, the weights are equal to the bit. Otherwise
/// they are nearly equal.
fn compare_weights(case: &str, rate: f32, [fused, batch]: [Vec<f32>; 2], gradients: &[f64]) {
    let want = widen(&batch);
    let size = |index: usize| want[index].abs() + f64::from(rate) * gradients[index].abs();
    assert_within(case, &fused, &want, |index| ONLINE.limit(size(index)));
}

#[test]
fn a_fused_step_is_a_batch_of_one() {
    let number = |rng: &mut Random| samples::row::<[f32; 3]>(-1.0, 1.0, rng);
    let truth = |rng: &mut Random| samples::row::<[f32; 3]>(0.0, 1.0, rng);
    let class = |rng: &mut Random| samples::row::<[f32; 1]>(0.0, 3.0, rng)[0] as usize;
    compare::<network![4 => Dense<3>], _, _>("linear", MeanSquaredError, number);
    compare::<network![4 => Dense<9, Relu> => Dense<3, Tanh>], _, _>(
        "relu",
        MeanAbsoluteError,
        number,
    );
    compare::<network![4 => Dense<9, Gelu> => Dense<5, Silu> => Dense<3, Elu>], _, _>(
        "deep",
        Huber::default(),
        number,
    );
    compare::<network![4 => Dense<7, Softplus> => Dense<3, Sigmoid>], _, _>(
        "truths",
        BinaryCrossEntropy,
        truth,
    );
    compare::<network![4 => Dense<17, LeakyRelu> => Dense<3, Softmax>], _, _>(
        "classes",
        CrossEntropy,
        class,
    );
    compare::<network![300 => Dense<40, Sigmoid> => Dense<3, Softmax>], _, _>(
        "wide",
        CrossEntropy,
        class,
    );
}
