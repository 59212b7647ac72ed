//! Whole training runs: the last incomplete batch, the drawn order, the calls of the observer, and that a seed determines everything.

use nn_core::Error;
use nn_core::prelude::*;
use nn_core::train::{Permutation, Progress, Samples};

use tests::history::History;
use tests::parameters::{bits, copy, random};
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

/// An epoch over ten samples in batches of four has three steps, of four, four and two samples.
#[test]
fn the_last_batch_holds_what_is_left() -> Result<(), Error> {
    let (inputs, targets) = data();
    let (mut net, mut other): (Net, Net) = (random(1), random(1));
    let mut history = History::default();
    let fit = Fit::epochs(2).shuffle(false);
    let mut learner = trainer();
    let report = fit
        .observe(&mut history)
        .run(&mut learner, &mut net, (&inputs, &targets))?;

    let mut manual = trainer();
    let mut steps = Vec::new();
    for _ in 0..2 {
        for part in [0..4, 4..8, 8..10] {
            steps.push(manual.step(&mut other, &inputs[part.clone()], &targets[part])?);
        }
    }
    assert_eq!(bits(&net), bits(&other));
    let seen = history.steps.iter().map(|seen| seen.step);
    assert_eq!(seen.collect::<Vec<_>>(), steps);
    let place = |seen: &Progress| (seen.epoch, seen.samples, seen.total);
    let places: Vec<_> = history.steps.iter().map(place).collect();
    assert_eq!(places[..3], [(1, 4, 10), (1, 8, 10), (1, 10, 10)]);
    assert_eq!(places[3..], [(2, 4, 10), (2, 8, 10), (2, 10, 10)]);
    assert_eq!(report.reason, Reason::Epochs);
    assert_eq!(report.last, history.epochs[1]);

    // each sample has the same weight in the epoch's means, also those of the incomplete batch
    let mean = |value: fn(&Step) -> f32| {
        0.4 * value(&steps[3]) + 0.4 * value(&steps[4]) + 0.2 * value(&steps[5])
    };
    assert!((report.last.loss - mean(|step| step.loss)).abs() < 1e-6);
    assert!((report.last.gradient_norm - mean(|step| step.gradient_norm)).abs() < 1e-6);
    Ok(())
}

/// A shuffled epoch takes the steps of the order that the generator draws, in batches that can be smaller than the maximum.
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

/// The same seed has the same bits, and another seed has other bits, also online.
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

/// Inputs and targets can be any type of list: the runs are the same.
#[test]
fn data_of_every_kind() -> Result<(), Error> {
    fn run(data: (impl Samples<[f32; 3]>, impl Samples<[f32; 2]>)) -> Result<Vec<u32>, Error> {
        let mut net: Net = random(1);
        Fit::epochs(2).run(&mut trainer(), &mut net, data)?;
        Ok(bits(&net))
    }
    let (inputs, targets) = data();
    let want = run((&inputs, &targets))?;
    let arrays: ([[f32; 3]; 10], [[f32; 2]; 10]) = (
        inputs[..].try_into().expect("ten samples"),
        targets[..].try_into().expect("ten samples"),
    );
    assert_eq!(run(arrays)?, want);
    assert_eq!(run((&arrays.0, &targets[..]))?, want);
    assert_eq!(run((&&inputs, Box::from(&targets[..])))?, want);
    assert_eq!(run((inputs, std::rc::Rc::<[_]>::from(targets)))?, want);
    Ok(())
}

/// Without a seed it is 0, and a run epoch by epoch is the whole run.
#[test]
fn the_seed_is_0_by_default() -> Result<(), Error> {
    let (inputs, targets) = data();
    let (mut whole, mut parts): (Net, Net) = (random(1), random(1));
    Fit::epochs(3).run(&mut trainer(), &mut whole, (&inputs, &targets))?;
    let (mut run, mut learner) = (Fit::epochs(3).seed(0).start(), trainer());
    while run
        .epoch(&mut learner, &mut parts, (&inputs, &targets))?
        .is_none()
    {}
    assert_eq!(bits(&parts), bits(&whole));
    Ok(())
}

/// A copy of a trainer trains as the original does.
#[test]
fn a_copy_trains_alike() -> Result<(), Error> {
    let (inputs, targets) = data();
    let (mut net, mut online, mut batches): (Net, _, _) = (
        random(1),
        OnlineTrainer::new(MeanSquaredError, 0.1),
        trainer(),
    );
    online.step(&mut net, &inputs[0], &targets[0])?;
    batches.step(&mut net, &inputs[..4], &targets[..4])?;
    let (mut one, mut other) = (copy(&net), net);
    let (mut online_copy, mut batches_copy) = (online.clone(), trainer());
    batches_copy.clone_from(&batches);
    assert_eq!(format!("{online_copy:?}"), format!("{online:?}"));
    assert_eq!(format!("{batches_copy:?}"), format!("{batches:?}"));
    assert_eq!(batches_copy.gradients(), batches.gradients());
    online.step(&mut one, &inputs[1], &targets[1])?;
    batches.step(&mut one, &inputs[4..8], &targets[4..8])?;
    online_copy.step(&mut other, &inputs[1], &targets[1])?;
    batches_copy.step(&mut other, &inputs[4..8], &targets[4..8])?;
    assert_eq!(bits(&one), bits(&other));
    Ok(())
}
