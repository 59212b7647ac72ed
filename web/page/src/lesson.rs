//! Trains the network of the main example from zero.

use nn_core::metrics::accuracy;
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_core::train::Permutation;
use nn_core::weights::image;

use crate::nets::{Image, Mnist};

/// Samples in a step.
const BATCH: usize = 32;
/// The learning rate of the first epoch.
const LEARNING_RATE: f32 = 0.003;
/// The factor by which the learning rate falls after each epoch.
const DECAY: f32 = 0.9;
/// The side of a digit.
const SIDE: usize = 28;
/// The pixels of a digit.
const PIXELS: usize = SIDE * SIDE;

/// Digits that are held back, to measure the accuracy.
struct Held {
    images: Vec<Image>,
    labels: Vec<u8>,
}

/// A training of the network of the main example: the digits, the weights and the trainer.
pub struct Lesson {
    pixels: Vec<[u8; PIXELS]>,
    labels: Vec<u8>,
    held: Held,
    net: Box<Mnist>,
    trainer: Box<Trainer<Mnist, BinaryCrossEntropy, Adam, BATCH>>,
    batch: Box<[Image; BATCH]>,
    rng: Random,
    order: Permutation,
    /// The position in the order.
    at: usize,
    epochs: u32,
}

/// Why digits cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDigits;

impl Lesson {
    /// A lesson with these digits: 784 bytes and a label for each. The last `held` digits are held back.
    ///
    /// # Errors
    /// There are fewer digits, labels are not digits, or the numbers of images and labels differ.
    pub fn new(pixels: &[u8], labels: &[u8], held: usize) -> Result<Self, NoDigits> {
        let (images, rest) = pixels.as_chunks::<PIXELS>();
        let is_digit = |label: &u8| *label < 10;
        let trained = images
            .len()
            .checked_sub(held)
            .filter(|count| *count >= BATCH);
        let trained = trained.ok_or(NoDigits)?;
        if !rest.is_empty() || images.len() != labels.len() || !labels.iter().all(is_digit) {
            return Err(NoDigits);
        }
        let (images, held_images) = images.split_at(trained);
        let (labels, held_labels) = labels.split_at(trained);
        let trainer = Trainer::boxed(BinaryCrossEntropy, Adam::new(LEARNING_RATE));
        let mut lesson = Lesson {
            pixels: images.to_vec(),
            labels: labels.to_vec(),
            held: Held {
                images: held_images
                    .iter()
                    .map(|pixels| moved(pixels, 0, 0))
                    .collect(),
                labels: held_labels.to_vec(),
            },
            net: Mnist::boxed(),
            trainer,
            batch: Boxed::boxed(),
            rng: Random::seed(0),
            order: Permutation::new(trained, &mut Random::seed(0)),
            at: 0,
            epochs: 0,
        };
        lesson.begin(1);
        Ok(lesson)
    }

    /// Begins again with random weights.
    pub fn begin(&mut self, seed: u64) {
        self.rng = Random::seed(seed);
        self.net.initialize(&mut self.rng);
        self.trainer = Trainer::boxed(BinaryCrossEntropy, Adam::new(LEARNING_RATE));
        self.order = Permutation::new(self.pixels.len(), &mut self.rng);
        (self.at, self.epochs) = (0, 0);
    }

    /// Takes one step. Each digit is moved by up to one pixel. Returns the loss.
    ///
    /// # Errors
    /// The step was refused.
    pub fn step(&mut self) -> Result<f32, nn_core::Error> {
        let mut labels = [0; BATCH];
        for (row, label) in labels.iter_mut().enumerate() {
            let place = self.next_place();
            let [down, right] = [0; 2].map(|_| uniform(&mut self.rng, -1.0, 2.0).floor() as isize);
            if let (Some(pixels), Some(known)) = (self.pixels.get(place), self.labels.get(place)) {
                self.batch[row] = moved(pixels, down, right);
                *label = *known;
            }
        }
        let step = self.trainer.step(&mut self.net, &*self.batch, &labels)?;
        Ok(step.loss)
    }

    /// The place of the next digit. Each epoch has an order of its own.
    fn next_place(&mut self) -> usize {
        let place = self.order.at(self.at);
        self.at += 1;
        if self.at == self.pixels.len() {
            self.at = 0;
            self.epochs += 1;
            self.order = Permutation::new(self.pixels.len(), &mut self.rng);
            self.trainer.optimizer.learning_rate *= DECAY;
        }
        place
    }

