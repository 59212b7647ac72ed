//! Proves properties of a model that was read, with the bounds of nn-core.
//!
//! A property is a file of VNN-LIB, as the competitions of verification tools use them. It describes what must *not* happen: inputs
//! within bounds whose outputs satisfy linear inequalities.

mod affine;
mod cases;
mod expression;
mod network;
mod recurrent;
mod vnnlib;
mod windows;

use std::time::Duration;

use nn_core::verify::{Interval, Progress, Verdict, Verifier};

pub use self::cases::{Case, Specification};
use crate::Import;

/// The number that the written network has.
fn single(value: f64) -> f64 {
    f64::from(value as f32)
}

impl Import {
    /// A verifier of the network that [`write`](Import::write) writes.
    ///
    /// # Errors
    /// A layer is damaged.
    pub fn verifier(&self) -> Result<Verifier<'static>, String> {
        let graph = network::graph(self.input(), self.stages())?;
        Ok(Verifier::of_graph(graph))
    }

    /// Whether no input of a specification's regions has outputs that it excludes.
    ///
    /// A proof holds for the network that [`write`](Import::write) writes, for the bits that every target computes. A counterexample is
    /// an input whose output violates the property in any order of terms.
    ///
    /// # Errors
    /// A layer is damaged, or the specification is about other inputs or outputs.
    pub fn prove(
        &self,
        specification: &Specification,
        most_time: Duration,
    ) -> Result<Verdict, String> {
        self.prove_observed(specification, most_time, |_| {})
    }

    /// The same. It calls a function after every few parts, so that a program can show how far it is.
    ///
    /// # Errors
    /// Those of [`prove`](Import::prove).
    pub fn prove_observed(
        &self,
        specification: &Specification,
        most_time: Duration,
        observer: impl Fn(&Progress) + Sync,
    ) -> Result<Verdict, String> {
        let verifier = self.verifier()?.most_time(most_time).observe(observer);
        specification.check(
            self.input().iter().product(),
            self.outputs.first().map_or(0, Vec::len),
        )?;
        let mut all = 0;
        for (region, property) in specification.questions() {
            let region = region
                .iter()
                .map(|[low, high]| Interval::outward(*low, *high));
            let region: Vec<Interval> = region.collect();
            match verifier.decide(&region, &property) {
                Verdict::Proved { parts } => all += parts,
                other => return Ok(other),
            }
        }
        Ok(Verdict::Proved { parts: all })
    }
}
