//! The memory of samples is balanced, uniform within a class, refuses what it cannot store, and survives a restart.

use nn_core::Error;
use nn_core::layer::Scale;
use nn_core::prelude::*;
use nn_core::train::Replay;
use nn_core::weights::{Checkpoint, image};

use tests::parameters::{bits, random};

type Memory = Replay<[f32; 1], 12, 3>;

/// A memory after a stream of classes. Each sample is its position.
fn after(seed: u32, stream: impl Iterator<Item = u8>) -> Memory {
    let mut memory = Memory::ZERO;
    memory.seed = seed;
    for (position, class) in stream.enumerate() {
        memory
            .offer(&[position as f32], class)
            .expect("it is allowed");
    }
    memory
}

#[test]
fn everything_is_stored_while_there_is_room() {
    let memory = after(1, (0..12).map(|position| position % 2));
    assert_eq!((memory.len(), memory.counts()), (12, [6, 6, 0]));
    let positions: Vec<_> = memory
        .samples()
        .iter()
        .map(|[position]| *position as u8)
        .collect();
    assert_eq!(positions, (0..12).collect::<Vec<_>>());
}

/// 900 samples of one class, 90 of another, and 5 of the last, which come late.
fn imbalanced() -> impl Iterator<Item = u8> {
    (0..995).map(|position| match position {
        970.. if position % 5 == 0 => 2,
        _ if position % 11 == 0 => 1,
        _ => 0,
    })
}

#[test]
fn rare_classes_have_their_share() {
    for seed in 0..50 {
        let memory = after(seed, imbalanced());
        assert_eq!(memory.counts(), [4, 4, 4], "{seed}");
        assert_eq!(memory.seen().iter().sum::<u32>(), 995);
    }
}

/// Every sample of a class has the same chance to be in the memory: a chi-square test over many streams.
#[test]
fn the_samples_of_a_class_are_uniform() {
    const STREAM: usize = 60;
    const RUNS: u32 = 4_000;
    let mut kept = [0u32; STREAM];
    for seed in 0..RUNS {
        for [position] in after(seed, [0; STREAM].into_iter()).samples() {
            kept[*position as usize] += 1;
        }
    }
    // Each of the 60 is kept with a probability of 1/5.
    let expected = f64::from(RUNS) * 12.0 / STREAM as f64;
    let terms = kept
        .iter()
        .map(|kept| (f64::from(*kept) - expected).powi(2));
    let chi_square = terms.sum::<f64>() / (expected * (1.0 - 0.2));
    // 59 degrees of freedom: the mean is 59, and 110 is exceeded once in 16,000 cases.
    assert!(chi_square < 110.0, "{chi_square}");
}

#[test]
fn draws_are_different_and_uniform() {
    let mut memory = after(3, (0..30).map(|position| position % 3));
    let mut found = [0u32; 12];
    let (mut samples, mut classes) = ([[0.0]; 5], [0; 5]);
    for _ in 0..2_000 {
        assert_eq!(memory.draw_batch(&mut samples, &mut classes), 5);
        let mut seen = samples.map(|[position]| position as u32);
        seen.sort_unstable();
        assert!(
            seen.windows(2).all(|pair| pair[0] < pair[1]),
            "all different"
        );
        for (sample, class) in samples.iter().zip(classes) {
            let at = memory.samples().iter().position(|stored| stored == sample);
            let at = at.expect("it is stored");
            assert_eq!(memory.classes()[at], class);
            found[at] += 1;
        }
    }
    // 10,000 draws of 12: about 833 each, with a deviation of 22.
    assert!(
        found.iter().all(|count| (700..970).contains(count)),
        "{found:?}"
    );
    let mut one = [0.0];
    let mut single = [0u32; 12];
    for _ in 0..6_000 {
        memory.draw(&mut one).expect("there are samples");
        let at = memory.samples().iter().position(|stored| *stored == one);
        single[at.expect("it is stored")] += 1;
    }
    assert!(
        single.iter().all(|count| (390..620).contains(count)),
        "{single:?}"
    );
}

