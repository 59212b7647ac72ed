//! Runs over data with weights: ignored batches are skipped, and the loss of an epoch is the mean with weights.

use nn_core::Error;
use nn_core::loss::Weighted;
use nn_core::prelude::*;

use tests::parameters::{bits, random};

type Net = network![2 => Dense<3, Softmax>];

const INPUTS: [[f32; 2]; 4] = [[0.5, -1.0], [1.5, 0.25], [-0.75, 2.0], [1.0, 1.0]];

/// A run without shuffling is the same as a run over the samples that are not ignored.
#[test]
fn ignored_batches_are_skipped() -> Result<(), Error> {
    let [a, b, c, d] = INPUTS;
    let (mut net, mut same): (Net, Net) = (random(1), random(1));
    let fit = Fit::epochs(3).shuffle(false);
    let mut trainer = Trainer::<Net, _, _, 2>::new(CrossEntropy, Adam::new(0.1));
    let targets = [None, None, Some(0u8), Some(1)];
    let report = fit.run(&mut trainer, &mut net, (&[a, b, c, d], &targets))?;
    let mut trainer = Trainer::<Net, _, _, 2>::new(CrossEntropy, Adam::new(0.1));
    let without = fit.run(&mut trainer, &mut same, (&[c, d], &[Some(0u8), Some(1)]))?;
    assert_eq!(bits(&net), bits(&same));
    assert_eq!(report, without);

    let (mut net, mut same): (Net, Net) = (random(1), random(1));
    let mut online = OnlineTrainer::<Net, _>::new(CrossEntropy, 0.1);
    let report = fit.run(&mut online, &mut net, (&[a, b, c, d], &targets))?;
    let without = fit.run(&mut online, &mut same, (&[c, d], &[0u8, 1]))?;
    assert_eq!(bits(&net), bits(&same));
    assert_eq!(report.reason, without.reason);
    assert!((report.last.loss - without.last.loss).abs() < 1e-6);

    let none = fit.run(&mut online, &mut net, (&INPUTS, &[None::<u8>; 4]));
    assert_eq!(none, Err(Error::SumOfWeights { sum: 0.0 }));
    assert_eq!(bits(&net), bits(&same));
    Ok(())
}

/// With a rate of 0 the loss of an epoch is that of the network, whatever the batches are.
#[test]
fn the_loss_of_an_epoch_is_the_mean_with_weights() -> Result<(), Error> {
    let net: Net = random(1);
    let weights = [(0u8, 1.0), (1, 5.0), (2, 0.25), (0, 2.0)];
    let targets = weights.map(|(class, weight)| Weighted::new(class, weight));
    let mut trainer = Trainer::<Net, _, _, 3>::new(CrossEntropy, Sgd::new(0.0));
    let expected = trainer.loss(&net, &INPUTS, &targets)?;
    for batch in 1..=3 {
        let fit = Fit::epochs(1).batch(batch);
        let run = fit.run(&mut trainer, &mut net.clone(), (&INPUTS, &targets))?;
        assert!((run.last.loss - expected).abs() < 1e-6, "{batch}");
    }
    let mut online = OnlineTrainer::new(CrossEntropy, 0.0);
    let run = Fit::epochs(1).run(&mut online, &mut net.clone(), (&INPUTS, &targets))?;
    assert!((run.last.loss - expected).abs() < 1e-6);

    let loss = CrossEntropy.with_class_weights([1.0, 5.0, 0.25]);
    let mut trainer = Trainer::<Net, _, _, 3>::new(loss, Sgd::new(0.0));
    let labels = [0u8, 1, 2, 0];
    let expected = trainer.loss(&net, &INPUTS, &labels)?;
    let run = Fit::epochs(1).run(&mut trainer, &mut net.clone(), (&INPUTS, &labels))?;
    assert!((run.last.loss - expected).abs() < 1e-6);
    Ok(())
}

/// A rare class is learned with weights, and not without.
#[test]
fn weights_move_the_boundary() -> Result<(), Error> {
    // In each place, one of ten samples is of class 1.
    let inputs = [[1.0, 0.0]; 10];
    let labels = core::array::from_fn::<u8, 10, _>(|index| u8::from(index == 3));
    let probability = |net: &Net| net.predict(&inputs[0])[1];
    let mut plain: Net = random(1);
    let mut trainer = Trainer::<Net, _, _, 10>::new(CrossEntropy, Sgd::new(1.0));
    Fit::epochs(500).run(&mut trainer, &mut plain, (&inputs, &labels))?;
    assert!((probability(&plain) - 0.1).abs() < 0.01);
    let mut weighted: Net = random(1);
    let loss = CrossEntropy.with_class_weights([1.0, 9.0, 1.0]);
    let mut trainer = Trainer::<Net, _, _, 10>::new(loss, Sgd::new(1.0));
    Fit::epochs(500).run(&mut trainer, &mut weighted, (&inputs, &labels))?;
    assert!((probability(&weighted) - 0.5).abs() < 0.01);
    Ok(())
}
