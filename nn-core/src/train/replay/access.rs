//! Offers samples to a memory, and reads them.

use super::{Replay, place};
use crate::error::Error;
use crate::layer::{Scalar, dequantize, quantize};
use crate::loss::Label;
use crate::settings::{POSITIVE, check};
use crate::tensor::{Cell, Tensor};
use crate::train::Permutation;

/// A sample of a [`Replay`] as real numbers.
type Real<S> = <<S as Cell>::Element as Scalar>::Real<S>;

impl<S: Tensor<Element: Scalar>, const N: usize, const CLASSES: usize> Replay<S, N, CLASSES> {
    /// Offers the next sample of the stream. Returns whether it was stored.
    ///
    /// # Errors
    /// The class is not below `CLASSES`, a number of the sample is infinite or NaN, or the scale of integers was not set. The memory
    /// is then unchanged.
    pub fn offer(&mut self, sample: &Real<S>, label: impl Label) -> Result<bool, Error> {
        if !S::Element::IS_REAL {
            check(&[("scale", &POSITIVE)], &[self.scale.factor])?;
        }
        let (class, values) = (label.class(), sample.as_slice());
        let Some(seen) = self.seen.get_mut(class) else {
            return Err(Error::ClassOutOfRange {
                sample: 0,
                class,
                classes: CLASSES,
            });
        };
        if let Some(value) = values.iter().find(|value| !value.is_finite()) {
            return Err(Error::Setting {
                name: "sample",
                value: *value,
                rule: "its numbers must be finite: leave it out",
            });
        }
        *seen = seen.saturating_add(1);
        let Some(place) = self.place(class) else {
            return Ok(false);
        };
        let slots = self.samples.get_mut(place).zip(self.classes.get_mut(place));
        if let Some((stored, stored_class)) = slots {
            *stored_class = class as u8;
            if S::Element::IS_REAL {
                let values = S::Element::reals(values).unwrap_or_default();
                for (stored, value) in stored.as_mut_slice().iter_mut().zip(values) {
                    *stored = *value;
                }
            } else {
                quantize(values, self.scale, stored);
            }
        }
        Ok(true)
    }

    /// Reads the sample at an index. Returns its class, or `None` if there is no such sample.
    pub fn read(&self, index: usize, sample: &mut Real<S>) -> Option<u8> {
        let class = self.classes().get(index)?;
        dequantize(
            self.samples().get(index)?,
            self.scale,
            sample.as_mut_slice(),
        );
        Some(*class)
    }

    /// Reads a random sample. Returns its class, or `None` if the memory is empty.
    pub fn draw(&mut self, sample: &mut Real<S>) -> Option<u8> {
        let len = self.len() as u32;
        let index = place::below(&mut self.random(), len);
        self.read(index as usize, sample)
    }

    /// Reads random samples, all different, and their classes: as many as there is room for and as are stored. Returns their number.
    ///
    /// It fills a batch, or the part of a batch after the new samples:
    ///
    /// ```
    /// use nn_core::prelude::*;
    /// use nn_core::layer::Scale;
    /// use nn_core::train::Replay;
    ///
    /// type Net = network![2 => Dense<3, Softmax>];
    /// let mut memory = Replay::<[i8; 2], 12, 3>::ZERO;
    /// memory.scale = Scale::new(0.1, 0);
    /// for class in 0..3u8 {
    ///     memory.offer(&[0.5, f32::from(class)], class)?;
    /// }
    ///
    /// let mut net = Net::ZERO;
    /// let mut trainer = Trainer::<Net, _, _, 4>::new(CrossEntropy, Sgd::new(0.1));
    /// let (mut inputs, mut classes) = ([[0.4, 1.1]; 4], [1; 4]); // the first one is new
    /// let drawn = memory.draw_batch(&mut inputs[1..], &mut classes[1..]);
    /// trainer.step(&mut net, &inputs[..1 + drawn], &classes[..1 + drawn])?;
    /// # Ok::<(), nn_core::Error>(())
    /// ```
    pub fn draw_batch(&mut self, samples: &mut [Real<S>], classes: &mut [u8]) -> usize {
        let order = Permutation::new(self.len(), &mut self.random());
        let mut drawn = 0;
        for (sample, class) in samples.iter_mut().zip(classes) {
            if drawn == self.len() {
                break;
            }
            if let Some(found) = self.read(order.at(drawn), sample) {
                *class = found;
            }
            drawn += 1;
        }
        drawn
    }
}
