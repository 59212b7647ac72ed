//! Layers over images and sequences in `f64`, from their definitions. There is only a forward pass. Gradients are differences.

mod branches;
mod convolution;
mod norm;
mod pool;
mod recurrent;
mod simple;
mod twin;
mod window;

use nn_core::rng::Noise;

use super::Activation;

pub use self::convolution::Convolution;
pub use self::twin::Twin;
pub use self::window::{Axis, Window};

/// A map over a whole batch, as batch normalization needs it.
pub trait Map {
    /// The outputs of the samples. Takes its parameters and its running statistics from `known`.
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>>;
}

/// Training or inference.
#[derive(Debug, Clone, Copy)]
pub enum Mode {
    /// A training step with this noise.
    Training(Noise),
    /// Inference.
    Inference,
}

/// The parameters and running statistics, which maps take in order. Training updates the statistics.
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

    /// The next parameters, or this many default values if there are none left.
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

    /// Runs part `index` of a composed map. Each part has its own noise.
    fn part(&mut self, index: u32, map: &dyn Map, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let whole = self.mode;
        if let Mode::Training(noise) = whole {
            self.mode = Mode::Training(noise.branch(index));
        }
        let outputs = map.forward(self, inputs);
        self.mode = whole;
        outputs
    }

    /// Whether everything has been taken.
    fn is_used_up(&self) -> bool {
        self.parameters.is_empty() && self.running.is_empty()
    }
}

/// The outputs of a map for a batch, sample by sample.
///
/// # Panics
/// If there are more parameters or running statistics than the map uses.
pub fn outputs(map: &dyn Map, mut known: Known<'_>, inputs: &[Vec<f64>]) -> Vec<f64> {
    let outputs = map.forward(&mut known, inputs);
    assert!(known.is_used_up(), "the map takes all that is known");
    outputs.concat()
}

/// Runs the map for each sample.
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
