//! Layers over images and sequences in `f64`, from their definitions, forward only: their gradients are differences.

mod branches;
mod convolution;
mod norm;
mod pool;
mod simple;
mod twin;
mod window;

use nn_core::rng::Noise;

use super::Activation;

pub use self::convolution::Convolution;
pub use self::twin::Twin;
pub use self::window::{Axis, Window};

/// A map over a whole batch, which batch normalisation needs.
pub trait Map {
    /// What comes out of each sample. Takes its parameters, and what was measured in earlier steps, from what is known.
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>>;
}

/// Whether a map is trained or used.
#[derive(Debug, Clone, Copy)]
pub enum Mode {
    /// A step that draws from this noise.
    Training(Noise),
    /// What follows from the sample alone.
    Inference,
}

/// What maps take from the front, one after the other: their parameters, and the running statistics that they renew.
#[derive(Debug)]
pub struct Known<'a> {
    parameters: &'a [f64],
    running: &'a mut [f64],
    mode: Mode,
}

impl<'a> Known<'a> {
    /// All parameters and running statistics of a map.
    pub fn new(parameters: &'a [f64], running: &'a mut [f64], mode: Mode) -> Self {
        Known {
            parameters,
            running,
            mode,
        }
    }

    /// The next parameters.
    fn parameters(&mut self, count: usize) -> &'a [f64] {
        let (taken, rest) = self.parameters.split_at(count);
        self.parameters = rest;
        taken
    }

    /// The next parameters if there are any, or as many numbers that stand for them.
    fn optional(&mut self, is_there: bool, count: usize, absent: f64) -> Vec<f64> {
        match is_there {
            true => self.parameters(count).to_vec(),
            false => vec![absent; count],
        }
    }

    /// The next running statistics.
    fn running(&mut self, count: usize) -> &'a mut [f64] {
        let (taken, rest) = std::mem::take(&mut self.running).split_at_mut(count);
        self.running = rest;
        taken
    }

    /// Runs the part `index` of something composed, which has a noise of its own.
    fn part(&mut self, index: u32, map: &dyn Map, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let whole = self.mode;
        if let Mode::Training(noise) = whole {
            self.mode = Mode::Training(noise.branch(index));
        }
        let outputs = map.forward(self, inputs);
        self.mode = whole;
        outputs
    }

    /// Whether all that is known has been taken.
    fn is_used_up(&self) -> bool {
        self.parameters.is_empty() && self.running.is_empty()
    }
}

/// The outputs of a map for a batch, one behind the other.
///
/// # Panics
/// If there are more parameters or running statistics than the map takes.
pub fn outputs(map: &dyn Map, mut known: Known<'_>, inputs: &[Vec<f64>]) -> Vec<f64> {
    let outputs = map.forward(&mut known, inputs);
    assert!(known.is_used_up(), "the map takes all that is known");
    outputs.concat()
}

/// Each sample by itself.
fn each(inputs: &[Vec<f64>], map: impl Fn(&[f64]) -> Vec<f64>) -> Vec<Vec<f64>> {
    inputs.iter().map(|input| map(input)).collect()
}

/// A map followed by an activation.
struct Active {
    map: Box<dyn Map>,
    activation: Activation,
}

impl Map for Active {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let sums = self.map.forward(known, inputs);
        each(&sums, |sums| self.activation.apply(sums))
    }
}
