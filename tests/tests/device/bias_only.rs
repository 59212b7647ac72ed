//! `BiasOnly` moves the biases as the whole layer does, and nothing else. It takes no memory for gradients of weights.

use nn_core::Error;
use nn_core::layer::BiasOnly;
use nn_core::prelude::*;
use nn_core::train::TrainRam;
use nn_core::weights::image;

use tests::parameters::random;
use tests::samples;

type First = Conv<1, 3, (Slide<6, 3, 4>, Slide<6, 3, 4>), Relu>;
type Net = network![[1, 6, 6] => First => Flatten => Dense<7, Tanh> => Dense<3, Softmax>];
type Tuned = network![[1, 6, 6]
    => BiasOnly<First> => Flatten => BiasOnly<Dense<48, 7, Tanh>> => BiasOnly<Dense<7, 3, Softmax>>];

/// All numbers of a network's state, and whether each is a bias.
fn numbers<N: Layer<Element = f32>>(net: &N) -> Vec<(f32, bool)> {
    let (mut all, mut tensor) = (Vec::new(), 0);
    net.state(&mut |values| {
        let is_bias = tensor % 2 == 1;
        all.extend(values.reals().iter().map(|value| (*value, is_bias)));
        tensor += 1;
    });
    all
}

/// The network with trained biases and the whole network, with the same numbers.
fn pair() -> (Box<Net>, Box<Tuned>) {
    let (whole, mut tuned): (Box<Net>, _) = (Box::new(random(1)), Tuned::boxed());
    let mut bytes = [0; image::bytes::<Net>()];
    image::write(&*whole, &mut bytes).expect("it fits");
    image::read(&mut *tuned, &bytes).expect("it has the same fingerprint");
    (whole, tuned)
}

/// Compares the networks after the first step.
fn compare(before: &[(f32, bool)], whole: &Net, tuned: &Tuned) {
    let pairs = numbers(whole).into_iter().zip(numbers(tuned));
    let mut moved = 0;
    for (before, (whole, tuned)) in before.iter().zip(pairs) {
        let expected = if before.1 { whole } else { *before };
        assert_eq!(tuned.0.to_bits(), expected.0.to_bits());
        moved += u32::from(tuned.0 != before.0);
    }
    assert!(moved > 10, "{moved}");
}

#[test]
fn biases_move_as_in_the_whole_network() -> Result<(), Error> {
    let inputs: Vec<[[[f32; 6]; 6]; 1]> = samples::rows(4, 1.0, &mut Random::seed(3));
    let classes = [0u8, 1, 2, 1];

    let (mut whole, mut tuned) = pair();
    let before = numbers(&*whole);
    Trainer::<Net, _, _, 4>::new(CrossEntropy, Adam::new(0.05))
        .step(&mut whole, &inputs, &classes)?;
    let mut trainer = Trainer::<Tuned, _, _, 4>::new(CrossEntropy, Adam::new(0.05));
    trainer.step(&mut tuned, &inputs, &classes)?;
    compare(&before, &whole, &tuned);

    let (mut whole, mut tuned) = pair();
    OnlineTrainer::new(CrossEntropy, 0.5).step(&mut *whole, &inputs[0], &classes[0])?;
    OnlineTrainer::new(CrossEntropy, 0.5).step(&mut *tuned, &inputs[0], &classes[0])?;
    compare(&before, &whole, &tuned);
    Ok(())
}

#[test]
fn the_memory_of_weights_is_saved() {
    assert_eq!((Net::PARAMS, Tuned::PARAMS), (30 + 343 + 24, 3 + 7 + 3));
    assert_eq!(Net::FLASH_BYTES, Tuned::FLASH_BYTES);
    // A gradient and two moments.
    let saved = TrainRam::<Net, Adam, 2>::BYTES - TrainRam::<Tuned, Adam, 2>::BYTES;
    assert_eq!(saved, 3 * 4 * (27 + 336 + 21));
    assert_eq!(Net::TRAIN_RAM_BYTES, Tuned::TRAIN_RAM_BYTES);
}

#[test]
fn descriptions_count_what_is_trained() {
    let mut descriptions = Vec::new();
    Tuned::describe(&mut |layer| descriptions.push((layer.params, layer.trained)));
    assert_eq!(descriptions, [(30, 3), (0, 0), (343, 7), (24, 3)]);
    let summary = Tuned::summary().to_string();
    assert!(summary.contains("343"), "{summary}");
}

/// Finite differences: the gradient of a bias in the first layer passes through layers whose weights stay.
#[test]
fn gradients_pass_through() -> Result<(), Error> {
    let (_, mut net) = pair();
    let input: [[[f32; 6]; 6]; 1] = samples::row(-1.0, 1.0, &mut Random::seed(5));
    let mut trainer = Trainer::<Tuned, _, _, 1>::new(CrossEntropy, Sgd::new(0.0));
    trainer.step(&mut net, &[input], &[1u8])?;
    let gradients = trainer.gradients().as_slice().to_vec();
    assert_eq!(gradients.len(), 13);
    let loss = |net: &Tuned| -net.predict(&input)[1].ln();
    for (index, gradient) in gradients.iter().enumerate() {
        const STEP: f32 = 1e-2;
        let shifted = |by: f32| {
            let (mut net, mut place) = (net.clone(), 0);
            net.parameters_mut(&mut |block| {
                for value in block {
                    *value += if place == index { by } else { 0.0 };
                    place += 1;
                }
            });
            loss(&net)
        };
        let slope = (shifted(STEP) - shifted(-STEP)) / (2.0 * STEP);
        assert!(
            (slope - gradient).abs() < 2e-3,
            "{index}: {slope} {gradient}"
        );
    }
    Ok(())
}
