//! Scores in descending order: the area under the ROC curve, and average precision.

use core::fmt;

use super::heap_sort::heap_sort;
use super::samples::{Real, for_each_sample};
use crate::error::Error;
use crate::layer::Scalar;
use crate::loss::{Label, class_index};
use crate::network::{Network, Workspace, with_workspace};
use crate::sum::Sum;
use crate::tensor::Tensor;

/// The scores of samples in descending order, and whether each sample is positive: what metrics at all thresholds need.
///
/// The caller lends the memory, one `(f32, bool)` for each sample.
///
/// ```
/// use nn_core::metrics::Ranking;
/// use nn_core::prelude::*;
///
/// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
/// net.layers.weights = [[1.0]];
/// let (inputs, labels) = ([[1.0], [2.0], [3.0], [4.0]], [false, false, true, true]);
/// let mut memory = [(0.0, false); 4];
/// let ranking = Ranking::of(&net, &inputs, &labels, true, &mut memory)?;
/// assert_eq!((ranking.roc_auc(), ranking.average_precision()), (1.0, 1.0));
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// The score of a positive sample that is NaN counts as the least score, and that of a negative one as the greatest: both are wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking<'a> {
    scores: &'a [(f32, bool)],
}

impl<'a> Ranking<'a> {
    /// Sorts scores of samples. Each is with `true` if the sample is positive.
    ///
    /// ```
    /// use nn_core::metrics::Ranking;
    ///
    /// let mut scores = [(0.1, false), (0.4, false), (0.35, true), (0.8, true)];
    /// assert_eq!(Ranking::new(&mut scores).roc_auc(), 0.75);
    /// ```
    pub fn new(scores: &'a mut [(f32, bool)]) -> Self {
        for (score, is_positive) in scores.iter_mut() {
            *score = match (score.is_nan(), *is_positive) {
                (false, _) => *score,
                (true, true) => f32::NEG_INFINITY,
                (true, false) => f32::INFINITY,
            };
        }
        heap_sort(scores, |(one, _), (other, _)| one > other);
        Ranking { scores }
    }

    /// Sorts the outputs of a network for the class `positive`: all other classes are negative. The class 0 of a single output has the
    /// negated output as its score.
    ///
    /// # Errors
    /// There are no samples, there are not as many labels as inputs, the output does not have a class, or `memory` has fewer places than
    /// there are samples.
    pub fn of<N: Network>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        positive: impl Label,
        memory: &'a mut [(f32, bool)],
    ) -> Result<Self, Error> {
        with_workspace(|workspace| Self::of_in(net, inputs, labels, positive, memory, workspace))
    }

    /// [`of`](Self::of) in a workspace that can be a `static`.
    ///
    /// # Errors
    /// As for [`of`](Self::of).
    pub fn of_in<N: Network>(
        net: &N,
        inputs: &[Real<N>],
        labels: &[impl Label],
        positive: impl Label,
        memory: &'a mut [(f32, bool)],
        workspace: &mut Workspace<N>,
    ) -> Result<Self, Error> {
        let class = class_index::<N::Output>(positive)?;
        let (places, samples) = (memory.len(), inputs.len());
        let too_small = Error::MemoryTooSmall { places, samples };
        let memory = memory.get_mut(..samples).ok_or(too_small)?;
        let mut slots = memory.iter_mut();
        let [_, scale] = net.scales();
        let scale = scale.unwrap_or_default();
        for_each_sample(net, inputs, labels, |input, label| {
            let is_positive = class_index::<N::Output>(*label)? == class;
            let outputs = net.predict_in(input, workspace).as_slice();
            let real = |index: usize| outputs.get(index).map(|output| output.to_real(scale));
            let score = match (N::Output::LEN, class) {
                (1, 0) => real(0).map(|score| -score),
                (1, _) => real(0),
                _ => real(class),
            };
            if let (Some(slot), Some(score)) = (slots.next(), score) {
                *slot = (score, is_positive);
            }
            Ok(())
        })?;
        Ok(Self::new(memory))
    }

    /// The scores in descending order, each with whether the sample is positive.
    pub const fn scores(&self) -> &'a [(f32, bool)] {
        self.scores
    }

    /// The area under the ROC curve: the probability that a positive sample has a larger score than a negative one. Equal scores count
    /// half, as scikit-learn's `roc_auc_score`. NaN if all samples are positive, or none.
    pub fn roc_auc(&self) -> f32 {
        let (mut positives, mut negatives, mut twice) = (0, 0, 0);
        self.for_each_group(|hits, misses| {
            twice += misses * (2 * positives + hits);
            positives += hits;
            negatives += misses;
        });
        twice as f32 / (2 * positives * negatives) as f32
    }

    /// The average precision: the mean of the precision at each positive sample, where equal scores have one threshold, as
    /// scikit-learn's `average_precision_score`. It is 0 if no sample is positive.
    pub fn average_precision(&self) -> f32 {
        let (mut positives, mut seen) = (0, 0);
        let mut sum = Sum::up_to(self.scores.len());
        self.for_each_group(|hits, misses| {
            positives += hits;
            seen += hits + misses;
            sum.add(hits as f32 * (positives as f32 / seen as f32));
        });
        if positives == 0 {
            0.0
        } else {
            sum.value() / positives as f32
        }
    }

    /// Calls `visit` with the numbers of positive and negative samples of each score, in descending order.
    fn for_each_group(&self, mut visit: impl FnMut(u64, u64)) {
        let (mut hits, mut misses) = (0, 0);
        let mut scores = self.scores.iter().peekable();
        while let Some((score, is_positive)) = scores.next() {
            hits += u64::from(*is_positive);
            misses += u64::from(!*is_positive);
            if scores.peek().is_none_or(|(next, _)| next != score) {
                visit(hits, misses);
                (hits, misses) = (0, 0);
            }
        }
    }
}

/// Both metrics in a table.
///
/// ```
/// use nn_core::metrics::Ranking;
///
/// let mut scores = [(0.1, false), (0.4, false), (0.35, true), (0.8, true)];
/// assert_eq!(
///     Ranking::new(&mut scores).to_string(),
///     "\
/// positive samples                 2
/// negative samples                 2
/// area under the ROC curve     0.750
/// average precision            0.833
/// "
/// );
/// ```
impl fmt::Display for Ranking<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_positive = |pair: &&(f32, bool)| pair.1;
        let positives = self.scores.iter().filter(is_positive).count();
        let negatives = self.scores.len() - positives;
        writeln!(f, "{:<24}{positives:>10}", "positive samples")?;
        writeln!(f, "{:<24}{negatives:>10}", "negative samples")?;
        writeln!(
            f,
            "{:<24}{:>10.3}",
            "area under the ROC curve",
            self.roc_auc()
        )?;
        writeln!(
            f,
            "{:<24}{:>10.3}",
            "average precision",
            self.average_precision()
        )
    }
}
