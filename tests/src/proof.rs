//! The test that every layer and every network passes: its outputs are the oracle's, its gradients are the differences of the
//! oracle's outputs, and all ways to infer and to train agree.

use nn_core::instruction_set::InstructionSet;
use nn_core::layer::Accumulate;
use nn_core::prelude::*;

use crate::compare::{assert_same, assert_within, widen};
use crate::difference;
use crate::instruction_sets;
use crate::oracle::image::{Known, Map, Mode, Twin, outputs};
use crate::parameters::read;
use crate::pass::flat;
use crate::run::{Descent, Run, descend, infer, run, run_first, run_in};
use crate::samples;
use crate::tolerance::{FORWARD, NORM, SLOPE, Tolerance};

/// The maximum number of samples on each tape. Batches can be smaller.
const MOST: usize = 5;
/// The learning rate of an online step.
const RATE: f32 = 0.25;

/// A layer after an activation and before another layer.
pub type Through<L> = Chain<Chain<Pass<<L as Layer>::Input, Tanh>, L>, Pass<<L as Layer>::Output>>;

/// Checks everything about a layer with each instruction set, with batches of these lengths.
///
/// # Panics
/// If something is wrong.
pub fn check<L: Twin + Clone>(batches: impl IntoIterator<Item = usize>) {
    let name = std::any::type_name::<L>().replace("nn_core::", "");
    for batch in batches {
        let mut rng = Random::seed(batch as u64);
        let mut layer = L::ZERO;
        layer.initialize_with(None, &mut rng);
        samples::fill_parameters(&mut layer, -0.8, 0.8, &mut rng);
        let inputs: Vec<L::Input> = samples::rows(batch, 1.5, &mut rng);
        let d_outputs: Vec<L::Output> = samples::rows(batch, 1.0, &mut rng);
        let want = Wanted::new(&layer, &inputs, &d_outputs);
        instruction_sets::each(|set| {
            let case = format!("{name}, batch {batch}, {set}");
            let layer = &mut layer.clone();
            check_training(&case, layer, &inputs, &d_outputs, &want);
            check_inference(&case, layer, &inputs, &want);
            if L::FACTS.least_batch == 1 {
                check_descent(set, &case, layer, &inputs[0], &d_outputs[0]);
            }
        });
    }
}

/// The input of the oracle.
struct Question<'a> {
    map: &'a dyn Map,
    running: Vec<f64>,
    d_outputs: Vec<f64>,
    length: usize,
}

/// The noise of a step.
fn noise() -> Noise {
    Noise::new(7, 3)
}

impl Question<'_> {
    /// The outputs of training and the running statistics after the step.
    fn train(&self, parameters: &[f64], inputs: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut running = self.running.clone();
        let known = Known::new(parameters, &mut running, Mode::Training(noise()));
        let rows: Vec<Vec<f64>> = inputs.chunks(self.length).map(<[f64]>::to_vec).collect();
        (outputs(self.map, known, &rows), running)
    }

    /// The sum of the outputs times their gradients. Its gradient is that of the pass.
    fn sum(&self, parameters: &[f64], inputs: &[f64]) -> f64 {
        let outputs = self.train(parameters, inputs).0;
        outputs
            .iter()
            .zip(&self.d_outputs)
            .map(|(y, d)| y * d)
            .sum()
    }
}

/// The results of the oracle.
struct Wanted {
    outputs: Vec<f64>,
    /// The running statistics after the step.
    settled: Vec<f64>,
    d_parameters: Vec<f64>,
    d_inputs: Vec<f64>,
    /// The outputs of inference after the step, sample by sample.
    inferred: Vec<Vec<f64>>,
}

impl Wanted {
    fn new<L: Twin>(layer: &L, inputs: &[L::Input], d_outputs: &[L::Output]) -> Self {
        let question = Question {
            map: &*L::twin(),
            running: running(layer),
            d_outputs: widen(&flat(d_outputs)),
            length: L::Input::LEN,
        };
        Wanted::of(&question, &widen(&read(layer)), &widen(&flat(inputs)))
    }

    /// For these parameters and these inputs, one after the other.
    fn of(question: &Question<'_>, parameters: &[f64], at: &[f64]) -> Self {
        const STEP: f64 = 1e-6;
        let (trained, settled) = question.train(parameters, at);
        let infer = |input: &[f64]| {
            let mut running = settled.clone();
            let known = Known::new(parameters, &mut running, Mode::Inference);
            outputs(question.map, known, &[input.to_vec()])
        };
        Wanted {
            outputs: trained,
            d_parameters: difference::gradient(parameters, STEP, |p| question.sum(p, at)),
            d_inputs: difference::gradient(at, STEP, |at| question.sum(parameters, at)),
            inferred: at.chunks(question.length).map(infer).collect(),
            settled,
        }
    }
}