    /// The share of the held back digits that the network reads correctly.
    ///
    /// # Errors
    /// An output is not a number.
    pub fn accuracy(&self) -> Result<f32, nn_core::Error> {
        accuracy(&*self.net, &self.held.images, &self.held.labels)
    }

    /// The number of samples of all steps.
    pub fn samples(&self) -> usize {
        self.epochs as usize * self.pixels.len() + self.at
    }

    /// The samples in a step, those of an epoch, and those that are held back.
    pub fn counts(&self) -> [usize; 3] {
        [BATCH, self.pixels.len(), self.held.labels.len()]
    }

    /// The weights as an image, which [`Reader::restore`](crate::Reader::restore) reads.
    ///
    /// # Errors
    /// A weight is not finite.
    pub fn weights(&self) -> Result<Vec<u8>, image::ImageError> {
        let mut bytes = vec![0; image::bytes::<Mnist>()];
        image::write(&*self.net, &mut bytes)?;
        Ok(bytes)
    }

    /// A held back digit and its label.
    pub fn held(&self, index: usize) -> Option<(&Image, u8)> {
        let label = self.held.labels.get(index)?;
        Some((self.held.images.get(index)?, *label))
    }
}

/// The digit moved over an empty background.
fn moved(pixels: &[u8; PIXELS], down: isize, right: isize) -> Image {
    let mut image = [0.0; PIXELS];
    for (index, ink) in image.iter_mut().enumerate() {
        let place = |position: usize, offset: isize| {
            let place = position.checked_add_signed(-offset);
            place.filter(|place| *place < SIDE)
        };
        let (row, column) = (place(index / SIDE, down), place(index % SIDE, right));
        if let (Some(row), Some(column)) = (row, column) {
            *ink = f32::from(pixels[SIDE * row + column]) / 255.0;
        }
    }
    image
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars whose column states their class, in 320 digits.
    fn bars() -> (Vec<u8>, Vec<u8>) {
        let labels: Vec<u8> = (0..320).map(|index| (index % 10) as u8).collect();
        let bar = |label: &u8| {
            let left = 2 + 2 * usize::from(*label);
            let ink = move |index: usize| {
                if (left..left + 3).contains(&(index % SIDE)) {
                    255
                } else {
                    0
                }
            };
            (0..PIXELS).map(ink)
        };
        (labels.iter().flat_map(bar).collect(), labels)
    }

    #[test]
    fn training_improves_the_accuracy_and_begins_again_with_the_same_bits() {
        let (pixels, labels) = bars();
        let mut lesson = Lesson::new(&pixels, &labels, 64).expect("digits");
        let before = lesson.accuracy().expect("numbers");
        let losses: Vec<f32> = (0..80).map(|_| lesson.step().expect("a step")).collect();
        let after = lesson.accuracy().expect("numbers");
        assert!(after > 0.8 && after > before, "{after} after {before}");
        assert_eq!(
            (lesson.samples(), lesson.counts()),
            (80 * 32, [32, 256, 64])
        );
        let weights = lesson.weights().expect("finite weights");
        lesson.begin(1);
        assert_eq!(
            (lesson.samples(), lesson.accuracy().expect("numbers")),
            (0, before)
        );
        let again: Vec<f32> = (0..80).map(|_| lesson.step().expect("a step")).collect();
        assert_eq!(again, losses);
        assert_eq!(lesson.weights().expect("finite weights"), weights);
        lesson.begin(2);
        assert_ne!(lesson.step().expect("a step"), losses[0]);
    }

    #[test]
    fn pixels_that_leave_the_image_are_dropped() {
        let mut pixels = [0; PIXELS];
        (pixels[0], pixels[SIDE * 5 + 7]) = (255, 51);
        let image = moved(&pixels, -1, 2);
        assert_eq!(image[SIDE * 4 + 9], 0.2);
        assert_eq!(image.iter().sum::<f32>(), 0.2);
        assert_eq!(moved(&pixels, 0, 0)[0], 1.0);
    }

    #[test]
    fn digits_that_do_not_fit_are_refused() {
        let (pixels, mut labels) = bars();
        for (bytes, count, held) in [
            (pixels.len() - 1, 320, 64),
            (pixels.len(), 319, 64),
            (pixels.len(), 320, 300),
            (0, 0, 0),
        ] {
            let lesson = Lesson::new(&pixels[..bytes], &labels[..count], held);
            assert_eq!(lesson.err(), Some(NoDigits), "{bytes} {count} {held}");
        }
        labels[7] = 10;
        assert_eq!(Lesson::new(&pixels, &labels, 64).err(), Some(NoDigits));
    }
}
