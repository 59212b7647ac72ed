//! Trains the network plainly, and with interval bounds.
//!
//! The bounds are those of Gowal et al., "On the Effectiveness of Interval Bound Propagation for Training Verifiably Robust Models"
//! (2018): the worst logits take part in the loss, and their share and the radius grow over the first half of the epochs.

use examples::digits::Samples;
use examples::shift;
use nn_core::prelude::*;

use crate::layers::{IntervalDense, IntervalRelu};
use crate::loss::WorstCase;
use crate::options::Options;
use crate::{Image, Mnist, region};

/// The same network, for values and intervals.
type Intervals =
    network![[3, 784] => IntervalDense<784, 128> => IntervalRelu<128> => IntervalDense<128, 10>];

const BATCH: usize = 32;
/// The learning rate of the first epoch. It falls to 0.
const LEARNING_RATE: f32 = 0.005;
/// The share of the worst logits in the loss, from the middle of the training on.
const WORST_SHARE: f32 = 0.5;

/// Trains with cross-entropy.
pub(crate) fn plain(
    options: &Options,
    digits: Samples<'_, Image>,
) -> Result<Box<Mnist>, nn_core::Error> {
    let mut rng = Random::seed(options.seed);
    let mut net = Mnist::random_boxed(&mut rng);
    let mut trainer = Trainer::<Mnist, _, _, BATCH>::boxed(CrossEntropy, Adam::new(LEARNING_RATE));
    let epochs = usize::from(options.epochs);
    let fit = Fit::epochs(epochs).schedule(Schedule::linear(epochs, 0.0));
    let mut run = fit.seed(options.seed).observe(show(epochs)).start();
    for _ in 0..epochs {
        let images = moved(digits.images, &mut rng);
        run.epoch(&mut *trainer, &mut *net, (&images, digits.labels))?;
    }
    Ok(net)
}

/// Trains with a bound of the loss for all images that differ by at most `epsilon` in each pixel.
pub(crate) fn with_bounds(
    options: &Options,
    digits: Samples<'_, Image>,
    epsilon: f32,
) -> Result<Box<Mnist>, nn_core::Error> {
    let mut rng = Random::seed(options.seed);
    let mut net = Intervals::random_boxed(&mut rng);
    let loss = WorstCase { share: 0.0 };
    let mut trainer = Trainer::<Intervals, _, _, BATCH>::boxed(loss, Adam::new(LEARNING_RATE));
    let epochs = usize::from(options.epochs);
    let fit = Fit::epochs(epochs).schedule(Schedule::linear(epochs, 0.0));
    let mut run = fit.seed(options.seed).observe(show(epochs)).start();
    for epoch in 0..epochs {
        let progress = (2.0 * epoch as f32 / epochs as f32).min(1.0);
        trainer.loss_function.share = WORST_SHARE * progress;
        let images = moved(digits.images, &mut rng);
        let intervals = images
            .iter()
            .map(|image| region::intervals(image, epsilon * progress));
        let intervals: Vec<_> = intervals.collect();
        run.epoch(&mut *trainer, &mut *net, (&intervals, digits.labels))?;
    }
    Ok(without_intervals(&net))
}

/// Returns a function that prints the loss of an epoch.
fn show<N>(epochs: usize) -> impl Fn(&N, &Epoch) {
    move |_, epoch| {
        println!(
            "epoch {:>3}/{epochs}   loss {:.4}",
            epoch.number, epoch.loss
        );
    }
}

/// Each image, moved by up to one pixel.
fn moved(images: &[Image], rng: &mut Random) -> Vec<Image> {
    let moved = images.iter().map(|image| shift::at_random(image, 1, rng));
    moved.collect()
}

/// The network that computes with values only.
fn without_intervals(net: &Intervals) -> Box<Mnist> {
    let mut plain = Mnist::boxed();
    let (from, to) = (&net.layers.first.first.dense, &mut plain.layers.first);
    to.weights.copy_from_slice(&from.weights);
    to.bias = from.bias;
    let (from, to) = (&net.layers.last.dense, &mut plain.layers.last);
    to.weights.copy_from_slice(&from.weights);
    to.bias = from.bias;
    plain
}