/// The outputs, gradients and running statistics of a step. The layer updates its statistics.
fn check_training<L: Twin>(
    case: &str,
    layer: &mut L,
    inputs: &[L::Input],
    d_outputs: &[L::Output],
    want: &Wanted,
) {
    let (got, tape) = run::<MOST, L>(layer, inputs, d_outputs, noise());
    let first = run_first::<MOST, L>(layer, inputs, d_outputs, noise());
    layer.update_statistics::<MOST>(&tape);
    compare_training(case, &got, &first, &running(layer), want);
}

/// Compares a step, the gradient as first layer, and the running statistics after the step.
fn compare_training(case: &str, got: &Run, first: &[f32], settled: &[f64], want: &Wanted) {
    let all = |part: &str, got: &[f32], want: &[f64], tolerance: &Tolerance| {
        assert_all(&format!("{case}, {part}"), got, want, tolerance);
    };
    all("outputs", &got.outputs, &want.outputs, &FORWARD);
    all("parameters", &got.d_parameters, &want.d_parameters, &SLOPE);
    all("inputs", &got.d_inputs, &want.d_inputs, &SLOPE);
    assert_same(&format!("{case}, as first layer"), first, &got.d_parameters);
    let settled: Vec<f32> = settled.iter().map(|value| *value as f32).collect();
    all("running statistics", &settled, &want.settled, &FORWARD);
}

/// The running statistics in a layer.
fn running<L: Twin>(layer: &L) -> Vec<f64> {
    let mut running = Vec::new();
    layer.running(&mut running);
    running
}

/// The outputs of inference, with or without an arena. The contents of the arena do not matter.
fn check_inference<L: Twin>(case: &str, layer: &L, inputs: &[L::Input], want: &Wanted) {
    let case = format!("{case}, inference");
    for (input, want) in inputs.iter().zip(&want.inferred) {
        let got = infer(layer, input);
        assert_all(&case, &got, want, &FORWARD);
        let arena = run_in(layer, input, L::FACTS.arena, f32::NAN);
        assert_same(&format!("{case} in an arena"), &arena[..got.len()], &got);
    }
}

/// An online step and a gradient that is added to the old contents.
fn check_descent<L: Trainable + Clone>(
    set: InstructionSet,
    case: &str,
    layer: &L,
    input: &L::Input,
    d_output: &L::Output,
) {
    let noise = Noise::new(8, 1);
    let (run, tape) = run::<1, L>(layer, &[*input], &[*d_output], noise);
    let got = descend(layer, input, d_output, noise, RATE);
    let mut twice = run.d_parameters.clone();
    let mut sink = Accumulate::new(&mut twice);
    L::gradient::<1, _>(Batch::all(&[*input]), &[*d_output], &tape, &mut sink);
    compare_descent(set, case, &read(layer), &run.d_parameters, &got, &twice);
}

/// A fused update is an update by the gradient, the norm is the gradient's, and gradients are added to the old contents. With
/// `Portable` the bits are equal, because every product and every sum is rounded separately.
fn compare_descent(
    set: InstructionSet,
    case: &str,
    before: &[f32],
    d_parameters: &[f32],
    got: &Descent,
    twice: &[f32],
) {
    let compare = |case: &str, got: &[f32], want: &[f32]| {
        if set == InstructionSet::Portable {
            assert_same(case, got, want);
        } else {
            assert_all(case, got, &widen(want), &FORWARD);
        }
    };
    let pairs = before.iter().zip(d_parameters);
    let want: Vec<f32> = pairs.map(|(p, d)| p - RATE * d).collect();
    compare(&format!("{case}, descent"), &got.parameters, &want);
    check_norm(case, got.norm, d_parameters);
    let want: Vec<f32> = d_parameters.iter().map(|d| 2.0 * d).collect();
    compare(&format!("{case}, added up"), twice, &want);
}

/// The norm of an online step is that of the gradient.
fn check_norm(case: &str, norm: f32, d_parameters: &[f32]) {
    let squares = d_parameters.iter().map(|d| f64::from(*d).powi(2));
    let want: f64 = squares.sum();
    assert_within(&format!("{case}, norm"), &[norm], &[want], |_| {
        2.0 * NORM.limit(want)
    });
}

/// All values within a tolerance relative to the largest.
fn assert_all(case: &str, got: &[f32], want: &[f64], tolerance: &Tolerance) {
    let largest = want
        .iter()
        .fold(0.0, |most: f64, value| most.max(value.abs()));
    assert_within(case, got, want, |_| tolerance.limit(largest));
}
