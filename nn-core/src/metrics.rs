//! How good a network is: accuracy, and the confusion matrix behind it.

use core::ops::AddAssign;

use crate::memory::with_workspace;
use crate::network::Network;

/// Which class was taken for which: `counts[actual][predicted]`.
///
/// ```
/// use nn_core::metrics::Confusion;
///
/// let mut confusion = Confusion::<3>::new();
/// confusion.add(0, 0);
/// confusion.add(2, 1);
/// assert_eq!(confusion.accuracy(), 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confusion<const CLASSES: usize> {
    /// How often the class of the row was taken for that of the column.
    pub counts: [[u32; CLASSES]; CLASSES],
}

impl<const CLASSES: usize> Default for Confusion<CLASSES> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const CLASSES: usize> AddAssign for Confusion<CLASSES> {
    /// Adds the counts of another test, as cross-validation does.
    fn add_assign(&mut self, other: Self) {
        let counts = self.counts.iter_mut().flatten();
        for (count, other) in counts.zip(other.counts.iter().flatten()) {
            *count += other;
        }
    }
}

impl<const CLASSES: usize> Confusion<CLASSES> {
    /// Nothing counted yet.
    pub const fn new() -> Self {
        Confusion {
            counts: [[0; CLASSES]; CLASSES],
        }
    }

    /// Counts a network's answers for samples with known classes; samples of classes that do not exist are left out.
    ///
    /// # Shapes
    /// The network's output has `CLASSES` numbers.
    pub fn of<N>(net: &N, inputs: &[N::Input], classes: &[impl Copy + Into<usize>]) -> Self
    where
        N: Network<Output = [f32; CLASSES]>,
    {
        let mut confusion = Self::new();
        with_workspace(|workspace| {
            for (input, class) in inputs.iter().zip(classes) {
                confusion.add((*class).into(), net.classify_in(input, workspace));
            }
        });
        confusion
    }

    /// Counts one answer.
    pub fn add(&mut self, actual: usize, predicted: usize) {
        let row = self.counts.get_mut(actual);
        if let Some(count) = row.and_then(|row| row.get_mut(predicted)) {
            *count += 1;
        }
    }

    /// The part of the answers that is right, from 0 to 1; 0 if there are none.
    pub fn accuracy(&self) -> f32 {
        let all: u32 = self.counts.iter().flatten().sum();
        let right: u32 = (0..CLASSES)
            .filter_map(|c| self.counts.get(c)?.get(c))
            .sum();
        if all == 0 {
            0.0
        } else {
            right as f32 / all as f32
        }
    }
}

/// The part of the samples whose class the network names, from 0 to 1; 0 if there are none.
///
/// ```
/// use nn_core::metrics::accuracy;
/// use nn_core::prelude::*;
///
/// type Net = network![1 => Dense<2, Softmax>];
/// let mut net = Net::ZERO;
/// net.layers.weights = [[-1.0, 1.0]];
/// assert_eq!(accuracy(&net, &[[3.0], [-3.0]], &[1u8, 1]), 0.5);
/// ```
pub fn accuracy<N: Network>(
    net: &N,
    inputs: &[N::Input],
    classes: &[impl Copy + Into<usize>],
) -> f32 {
    let mut right = 0;
    with_workspace(|workspace| {
        for (input, class) in inputs.iter().zip(classes) {
            right += usize::from(net.classify_in(input, workspace) == (*class).into());
        }
    });
    let all = inputs.len().min(classes.len());
    if all == 0 {
        0.0
    } else {
        right as f32 / all as f32
    }
}
