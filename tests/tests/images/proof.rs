//! The one proof that every layer and every network of layers passes: its maps are the oracle's, its gradients are the
//! differences of the oracle's, and all ways to infer and to learn agree.

use nn_core::prelude::*;

use tests::compare::{assert_same, assert_within, widen};
use tests::difference;
use tests::oracle::image::{Known, Map, Mode, Twin, outputs};
use tests::parameters::read;
use tests::pass::flat;
use tests::run::{Run, descend, infer, run, run_first, run_in};
use tests::samples;
use tests::tolerance::{FORWARD, NORM, SLOPE, Tolerance};

/// The room for samples in each tape; batches may be smaller.
const MOST: usize = 5;

/// A layer in its place in a network, behind an activation, before another layer.
pub(crate) type Through<L> =
    Chain<Chain<Pass<<L as Layer>::Input, Tanh>, L>, Pass<<L as Layer>::Output>>;

/// Everything about a layer, with batches of these lengths.
pub(crate) fn check<L: Twin + Clone>(batches: impl IntoIterator<Item = usize>) {
    let name = std::any::type_name::<L>().replace("nn_core::", "");
    for batch in batches {
        let case = format!("{name}, batch {batch}");
        let mut rng = Random::seed(batch as u64);
        let mut layer = L::ZERO;
        layer.initialize_with(None, &mut rng);
        layer.parameters_mut(&mut |block| samples::fill(block, -0.8, 0.8, &mut rng));
        let inputs: Vec<L::Input> = samples::rows(batch, 1.5, &mut rng);
        let d_outputs: Vec<L::Output> = samples::rows(batch, 1.0, &mut rng);
        check_training(&case, &mut layer, &inputs, &d_outputs);
        check_inference(&case, &layer, &inputs);
        if L::LEAST_BATCH == 1 {
            check_descent(&case, &layer, &inputs[0], &d_outputs[0]);
        }
    }
}

/// What the oracle is asked with.
struct Question<'a> {
    map: &'a dyn Map,
    running: Vec<f64>,
    noise: Noise,
    d_outputs: Vec<f64>,
    length: usize,
}

impl Question<'_> {
    /// The outputs of training, and the running statistics after the step.
    fn train(&self, parameters: &[f64], inputs: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut running = self.running.clone();
        let known = Known::new(parameters, &mut running, Mode::Training(self.noise));
        let rows: Vec<Vec<f64>> = inputs.chunks(self.length).map(<[f64]>::to_vec).collect();
        (outputs(self.map, known, &rows), running)
    }

    /// The sum of the outputs, each times its gradient: whose gradient is that of the pass.
    fn sum(&self, parameters: &[f64], inputs: &[f64]) -> f64 {
        let outputs = self.train(parameters, inputs).0;
        outputs
            .iter()
            .zip(&self.d_outputs)
            .map(|(y, d)| y * d)
            .sum()
    }
}

/// Outputs, gradients and running statistics of a step; the layer takes over the last.
fn check_training<L: Twin>(
    case: &str,
    layer: &mut L,
    inputs: &[L::Input],
    d_outputs: &[L::Output],
) {
    let question = Question {
        map: &*L::twin(),
        running: running(layer),
        noise: Noise::new(7, 3),
        d_outputs: widen(&flat(d_outputs)),
        length: L::Input::LEN,
    };
    let (got, tape) = run::<MOST, L>(layer, inputs, d_outputs, question.noise);
    let (parameters, at) = (widen(&read(layer)), widen(&flat(inputs)));
    let (want, settled) = question.train(&parameters, &at);
    assert_all(&format!("{case}, outputs"), &got.outputs, &want, &FORWARD);
    check_slopes(case, &question, &parameters, &at, &got);

    let first = run_first::<MOST, L>(layer, inputs, d_outputs, question.noise);
    let case_first = format!("{case}, as first layer");
    assert_same(&case_first, &first, &got.d_parameters);

    layer.settle::<MOST>(&tape);
    let got: Vec<f32> = running(layer).iter().map(|value| *value as f32).collect();
    let case = format!("{case}, running statistics");
    assert_all(&case, &got, &settled, &FORWARD);
}

/// The gradients against differences of the oracle's.
fn check_slopes(case: &str, question: &Question<'_>, parameters: &[f64], at: &[f64], got: &Run) {
    const STEP: f64 = 1e-6;
    let want = difference::gradient(parameters, STEP, |moved| question.sum(moved, at));
    let case_parameters = format!("{case}, parameters");
    assert_all(&case_parameters, &got.d_parameters, &want, &SLOPE);
    let want = difference::gradient(at, STEP, |moved| question.sum(parameters, moved));
    assert_all(&format!("{case}, inputs"), &got.d_inputs, &want, &SLOPE);
}

/// The running statistics in a layer.
fn running<L: Twin>(layer: &L) -> Vec<f64> {
    let mut running = Vec::new();
    layer.running(&mut running);
    running
}

/// The outputs of inference, with or without an arena; a filled arena shows through nowhere.
fn check_inference<L: Twin>(case: &str, layer: &L, inputs: &[L::Input]) {
    let case = format!("{case}, inference");
    let parameters = widen(&read(layer));
    let mut running = running(layer);
    for input in inputs {
        let got = infer(layer, input);
        let known = Known::new(&parameters, &mut running, Mode::Inference);
        let rows = [widen(&flat(&[*input]))];
        let want = outputs(&*L::twin(), known, &rows);
        assert_all(&case, &got, &want, &FORWARD);
        let arena = run_in(layer, input, L::ARENA, f32::NAN);
        assert_same(&format!("{case} in an arena"), &arena[..got.len()], &got);
    }
}

/// Descending at once is descending along the gradient, the norm is the gradient's, and gradients are added to what is there.
fn check_descent<L: Layer + Clone>(case: &str, layer: &L, input: &L::Input, d_output: &L::Output) {
    const RATE: f32 = 0.25;
    let noise = Noise::new(8, 1);
    let (run, tape) = run::<1, L>(layer, &[*input], &[*d_output], noise);
    let before = read(layer);
    let pairs = before.iter().zip(&run.d_parameters);
    let want: Vec<f32> = pairs.map(|(p, d)| p - RATE * d).collect();
    let got = descend(layer, input, d_output, noise, RATE);
    assert_same(&format!("{case}, descent"), &got.parameters, &want);

    let squares = run.d_parameters.iter().map(|d| f64::from(*d).powi(2));
    let want: f64 = squares.sum();
    let norm: f32 = got.norms.iter().sum();
    assert_within(&format!("{case}, norm"), &[norm], &[want], |_| {
        2.0 * NORM.limit(want)
    });
    let mut names = 0;
    L::describe(&mut |_| names += 1);
    assert_eq!(
        got.norms.len(),
        names,
        "{case}: one norm per row of the summary"
    );

    let mut twice = run.d_parameters.clone();
    layer.accumulate::<1>(Batch::all(&[*input]), &[*d_output], &tape, &mut twice);
    let want: Vec<f32> = run.d_parameters.iter().map(|d| 2.0 * d).collect();
    assert_same(&format!("{case}, added up"), &twice, &want);
}

/// All within a tolerance relative to the largest.
fn assert_all(case: &str, got: &[f32], want: &[f64], tolerance: &Tolerance) {
    let largest = want
        .iter()
        .fold(0.0, |most: f64, value| most.max(value.abs()));
    assert_within(case, got, want, |_| tolerance.limit(largest));
}
