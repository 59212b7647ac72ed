//! Trains a network that divides a plane into two classes.

use std::f32::consts::PI;

use nn_core::math::{cos, sin, sqrt};
use nn_core::prelude::*;
use nn_core::rng::{normal, uniform};

use crate::nets::Plane;

/// The number of points of each class.
const POINTS: usize = 120;
/// Points in a step.
const BATCH: usize = 24;

/// The inputs of the network are places times this factor. With places from -1 to 1, most trainings of the spiral stop at a loss of 0.66.
const SCALE: f32 = 4.0;

/// A figure of points of two classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// A disk in a ring.
    Ring,
    /// Two arms of a spiral.
    Spiral,
    /// Four squares, of which those that touch at a corner have one class.
    Squares,
}

/// A point and whether its class is the second one.
type Point = ([f32; 2], bool);

/// A training on the points of a figure.
pub struct Division {
    inputs: Vec<[f32; 2]>,
    classes: Vec<bool>,
    net: Box<Plane>,
    trainer: Box<Trainer<Plane, BinaryCrossEntropy, Adam, BATCH>>,
    rng: Random,
}

impl Division {
    /// Begins with random points and weights.
    pub fn new(figure: Figure, seed: u64) -> Self {
        let mut rng = Random::seed(seed);
        let points = (0..2 * POINTS).map(|index| {
            let (place, class) = point(figure, index, &mut rng);
            (place.map(|part| SCALE * part), class)
        });
        let (inputs, classes) = points.unzip();
        let mut net = Plane::boxed();
        net.initialize(&mut rng);
        let trainer = Trainer::boxed(BinaryCrossEntropy, Adam::new(0.01));
        Division {
            inputs,
            classes,
            net,
            trainer,
            rng,
        }
    }

    /// Trains for one epoch. Returns the mean loss.
    ///
    /// # Errors
    /// A step was refused.
    pub fn epoch(&mut self) -> Result<f32, nn_core::Error> {
        nn_core::data::shuffle(&mut self.inputs, &mut self.classes, &mut self.rng)?;
        let mut sum = 0.0;
        let batches = self.inputs.chunks(BATCH).zip(self.classes.chunks(BATCH));
        for (inputs, classes) in batches {
            sum += self.trainer.step(&mut self.net, inputs, classes)?.loss;
        }
        Ok(sum / (2 * POINTS / BATCH) as f32)
    }

    /// The share of the points whose class the network computes.
    pub fn accuracy(&self) -> f32 {
        let pairs = self.inputs.iter().zip(&self.classes);
        let is_right =
            |(input, class): &(&[f32; 2], &bool)| (self.net.classify(input) == 1) == **class;
        pairs.filter(is_right).count() as f32 / self.inputs.len() as f32
    }

    /// The places from -1 to 1 of the points, and their classes.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        let places = self.inputs.iter();
        let places = places.map(|input| input.map(|part| part / SCALE));
        places.zip(self.classes.iter().copied())
    }

    /// The outputs at the centers of `side` x `side` squares of the plane from -1 to 1, row by row from the top.
    pub fn map(&self, side: usize) -> Vec<f32> {
        let part = |index: usize| SCALE * ((2 * index + 1) as f32 / side as f32 - 1.0);
        let output = |index: usize| {
            let input = [part(index % side), -part(index / side)];
            let [output] = self.net.predict(&input);
            output
        };
        (0..side * side).map(output).collect()
    }
}

/// A random point of a figure. Classes alternate.
fn point(figure: Figure, index: usize, rng: &mut Random) -> Point {
    let class = index % 2 == 1;
    let place = match figure {
        Figure::Ring => {
            let angle = uniform(rng, 0.0, 2.0 * PI);
            let radius = if class {
                uniform(rng, 0.65, 0.9)
            } else {
                0.42 * sqrt(uniform(rng, 0.0, 1.0))
            };
            [radius * cos(angle), radius * sin(angle)]
        }
        Figure::Spiral => {
            let along = (index / 2) as f32 / POINTS as f32;
            let angle = 2.6 * PI * along + if class { PI } else { 0.0 };
            let radius = 0.08 + 0.84 * along;
            [cos(angle), sin(angle)].map(|part| radius * part + 0.015 * normal(rng))
        }
        Figure::Squares => {
            let [x, y] = [0; 2].map(|_| uniform(rng, 0.06, 0.9));
            let side = if uniform(rng, 0.0, 1.0) < 0.5 {
                -1.0
            } else {
                1.0
            };
            [side * x, if class { -side * y } else { side * y }]
        }
    };
    (place, class)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_learned() {
        for (figure, epochs) in [
            (Figure::Ring, 60),
            (Figure::Squares, 60),
            (Figure::Spiral, 300),
        ] {
            let mut division = Division::new(figure, 1);
            let before = division.accuracy();
            let first = division.epoch().expect("a step");
            let last = (0..epochs)
                .map(|_| division.epoch().expect("a step"))
                .last();
            assert!(
                division.accuracy() > before.max(0.98),
                "{figure:?}: {}",
                division.accuracy()
            );
            assert!(
                last < Some(first / 4.0),
                "{figure:?}: {last:?} after {first}"
            );
        }
    }

    #[test]
    fn the_map_has_the_classes_of_its_places() {
        let mut division = Division::new(Figure::Ring, 1);
        for _ in 0..100 {
            division.epoch().expect("a step");
        }
        let map = division.map(15);
        assert!(map[7 * 15 + 7] < 0.1, "the center is in the disk");
        assert!(
            map[7 * 15 + 1] > 0.9 && map[15 + 7] > 0.9,
            "the ring is around it"
        );
    }
}
