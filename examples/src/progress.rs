//! Shows the progress of a training run: one line per epoch, and a progress bar on a terminal.

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;

use indicatif::{ProgressBar, ProgressStyle};
use nn_core::Error;
use nn_core::train::{Epoch, Observer, Progress};

/// The result of an epoch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// The number of the epoch, counted from 1.
    pub epoch: usize,
    /// The mean loss over the training samples.
    pub loss: f32,
    /// The accuracy on the validation samples, from 0 to 1.
    pub accuracy: f32,
}

/// Observes a run: measures the accuracy after every epoch, and stops the run at a target accuracy.
pub struct Watch<A> {
    accuracy: A,
    epochs: usize,
    target: Option<f32>,
    bar: ProgressBar,
    /// The sum of the losses of this epoch's samples so far.
    loss: f32,
    seen: usize,
    /// The results of all epochs so far.
    records: Vec<Record>,
    /// The error of measuring the accuracy.
    failure: Option<Error>,
}

impl<A> Watch<A> {
    /// Observes `epochs` epochs of `samples` samples each. `accuracy` evaluates a network.
    pub fn new(epochs: usize, samples: usize, accuracy: A) -> Self {
        let bar = if io::stdout().is_terminal() {
            ProgressBar::new((epochs * samples) as u64)
        } else {
            ProgressBar::hidden()
        };
        let style = ProgressStyle::with_template("{msg}   {bar:24.green/dim}");
        bar.set_style(
            style
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("━━─"),
        );
        Watch {
            accuracy,
            epochs,
            target: None,
            bar,
            loss: 0.0,
            seen: 0,
            records: Vec::new(),
            failure: None,
        }
    }

    /// Stops the run after an epoch with at least this accuracy.
    #[must_use]
    pub fn until(mut self, accuracy: Option<f32>) -> Self {
        self.target = accuracy;
        self
    }

    fn line(&self, epoch: usize, loss: f32, last: Option<&Record>) -> String {
        let accuracy = last.map_or(String::new(), |last| {
            format!("   accuracy {:6.2} %", 100.0 * last.accuracy)
        });
        format!(
            "epoch {epoch:>3}/{}   loss {loss:.4}{accuracy}",
            self.epochs
        )
    }

    /// Removes the progress bar and returns the results of all epochs.
    ///
    /// # Errors
    /// The accuracy could not be measured.
    pub fn finish(self) -> Result<Vec<Record>, Error> {
        self.bar.finish_and_clear();
        match self.failure {
            Some(error) => Err(error),
            None => Ok(self.records),
        }
    }
}

impl<N, A: FnMut(&N) -> Result<f32, Error>> Observer<N> for Watch<A> {
    fn step(&mut self, progress: &Progress) {
        if self.bar.is_hidden() {
            return;
        }
        let samples = progress.samples - self.seen;
        self.seen = progress.samples;
        self.loss += progress.step.loss * samples as f32;
        let line = self.line(
            progress.epoch,
            self.loss / self.seen as f32,
            self.records.last(),
        );
        self.bar.set_message(line);
        let before = (progress.epoch - 1) * progress.total;
        self.bar.set_position((before + progress.samples) as u64);
    }

    fn epoch(&mut self, net: &N, epoch: &Epoch) -> ControlFlow<()> {
        let loss = epoch.loss;
        let accuracy = match (self.accuracy)(net) {
            Ok(accuracy) => accuracy,
            Err(error) => {
                self.failure = Some(error);
                return ControlFlow::Break(());
            }
        };
        let record = Record {
            epoch: epoch.number,
            loss,
            accuracy,
        };
        self.records.push(record);
        (self.loss, self.seen) = (0.0, 0);
        let line = self.line(epoch.number, loss, Some(&record));
        let printed = self.bar.suspend(|| writeln!(io::stdout(), "{line}"));

        let is_reached = self.target.is_some_and(|target| accuracy >= target);
        if is_reached || printed.is_err() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}
