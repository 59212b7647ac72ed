//! Dropout: the number of dropped values, the factor, and that the choice depends only on seed, step, layer and sample.

use nn_core::Error;
use nn_core::prelude::*;

use tests::instruction_sets::{portable, steady};
use tests::parameters::{bits, random};
use tests::run::{infer, run};
use tests::samples;

/// The number of values in one draw.
const MANY: usize = 4096;

/// The output of a layer for ones in training, for a batch of four.
fn ones<L: Layer<Input = [f32; MANY], Output = [f32; MANY]>>(noise: Noise) -> Vec<f32> {
    let ones = vec![[1.0; MANY]; 4];
    run::<4, L>(&L::ZERO, &ones, &ones, noise).0.outputs
}

/// The number of dropped values of 16,384 is within five deviations of a binomial distribution. The others are scaled, so
/// that the mean stays.
fn check_rate<R: nn_core::ratio::Fraction>() {
    let (rate, count) = (f64::from(R::VALUE), (4 * MANY) as f64);
    for step in 0..3 {
        let outputs = ones::<Dropout<[f32; MANY], R>>(Noise::new(5, step));
        let factor = (1.0 / (1.0 - rate)) as f32;
        assert!(
            outputs.iter().all(|y| *y == 0.0 || *y == factor),
            "rate {rate}"
        );
        let left_out = outputs.iter().filter(|y| **y == 0.0).count() as f64;
        let deviation = (count * rate * (1.0 - rate)).sqrt();
        let error = (left_out - count * rate).abs();
        assert!(
            error <= 5.0 * deviation,
            "rate {rate}: {left_out} of {count}"
        );
        let mean = outputs.iter().map(|y| f64::from(*y)).sum::<f64>() / count;
        let allowed = 5.0 * deviation / count / (1.0 - rate) + 1e-6;
        assert!((mean - 1.0).abs() <= allowed, "rate {rate}: mean {mean}");
    }
}

#[test]
fn rates() {
    check_rate::<Ratio<0, 1>>();
    check_rate::<Ratio<1, 1000>>();
    check_rate::<Ratio<1, 5>>();
    check_rate::<Ratio<1, 2>>();
    check_rate::<Ratio<9, 10>>();
    check_rate::<Ratio<99, 100>>();
}

/// Adjacent values, and equal places of two samples, are dropped independently.
#[test]
fn places_are_independent() {
    let is_out: Vec<bool> = ones::<Dropout<[f32; MANY], Ratio<1, 2>>>(Noise::new(1, 0))
        .into_iter()
        .map(|y| y == 0.0)
        .collect();
    for distance in [1, 2, 3, 4, 16, MANY, 2 * MANY] {
        let pairs = is_out.iter().zip(&is_out[distance..]);
        let count = pairs.len() as f64;
        let equal = pairs.filter(|(a, b)| a == b).count() as f64;
        assert!(
            (equal - count / 2.0).abs() <= 5.0 * count.sqrt() / 2.0,
            "distance {distance}: {equal} of {count}"
        );
    }
}

/// The backward pass drops the same values as the forward pass, with the same factor.
#[test]
fn the_same_on_the_way_back() {
    type Half = Dropout<[f32; 50], Ratio<1, 2>>;
    let (run, _) = run::<3, Half>(
        &Half::ZERO,
        &[[1.0; 50]; 2],
        &[[1.0; 50]; 2],
        Noise::new(2, 2),
    );
    assert_eq!(run.outputs, run.d_inputs);
}

/// The masks of two dropout layers over a batch of two.
fn masks(noise: Noise) -> [Vec<f32>; 4] {
    type Row = [f32; 64];
    type Two = Concat<Dropout<Row, Ratio<1, 2>>, Dropout<Row, Ratio<1, 2>>, [f32; 128]>;
    let (run, _) = run::<2, Two>(&Two::ZERO, &[[1.0; 64]; 2], &[[1.0; 128]; 2], noise);
    let rows: Vec<Vec<f32>> = run.outputs.chunks(64).map(<[f32]>::to_vec).collect();
    rows.try_into().expect("two layers by two samples")
}

#[test]
fn another_seed_step_layer_or_sample_is_another_mask() {
    assert_eq!(masks(Noise::new(7, 9)), masks(Noise::new(7, 9)));
    let mut seen: Vec<Vec<f32>> = Vec::new();
    for (seed, step) in [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (2, 0),
        (0, 2),
        (u32::MAX, 0),
        (0, u32::MAX),
    ] {
        for mask in masks(Noise::new(seed, step)) {
            assert!(!seen.contains(&mask), "seed {seed}, step {step}");
            seen.push(mask);
        }
    }
}

