//! The error of a function in units in the last place.

use crate::math_reference::ulps;
use crate::sweep::{CHUNK, Findings, sweep};

/// The results for one function.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    inputs: u64,
    sum: f64,
    max: f64,
    at: f32,
    /// Adjacent inputs where the larger one has the smaller result.
    falls: u64,
}

impl Findings for Tally {
    fn add(&mut self, other: &Self) {
        self.inputs += other.inputs;
        self.sum += other.sum;
        self.falls += other.falls;
        if other.max > self.max {
            self.max = other.max;
            self.at = other.at;
        }
    }
}

impl Tally {
    /// Runs `function` over every `stride`-th input.
    pub(crate) fn measure(
        stride: u32,
        function: impl Fn(f32) -> f32 + Sync,
        reference: impl Fn(f64) -> f64 + Sync,
    ) -> Self {
        sweep(stride, |inputs| {
            let results: Vec<f32> = inputs.iter().map(|input| function(*input)).collect();
            compare(inputs, &results, &reference)
        })
    }

    pub(crate) fn print(&self, name: &str, rises: bool) {
        let Tally {
            inputs, max, at, ..
        } = self;
        let mean = self.sum / *inputs as f64;
        let falls = match rises {
            true => self.falls.to_string(),
            false => "-".to_owned(),
        };
        println!("{name:9} {inputs:>12} {max:>8.4} {at:>16e} {mean:>8.4} {falls:>8}");
    }
}

/// Adds the errors of a chunk, and its pairs of adjacent inputs up to the first input after it.
fn compare(inputs: &[f32], results: &[f32], reference: impl Fn(f64) -> f64) -> Tally {
    let mut tally = Tally {
        inputs: inputs.len().min(CHUNK) as u64,
        ..Tally::default()
    };
    for (input, result) in inputs.iter().zip(results).take(CHUNK) {
        let error = ulps(*result, reference(f64::from(*input)));
        tally.sum += error;
        if error > tally.max {
            tally.max = error;
            tally.at = *input;
        }
    }
    for (input, result) in inputs.windows(2).zip(results.windows(2)) {
        // the bits of a negative number grow when the number falls
        let falls = (input[0] < input[1] && result[0] > result[1])
            || (input[0] > input[1] && result[0] < result[1]);
        tally.falls += u64::from(falls);
    }
    tally
}
