//! An observer that records a training run.

use std::ops::ControlFlow;

use nn_core::prelude::*;
use nn_core::train::{Observer, Progress};

/// Records a training run.
#[derive(Debug, Default)]
pub struct History {
    /// Every step.
    pub steps: Vec<Progress>,
    /// Every epoch.
    pub epochs: Vec<Epoch>,
    /// The epoch after which it stops the run.
    pub end_after: Option<usize>,
}

impl<N> Observer<N> for History {
    fn step(&mut self, progress: &Progress) {
        self.steps.push(*progress);
    }
    fn epoch(&mut self, _net: &N, epoch: &Epoch) -> ControlFlow<()> {
        self.epochs.push(*epoch);
        match self.end_after {
            Some(last) if epoch.number >= last => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}