#[test]
fn integers_are_quantized_and_read_as_real_numbers() -> Result<(), Error> {
    type Sequences = Replay<[[i8; 2]; 3], 4, 2>; // channels last
    let mut memory = Sequences::ZERO;
    const { assert!(Sequences::BYTES < 4 * 7 + 40) };
    let sample = [[0.5, 1.0, -1.0], [0.25, 0.0, 9.0]]; // channels first
    let error = memory.offer(&sample, 1u8).expect_err("there is no scale");
    assert!(matches!(error, Error::Setting { name: "scale", .. }));
    memory.scale = Scale::new(1.0 / 16.0, -28);
    assert!(memory.offer(&sample, 1u8)?);
    let mut found = [[0.0; 3]; 2];
    assert_eq!(memory.read(0, &mut found), Some(1));
    // What is beyond 8 bits is limited: (127 + 28) / 16.
    assert_eq!(found, [[0.5, 1.0, -1.0], [0.25, 0.0, 9.0]]);
    assert_eq!(memory.samples()[0][1], [16 - 28, -28]);
    assert_eq!(memory.read(1, &mut found), None);
    Ok(())
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut memory = after(5, imbalanced());
    let before = memory.clone();
    let error = memory
        .offer(&[0.0], 3usize)
        .expect_err("there are three classes");
    assert!(matches!(
        error,
        Error::ClassOutOfRange {
            class: 3,
            classes: 3,
            ..
        }
    ));
    let error = memory.offer(&[f32::NAN], 0u8).expect_err("a NaN");
    assert!(matches!(error, Error::Setting { name: "sample", .. }));
    assert_eq!(memory, before);
    assert_eq!(memory.seen(), before.seen());
    memory.clear();
    assert!(memory.is_empty() && memory.draw(&mut [0.0]).is_none());
    assert_eq!(memory.draw_batch(&mut [[0.0]; 2], &mut [0; 2]), 0);
}

/// A step with new and with replayed samples, and an offer.
fn turn<S: Tensor<Element: nn_core::layer::Scalar<Real<S> = [f32; 2]>>>(
    number: usize,
    net: &mut Net,
    trainer: &mut Learner,
    memory: &mut Replay<S, 9, 3>,
) -> Result<(), Error> {
    let new = [number as f32 % 1.7 - 0.8, number as f32 % 0.9];
    let (mut inputs, mut classes) = ([new; 4], [(number % 3) as u8; 4]);
    let drawn = memory.draw_batch(&mut inputs[1..], &mut classes[1..]);
    trainer.step(net, &inputs[..=drawn], &classes[..=drawn])?;
    memory.offer(&new, classes[0]).map(drop)
}

type Net = network![2 => Dense<6, Tanh> => Dense<3, Softmax>];
type Learner = Trainer<Net, CrossEntropy, Adam, 4>;

/// A resumed run has the bits of an uninterrupted one. The checkpoint holds the memory in the place of a run.
fn resumes<S: Tensor<Element: nn_core::layer::Scalar<Real<S> = [f32; 2]>>, const BYTES: usize>()
-> Result<(), Error> {
    let start = || {
        let (net, mut memory): (Net, _) = (random(1), Replay::<S, 9, 3>::ZERO);
        (memory.scale, memory.seed) = (Scale::new(0.02, 3), 7);
        (net, Learner::new(CrossEntropy, Adam::new(0.05)), memory)
    };
    let (mut net, mut trainer, mut memory) = start();
    let mut bytes = vec![0; BYTES];
    for number in 0..80 {
        if number == 41 {
            let (net, trainer, run) = (&mut net, &mut trainer, &mut memory);
            image::write(&Checkpoint { net, trainer, run }, &mut bytes).expect("it fits");
        }
        turn(number, &mut net, &mut trainer, &mut memory)?;
    }
    let (mut again, mut trainer, _) = start();
    let mut other = Replay::<S, 9, 3>::ZERO;
    let (net_again, trainer_again, run) = (&mut again, &mut trainer, &mut other);
    let mut checkpoint = Checkpoint {
        net: net_again,
        trainer: trainer_again,
        run,
    };
    image::read(&mut checkpoint, &bytes).expect("it is an image");
    for number in 41..80 {
        turn(number, &mut again, &mut trainer, &mut other)?;
    }
    assert_eq!(bits(&again), bits(&net));
    assert_eq!(other, memory);
    assert_eq!(other.seen(), memory.seen());
    Ok(())
}

#[test]
fn a_resumed_run_draws_the_same_samples() -> Result<(), Error> {
    resumes::<[f32; 2], { image::bytes::<Checkpoint<'_, Net, Learner, Replay<[f32; 2], 9, 3>>>() }>(
    )?;
    resumes::<[i8; 2], { image::bytes::<Checkpoint<'_, Net, Learner, Replay<[i8; 2], 9, 3>>>() }>()
}

/// The words of another memory are refused, and those of a damaged one never panic.
#[test]
fn images_of_other_memories_are_refused() {
    let memory = after(5, imbalanced());
    let mut bytes = [0; image::bytes::<Memory>()];
    image::write(&memory, &mut bytes).expect("it fits");
    let (mut classes, mut integers) = (
        Replay::<[f32; 1], 12, 4>::ZERO,
        Replay::<[i8; 4], 12, 3>::ZERO,
    );
    assert!(image::read(&mut classes, &bytes).is_err());
    assert!(image::read(&mut integers, &bytes).is_err());
    let mut again = Memory::ZERO;
    image::read(&mut again, &bytes).expect("it is an image");
    assert_eq!(again, memory);
}
