//! Whole training runs: the last short batch, the drawn order, what the observer sees, and that a seed decides all.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::train::{Permutation, Progress};

use tests::diary::Diary;
use tests::parameters::{bits, random};
use tests::samples;

type Net = network![3 => Dense<6, Tanh> => Dense<2>];

/// Ten samples.
fn data() -> (Vec<[f32; 3]>, Vec<[f32; 2]>) {
    let rng = &mut Random::seed(9);
    (samples::rows(10, 1.0, rng), samples::rows(10, 1.0, rng))
}

fn trainer() -> Trainer<Net, MeanSquaredError, Adam, 4> {
    Trainer::new(MeanSquaredError, Adam::new(0.02))
}

/// An epoch over ten samples in batches of four is three steps, of four, four and two.
#[test]
fn the_last_batch_holds_what_is_left() -> Result<(), Error> {
    let (inputs, targets) = data();
    let (mut net, mut other): (Net, Net) = (random(1), random(1));
    let mut diary = Diary::default();
    let fit = Fit::epochs(2).shuffle(false);
    let mut learner = trainer();
    let report = fit
        .observe(&mut diary)
        .run(&mut learner, &mut net, (&inputs, &targets))?;

    let mut manual = trainer();
    let mut steps = Vec::new();
    for _ in 0..2 {
        for part in [0..4, 4..8, 8..10] {
            steps.push(manual.step(&mut other, &inputs[part.clone()], &targets[part])?);
        }
    }
    assert_eq!(bits(&net), bits(&other));
    let seen = diary.steps.iter().map(|seen| seen.step);
    assert_eq!(seen.collect::<Vec<_>>(), steps);
    let place = |seen: &Progress| (seen.epoch, seen.samples, seen.total);
    let places: Vec<_> = diary.steps.iter().map(place).collect();
    assert_eq!(places[..3], [(1, 4, 10), (1, 8, 10), (1, 10, 10)]);
    assert_eq!(places[3..], [(2, 4, 10), (2, 8, 10), (2, 10, 10)]);
    assert_eq!(report.reason, Reason::Epochs);
    assert_eq!(report.last, diary.epochs[1]);

    // each sample counts the same in the epoch's means, those of the short batch, too
    let mean = |value: fn(&Step) -> f32| {
        0.4 * value(&steps[3]) + 0.4 * value(&steps[4]) + 0.2 * value(&steps[5])
    };
    assert!((report.last.loss - mean(|step| step.loss)).abs() < 1e-6);
    assert!((report.last.gradient_norm - mean(|step| step.gradient_norm)).abs() < 1e-6);
    Ok(())
}

/// A shuffled epoch takes the steps of the order that the generator draws, in batches that may be smaller than the room.
#[test]
fn a_shuffled_epoch_is_steps_in_the_drawn_order() -> Result<(), Error> {
    let (inputs, targets) = data();
    let (mut net, mut other): (Net, Net) = (random(1), random(1));
    let fit = Fit::epochs(3).batch(3);
    fit.seed(5)
        .run(&mut trainer(), &mut net, (&inputs, &targets))?;

    let (mut manual, rng) = (trainer(), &mut Random::seed(5));
    for _ in 0..3 {
        let order = Permutation::new(10, rng);
        let places: Vec<usize> = (0..10).map(|index| order.at(index)).collect();
        for places in places.chunks(3) {
            let rows: Vec<[f32; 3]> = places.iter().map(|place| inputs[*place]).collect();
            let wanted: Vec<[f32; 2]> = places.iter().map(|place| targets[*place]).collect();
            manual.step(&mut other, &rows, &wanted)?;
        }
    }
    assert_eq!(bits(&net), bits(&other));
    Ok(())
}

/// The same seed gives the same bits, another seed others; online as well.
#[test]
fn a_seed_decides_all() -> Result<(), Error> {
    let (inputs, targets) = data();
    let batches = |seed: u64| -> Result<Vec<u32>, Error> {
        let mut net = Net::random(&mut Random::seed(seed));
        Fit::epochs(20)
            .seed(seed)
            .run(&mut trainer(), &mut net, (&inputs, &targets))?;
        Ok(bits(&net))
    };
    let online = |seed: u64| -> Result<Vec<u32>, Error> {
        let mut net: Net = random(1);
        let mut online = OnlineTrainer::new(MeanSquaredError, 0.02);
        Fit::epochs(20)
            .seed(seed)
            .run(&mut online, &mut net, (&inputs, &targets))?;
        Ok(bits(&net))
    };
    assert_eq!(batches(1)?, batches(1)?);
    assert_ne!(batches(1)?, batches(2)?);
    assert_eq!(online(1)?, online(1)?);
    assert_ne!(online(1)?, online(2)?, "the order alone makes a difference");
    Ok(())
}
