//! What is trained here, beyond a trainer: a falling learning rate, and digits that are never quite where they were.
//!
//! `Fit` drives anything that is a `Learner`, so both are written round a `Trainer` in a few lines.

use nn_core::Error;
use nn_core::optim::Optimizer;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::train::Learner;

use crate::Mnist;
use examples::digits::{Image, PIXELS, SIDE};

/// The trainer of this example.
pub(crate) type MnistTrainer<O, const BATCH: usize> = Trainer<Mnist, BinaryCrossEntropy, O, BATCH>;

/// A trainer whose learning rate falls in a straight line towards 0, and that sees each digit moved at random.
pub(crate) struct Lessons<O: Optimizer, const BATCH: usize> {
    trainer: Box<MnistTrainer<O, BATCH>>,
    first_rate: f32,
    steps: usize,
    steps_left: usize,
    shift: u8,
    rng: Random,
    images: Vec<Image>,
    labels: Vec<u8>,
}

impl<O: Optimizer, const BATCH: usize> Lessons<O, BATCH> {
    /// The rate reaches 0 after so many steps; digits move by up to `shift` pixels in each direction.
    pub(crate) fn new(
        trainer: Box<MnistTrainer<O, BATCH>>,
        steps: usize,
        shift: u8,
        rng: Random,
    ) -> Self {
        Lessons {
            first_rate: trainer.optimizer.learning_rate(),
            trainer,
            steps,
            steps_left: steps,
            shift,
            rng,
            images: Vec::with_capacity(BATCH),
            labels: Vec::with_capacity(BATCH),
        }
    }

    /// A whole number of pixels, from `-shift` to `shift`.
    fn pixels(&mut self) -> isize {
        let shift = f32::from(self.shift);
        uniform(&mut self.rng, -shift, shift + 1.0).floor() as isize
    }
}

impl<O: Optimizer, const BATCH: usize> Learner<Mnist, u8> for Lessons<O, BATCH> {
    const CAPACITY: usize = BATCH;

    fn learn(
        &mut self,
        net: &mut Mnist,
        images: &[Image],
        labels: &[u8],
        picks: &mut dyn Iterator<Item = usize>,
    ) -> Result<Step, Error> {
        let rate = self.first_rate * self.steps_left as f32 / self.steps as f32;
        self.trainer.optimizer.set_learning_rate(rate)?;
        self.steps_left = self.steps_left.saturating_sub(1).max(1);

        self.images.clear();
        self.labels.clear();
        for pick in picks {
            let (down, right) = (self.pixels(), self.pixels());
            self.images.push(shifted(&images[pick], down, right));
            self.labels.push(labels[pick]);
        }
        self.trainer.step(net, &self.images, &self.labels)
    }
}

/// An image moved over empty paper; what leaves it is lost.
fn shifted(image: &Image, down: isize, right: isize) -> Image {
    let mut moved = [0.0; PIXELS];
    let (from, _) = image.as_chunks::<SIDE>();
    let (to, _) = moved.as_chunks_mut::<SIDE>();
    let gap = |pixels: isize| pixels.max(0) as usize;
    let rows = to
        .iter_mut()
        .skip(gap(down))
        .zip(from.iter().skip(gap(-down)));
    for (to, from) in rows {
        let pixels = to
            .iter_mut()
            .skip(gap(right))
            .zip(from.iter().skip(gap(-right)));
        for (to, from) in pixels {
            *to = *from;
        }
    }
    moved
}
