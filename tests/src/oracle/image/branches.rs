//! What is composed: one behind the other, side by side and added, side by side and joined.

use super::{Known, Map};

/// One behind the other.
pub(super) struct Chain(pub(super) [Box<dyn Map>; 2]);

impl Map for Chain {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let between = known.part(0, &*self.0[0], inputs);
        known.part(1, &*self.0[1], &between)
    }
}

/// What a branch gives, and the input itself, added.
pub(super) struct Residual(pub(super) Box<dyn Map>);

impl Map for Residual {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        sums(&self.0.forward(known, inputs), inputs)
    }
}

/// What two branches give, added.
pub(super) struct Sum(pub(super) [Box<dyn Map>; 2]);

impl Map for Sum {
    fn forward(&self, known: &mut Known<'_>, inputs: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let first = known.part(0, &*self.0[0], inputs);
        sums(&first, &known.part(1, &*self.0[1], inputs))
    }
}

/// What two branches give, one behind the other.
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
