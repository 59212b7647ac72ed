//! Fake quantization: rounding and its gradients, agreement with the network of `i8`, and training.

mod agreement;
mod training;

use nn_core::layer::Scale;
use nn_core::prelude::*;
use nn_core::quantize::{FakeValues, FakeWeights};
use nn_core::rng::uniform;
use tests::difference;

/// Random samples.
fn samples<T: Tensor<Element = f32>>(count: usize, seed: u64) -> Vec<T> {
    let mut rng = Random::seed(seed);
    let sample = |_| {
        let mut sample = T::ZERO;
        for value in sample.as_mut_slice() {
            *value = uniform(&mut rng, -1.0, 1.5);
        }
        sample
    };
    (0..count).map(sample).collect()
}

/// The definition of PyTorch's `fake_quantize_per_tensor_affine`: the value is `(clamp(round(x / scale) + zero, -128, 127) - zero) scale`,
/// and the gradient passes where the rounded number was not clamped.
#[test]
fn values_are_rounded_and_gradients_pass_where_nothing_is_clipped() {
    let mut layer = FakeValues::<[f32; 8]>::ZERO;
    layer.scale = Scale::new(0.25, 10); // from -34.5 to 29.25
    let input = [-40.0, -34.6, -34.65, 0.0, 0.3, -0.9, 29.3, 29.4];
    let mut output = [0.0; 8];
    layer.infer(&input, &mut output);
    assert_eq!(output, [-34.5, -34.5, -34.5, 0.0, 0.25, -1.0, 29.25, 29.25]);
    let mut d_input = [[9.0; 8]];
    let d_output = [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]];
    layer.backward::<1>(Batch::all(&[input]), &d_output, Some(&mut d_input), &mut ());
    assert_eq!(d_input, [[0.0, 2.0, 0.0, 4.0, 5.0, 6.0, 7.0, 0.0]]);
}

#[test]
fn without_a_scale_values_are_not_rounded() {
    let layer = FakeValues::<[f32; 2]>::ZERO;
    let (input, mut output, mut d_input) = ([0.123, -4e9], [0.0; 2], [[0.0; 2]]);
    layer.infer(&input, &mut output);
    assert_eq!(output, input);
    layer.backward::<1>(
        Batch::all(&[input]),
        &[[1.0; 2]],
        Some(&mut d_input),
        &mut (),
    );
    assert_eq!(d_input, [[1.0; 2]]);
}

type Small = network![6 => Dense<4>];
type FakeSmall = fake_quantized![Small];

/// The network with each weight rounded to the nearest of 255 multiples of a scale, which gives the largest weight of an output 127.
fn rounded(net: &Small) -> Small {
    let mut rounded = net.clone();
    for output in 0..4 {
        let weights = net.layers.weights.iter().map(|row| row[output]);
        let largest = weights.fold(0.0, |largest: f32, weight| largest.max(weight.abs()));
        for row in &mut rounded.layers.weights {
            row[output] = (row[output] / (largest / 127.0)).round() * (largest / 127.0);
        }
    }
    rounded
}

/// The gradient is that of the network with rounded weights, and it moves the weights that are not rounded.
#[test]
fn a_step_moves_the_weights_by_the_gradient_of_the_rounded_ones() {
    let mut net = Small::random(&mut Random::seed(3));
    net.layers.bias = [0.1, -0.2, 0.3, 0.0];
    let mut fake = FakeSmall::ZERO;
    fake.layers.last.first.layer.clone_from(&net.layers);
    let mut plain = rounded(&net);
    let (inputs, targets) = (samples::<[f32; 6]>(5, 1), samples::<[f32; 4]>(5, 2));

    let mut of_fake = Trainer::<FakeSmall, _, _, 8>::new(MeanSquaredError, Sgd::new(0.5));
    let mut of_plain = Trainer::<Small, _, _, 8>::new(MeanSquaredError, Sgd::new(0.5));
    let loss = of_fake.step(&mut fake, &inputs, &targets).expect("finite");
    assert_eq!(
        loss,
        of_plain
            .step(&mut plain, &inputs, &targets)
            .expect("finite")
    );
    let gradients: &[f32] = of_fake.gradients().as_slice();
    assert_eq!(gradients, of_plain.gradients().as_slice());
    let moved = fake.layers.last.first.layer.weights.as_flattened();
    for ((moved, weight), gradient) in moved
        .iter()
        .zip(net.layers.weights.as_flattened())
        .zip(gradients)
    {
        assert_eq!(*moved, weight - 0.5 * gradient);
    }
}

#[test]
fn the_gradient_by_the_input_is_that_of_the_rounded_weights() {
    let mut layer = FakeWeights::<Dense<6, 4>>::ZERO;
    layer.layer.initialize_with(None, &mut Random::seed(5));
    let ([input], [d_output]) = ([samples::<[f32; 6]>(1, 1)[0]], [[1.0, -2.0, 0.5, 3.0]]);
    let exact = difference::gradient(&input.map(f64::from), 0.125, |point| {
        let (mut at, mut output) = ([0.0; 6], [0.0; 4]);
        at.iter_mut()
            .zip(point)
            .for_each(|(at, point)| *at = *point as f32);
        layer.infer(&at, &mut output);
        let terms = output.iter().zip(&d_output);
        terms.map(|(y, d)| f64::from(*y) * f64::from(*d)).sum()
    });
    let mut tape = Zero::ZERO;
    let (mut output, mut d_input) = ([[0.0; 4]], [[0.0; 6]]);
    let inputs = [input];
    layer.forward::<1>(
        Batch::all(&inputs),
        &mut output,
        &mut tape,
        Noise::new(0, 0),
    );
    layer.backward::<1>(
        Batch::all(&inputs),
        &[d_output],
        Some(&mut d_input),
        &mut tape,
    );
    for (exact, found) in exact.iter().zip(d_input[0]) {
        assert!((exact - f64::from(found)).abs() < 1e-5, "{exact} {found}");
    }
}
