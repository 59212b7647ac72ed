//! Composed maps: in sequence, parallel and added, parallel and joined.

use super::{Known, Map};

/// Two maps in sequence.
pub(super) struct Chain(pub(super) [Box<dyn Map>; 2]);

impl Map for Chain {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let between = known.part(0, &*self.0[0], inputs);
        known.part(1, &*self.0[1], &between)
    }
}

/// The output of a branch plus the input.
pub(super) struct Residual(pub(super) Box<dyn Map>);

impl Map for Residual {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        sums(&self.0.forward(known, inputs), inputs)
    }
}

/// The sum of two branches.
pub(super) struct Sum(pub(super) [Box<dyn Map>; 2]);

impl Map for Sum {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let first = known.part(0, &*self.0[0], inputs);
        sums(&first, &known.part(1, &*self.0[1], inputs))
    }
}

/// The joined outputs of two branches.
pub(super) struct Joined(pub(super) [Box<dyn Map>; 2]);

impl Map for Joined {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let first = known.part(0, &*self.0[0], inputs);
        let last = known.part(1, &*self.0[1], inputs);
        let pairs = first.into_iter().zip(last);
        pairs.map(|(first, last)| [first, last].concat()).collect()
    }
}

fn sums(a: &[Vec<f64>], b: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let sum = |(a, b): (&Vec<f64>, &Vec<f64>)| a.iter().zip(b).map(|(a, b)| a + b).collect();
    a.iter().zip(b).map(sum).collect()
}
