//! Sums and means over many numbers: their error does not grow with the length.

use nn_core::Error;
use nn_core::batch::Batch;
use nn_core::loss::Target;
use nn_core::prelude::*;
use nn_core::ratio::Ratio;

/// The relative error that is guaranteed for any length.
const LIMIT: f64 = 1e-6;

type Line = network![1 => Dense<1>];
const PLACES: usize = 512 * 512;

fn assert_near(name: &str, got: f32, want: f64) {
    let error = ((f64::from(got) - want) / want).abs();
    assert!(error < LIMIT, "{name}: {got}, not {want}");
}

/// A tensor of equal numbers, on the heap.
fn filled<T: Tensor + Boxed>(value: f32) -> Box<T> {
    let mut tensor = T::boxed();
    tensor.as_mut_slice().fill(value);
    tensor
}

/// A plain sum has an error of 3 % here.
#[test]
fn the_loss_of_three_million_samples() -> Result<(), Error> {
    let trainer = Trainer::<Line, _, _, 1>::new(MeanAbsoluteError, Sgd::new(0.1));
    let (inputs, targets) = (vec![[0.0]; 3_000_000], vec![[0.1]; 3_000_000]);
    let loss = trainer.loss(&Line::ZERO, &inputs, &targets)?;
    assert_near("Trainer::loss", loss, f64::from(0.1f32));
    Ok(())
}

#[test]
fn the_loss_and_the_gradient_norm_of_a_long_epoch() -> Result<(), Error> {
    let (inputs, targets) = (vec![[0.0]; 1_000_000], vec![[0.1]; 1_000_000]);
    let mut online = OnlineTrainer::new(MeanSquaredError, 0.0);
    let mut net = Line::ZERO;
    let report = Fit::epochs(1).run(&mut online, &mut net, (&inputs, &targets))?;
    let target = f64::from(0.1f32);
    assert_near("loss", report.last.loss, target * target);
    assert_near("gradient norm", report.last.gradient_norm, 2.0 * target);
    Ok(())
}

#[test]
fn means_over_large_maps() {
    type Map = [[[f32; 512]; 512]; 1];
    type Whole = network![[1, 512, 512] => AvgPool2d<512> => Flatten];
    let map = filled::<Map>(0.1);
    let want = f64::from(0.1f32);
    let mut mean = [0.0];
    GlobalAvgPool::<1, Map>::ZERO.infer(&map, &mut mean);
    assert_near("GlobalAvgPool", mean[0], want);
    assert_near("AvgPool2d", Whole::ZERO.predict(&map)[0], want);
}

/// Values of 10 +- 0.1 become +- 1.
#[test]
fn normalization_of_a_large_sample() {
    type Layer = LayerNorm<[f32; PLACES]>;
    let mut layer = Layer::boxed();
    layer.initialize_with(None, &mut Random::seed(1));
    let mut input = filled::<[f32; PLACES]>(10.1);
    input.iter_mut().step_by(2).for_each(|value| *value = 9.9);
    let mut output = filled::<[f32; PLACES]>(0.0);
    layer.infer(&input, &mut output);
    // Not 1e-6: the deviation of 0.1 is that of inputs with rounding errors of up to 5e-7, and epsilon is 5e-4 of the variance.
    for (index, value) in output.iter().enumerate().take(2) {
        let want = [-0.9995, 0.9995][index];
        assert!((value - want).abs() < 2e-5, "{index}: {value}, not {want}");
    }
}

#[test]
fn statistics_of_many_samples() {
    type Layer = BatchNorm<1, [f32; 1], Identity, Ratio<1, 1>>;
    let mut layer = Layer::ZERO;
    let mut input = vec![[0.7]; 1_000_000];
    input.iter_mut().step_by(2).for_each(|value| *value = [0.1]);
    let mut output = input.clone();
    let mut tape = Zero::ZERO;
    layer.forward::<1>(Batch::all(&input), &mut output, &mut tape, Noise::ZERO);
    layer.settle::<1>(&tape);
    let (low, high) = (f64::from(0.1f32), f64::from(0.7f32));
    assert_near("mean", layer.mean[0], (low + high) / 2.0);
    let deviation = (high - low) / 2.0;
    let bessel = 1e6 / (1e6 - 1.0);
    assert_near(
        "variance",
        layer.variance[0],
        deviation * deviation * bessel,
    );
}

#[test]
fn softmax_of_many_classes() {
    let mut values = vec![0.3; 100_000];
    Softmax::apply(&mut values);
    assert_near("each of 100,000 classes", values[0], 1e-5);
    let mut d_values = vec![1.0; 100_000];
    Softmax::backward(&[], &values, &mut d_values);
    assert!(d_values[0].abs() < 1e-5 * LIMIT as f32, "{}", d_values[0]);
}

#[test]
fn losses_of_large_outputs() {
    type Row = [f32; PLACES];
    fn loss<A: Activation, L: Loss>(loss: &L, output: f32, target: f32) -> f32
    where
        Row: Target<L, Row>,
        A::Memory<Row>: Zero,
    {
        let mut memory = Zero::ZERO;
        loss.evaluate::<A, Row, Row>(&mut filled(output), &filled(target), &mut memory, None)
    }
    let absolute = loss::<Identity, _>(&MeanAbsoluteError, 0.0, 0.1);
    assert_near("MeanAbsoluteError", absolute, f64::from(0.1f32));
    let binary = loss::<Sigmoid, _>(&BinaryCrossEntropy, 0.0, 1.0);
    assert_near("BinaryCrossEntropy", binary, 2f64.ln());
    let share = 1.0 / PLACES as f32;
    let cross = loss::<Softmax, _>(&CrossEntropy, 0.0, share);
    assert_near("CrossEntropy", cross, f64::from(PLACES as u32).ln());
}

#[test]
fn norms_of_many_numbers() {
    for count in [1_000, 100_000, 10_000_000] {
        let values = vec![0.1; count];
        let want = f64::from(0.1f32) * f64::from(0.1f32) * count as f64;
        assert_near("norm", nn_core::kernel::norm_squared(&values), want);
    }
}