/// Layers in a chain and in nested branches have different masks.
#[test]
fn every_layer_has_its_own_mask() {
    type Half = Dropout<[f32; 64], Ratio<1, 2>>;
    type Pair = Concat<Half, Half, [f32; 128]>;
    type Four = Concat<Pair, Pair, [f32; 256]>;
    type Residuals = Concat<Residual<Half>, Chain<Pass<[f32; 64]>, Residual<Half>>, [f32; 128]>;
    type All = Concat<
        Four,
        Concat<Residuals, ProjectedResidual<Half, Pass<[f32; 64]>>, [f32; 192]>,
        [f32; 448],
    >;
    let (run, _) = run::<1, All>(&All::ZERO, &[[1.0; 64]], &[[1.0; 448]], Noise::new(1, 1));
    let mut seen: Vec<Vec<bool>> = Vec::new();
    for mask in run.outputs.chunks(64) {
        // after a residual, the values are 1 and 3 and not 0 and 2
        let mask: Vec<bool> = mask.iter().map(|y| *y >= 2.0).collect();
        assert!(!seen.contains(&mask), "layer {}", seen.len());
        seen.push(mask);
    }
}

type Net = network![6 => Dense<16, Tanh> => Dropout<0.5> => Dense<3, Softmax>];

/// Inputs and their classes.
fn data() -> (Vec<[f32; 6]>, [u8; 4]) {
    (samples::rows(4, 1.0, &mut Random::seed(1)), [0, 1, 2, 0])
}

/// The weights after three steps with this seed. Between them, some batches are refused.
fn train(seed: Option<u32>, refused: usize) -> Result<Vec<u32>, Error> {
    let (inputs, classes) = data();
    let mut net: Net = random(1);
    let mut trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Sgd::new(0.1));
    if let Some(seed) = seed {
        trainer.set_seed(seed);
    }
    for _ in 0..3 {
        for _ in 0..refused {
            let bad = trainer.step(&mut net, &inputs, &[0u8, 1, 2, 3]);
            let (sample, class, classes) = (3, 3, 3);
            let error = Error::ClassOutOfRange {
                sample,
                class,
                classes,
            };
            assert_eq!(bad, Err(error));
        }
        trainer.step(&mut net, &inputs, &classes)?;
    }
    Ok(bits(&net))
}

#[test]
fn a_seed_decides_about_the_training() -> Result<(), Error> {
    steady(|| {
        assert_eq!(train(Some(3), 0)?, train(Some(3), 0)?);
        assert_ne!(train(Some(3), 0)?, train(Some(4), 0)?);
        assert_eq!(train(None, 0)?, train(Some(0), 0)?);
        Ok(())
    })
}

/// A refused step draws the same values again: training continues as if it had not happened.
#[test]
fn a_refused_step_leaves_the_noise_as_it_was() -> Result<(), Error> {
    steady(|| {
        assert_eq!(train(Some(3), 2)?, train(Some(3), 0)?);
        Ok(())
    })
}

/// Every step draws new values, online and in batches, and both draw the same.
#[test]
fn every_step_draws_anew() -> Result<(), Error> {
    portable(draw_anew)
}

fn draw_anew() -> Result<(), Error> {
    const RATE: f32 = 0.125;
    let (inputs, classes) = data();
    let mut net: Net = random(1);
    let start = net.clone();
    let mut online = OnlineTrainer::new(CrossEntropy, RATE);
    online.set_seed(6);
    let mut trainer = Trainer::<Net, _, _, 1>::new(CrossEntropy, Sgd::new(RATE));
    trainer.set_seed(6);
    let mut seen = Vec::new();
    for _ in 0..5 {
        net.clone_from(&start);
        assert!(online.step(&mut net, &inputs[0], &9u8).is_err());
        online.step(&mut net, &inputs[0], &classes[0])?;
        let mut other = start.clone();
        trainer.step(&mut other, &inputs[..1], &classes[..1])?;
        assert_eq!(bits(&net), bits(&other));
        assert!(!seen.contains(&bits(&net)));
        seen.push(bits(&net));
    }
    Ok(())
}

/// Inference and the loss of a data set do not draw.
#[test]
fn inference_leaves_nothing_out() -> Result<(), Error> {
    steady(infer_all)
}

fn infer_all() -> Result<(), Error> {
    type Thin = Dropout<[f32; 8], Ratio<9, 10>>;
    let input = [1.0, -2.0, 3.0, 0.5, 0.0, 6.0, 7.0, 8.0];
    assert_eq!(infer(&Thin::ZERO, &input), input);

    type Without = network![6 => Dense<16, Tanh> => Dense<3, Softmax>];
    let net: Net = random(1);
    let mut without = Without::ZERO;
    tests::parameters::write(&mut without, &tests::parameters::read(&net));
    let (inputs, classes) = data();
    for input in &inputs {
        assert_eq!(net.predict(input), without.predict(input));
        assert_eq!(net.logits(input), without.logits(input));
    }
    let trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Sgd::new(0.1));
    let plain = Trainer::<Without, _, _, 4>::new(CrossEntropy, Sgd::new(0.1));
    assert_eq!(
        trainer.loss(&net, &inputs, &classes),
        plain.loss(&without, &inputs, &classes)
    );
    Ok(())
}
