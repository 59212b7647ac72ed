//! Compares a network with PyTorch's results: outputs, losses, gradients, and the weights after training.

mod report;
mod targets;
mod tensors;

use nn_core::loss::{EndsIn, Target};
use nn_core::prelude::*;
use nn_core::train::Learner;
use tests::pass::{flat, pass};
use tests::{instruction_sets, parameters};

pub use self::report::{Case, Report, run};
pub use self::targets::{Rows, classes, rows};
use self::tensors::{Tensors, named};

/// The steps that PyTorch has taken.
const STEPS: usize = 10;

/// Compares one network with each instruction set. `BATCH` is at least the number of samples. `learner` creates a new trainer.
pub fn check<const BATCH: usize, N, L, T, K>(
    report: &mut Report,
    loss: L,
    targets: Rows<T>,
    learner: impl Fn() -> Result<K, nn_core::Error>,
) where
    N: TrainableNetwork + Boxed,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output>,
    K: Learner<N, T>,
{
    let start = report.read("start");
    let (wanted, limits, data) = (
        report.tensors("want"),
        report.tensors("limit"),
        report.tensors("data"),
    );
    let (inputs, targets) = (rows::<N::Input>(&data["input"]), targets(&data["target"]));
    let trains = wanted.keys().any(|name| name.starts_with("train."));
    instruction_sets::each(|set| {
        let mut net = N::boxed();
        if let Err(error) = nn_core::weights::LoadOptions::new().read(&mut *net, &start) {
            return report.disagree(set, &format!("PyTorch's weights are refused: {error}"));
        }
        let mut found = Tensors::new();
        evaluate(&mut found, "eval", &*net, loss, &inputs, &targets);
        if trains {
            differentiate::<BATCH, N, L, T>(&mut found, &*net, loss, &inputs, &targets);
            if let Err(error) = train(&mut found, &mut *net, learner(), &inputs, &targets) {
                return report.disagree(set, &format!("training is refused: {error}"));
            }
            evaluate(&mut found, "after", &*net, loss, &inputs, &targets);
        }
        report.compare(set, &wanted, &limits, &found);
    });
}

/// The outputs and the loss of inference.
fn evaluate<N, L, T>(
    found: &mut Tensors,
    name: &str,
    net: &N,
    loss: L,
    inputs: &[N::Input],
    targets: &[T],
) where
    N: TrainableNetwork,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss + Copy,
    T: Target<L, N::Output>,
{
    let outputs: Vec<N::Output> = inputs.iter().map(|input| net.predict(input)).collect();
    found.insert(format!("{name}.output"), flat(&outputs));
    let trainer = Trainer::<N, L, Sgd, 2>::new(loss, Sgd::new(1.0));
    let loss = trainer.loss(net, inputs, targets);
    found.insert(format!("{name}.loss"), vec![loss.unwrap_or(f32::NAN)]);
}

/// A training pass and its gradients.
fn differentiate<const BATCH: usize, N, L, T>(
    found: &mut Tensors,
    net: &N,
    loss: L,
    inputs: &[N::Input],
    targets: &[T],
) where
    N: TrainableNetwork + Boxed,
    N::Activation: EndsIn<L::Needs, L>,
    L: Loss,
    T: Target<L, N::Output>,
{
    let pass = pass::<BATCH, N, L, T>(net, &loss, inputs, targets);
    found.insert("train.output".into(), pass.outputs);
    found.insert("train.loss".into(), vec![pass.loss]);
    found.insert("grad.input".into(), pass.d_inputs);
    let mut gradients = N::boxed();
    parameters::write(&mut *gradients, &pass.d_parameters);
    named(found, "grad", &*gradients);
}

/// All steps: with all samples, or with one after the other if the capacity of the trainer is one.
fn train<N, T, K>(
    found: &mut Tensors,
    net: &mut N,
    learner: Result<K, nn_core::Error>,
    inputs: &[N::Input],
    targets: &[T],
) -> Result<(), nn_core::Error>
where
    N: TrainableNetwork,
    K: Learner<N, T>,
{
    let mut learner = learner?;
    let (mut losses, mut norms) = (Vec::new(), Vec::new());
    for step in 0..STEPS {
        let sample = step % inputs.len();
        let mut picks = match K::CAPACITY {
            1 => sample..sample + 1,
            _ => 0..inputs.len(),
        };
        let step_taken = learner.learn(net, inputs, targets, &mut picks)?;
        losses.push(step_taken.loss);
        norms.push(step_taken.gradient_norm);
        if step == 0 {
            named(found, "first", net);
        }
    }
    named(found, "last", net);
    found.insert("losses".into(), losses);
    found.insert("norms".into(), norms);
    Ok(())
}
