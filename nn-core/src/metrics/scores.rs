//! Precision, recall and F1 of classes, their averages, and other numbers that follow from a confusion matrix.

use super::Confusion;
use crate::math;

/// Precision, recall and F1 of a class, or their averages over classes. What would be divided by 0 is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Scores {
    /// The fraction of the samples with this predicted class whose class it is.
    pub precision: f32,
    /// The fraction of the samples of this class for which it was predicted.
    pub recall: f32,
    /// The harmonic mean of precision and recall.
    pub f1: f32,
    /// The number of samples of this class.
    pub samples: u64,
}

impl<const CLASSES: usize> Confusion<CLASSES> {
    /// The number of all samples.
    pub fn samples(&self) -> u64 {
        (0..CLASSES).map(|class| self.actual(class)).sum()
    }

    /// Precision, recall and F1 of a class. All are 0 for a class that is not below `CLASSES`.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    ///
    /// let mut confusion = Confusion::<2>::new();
    /// confusion.counts = [[5, 1], [2, 2]];
    /// let scores = confusion.class(1);
    /// assert_eq!((scores.precision, scores.recall, scores.samples), (2.0 / 3.0, 0.5, 4));
    /// assert_eq!(scores.f1, 4.0 / 7.0);
    /// ```
    pub fn class(&self, class: usize) -> Scores {
        let (correct, samples) = (self.correct(class), self.actual(class));
        let predicted = self.predicted(class);
        Scores {
            precision: ratio(correct, predicted),
            recall: ratio(correct, samples),
            f1: ratio(2 * correct, samples + predicted),
            samples,
        }
    }

    /// The means of precision, recall and F1 over the classes that occur, as actual or as predicted ones, each with the same weight.
    pub fn macro_average(&self) -> Scores {
        self.average(|class| u64::from(self.actual(class) + self.predicted(class) > 0))
    }

    /// The means of precision, recall and F1 over classes, weighted with the number of samples of each class.
    pub fn weighted_average(&self) -> Scores {
        self.average(|class| self.actual(class))
    }

    /// The mean of the recall over the classes that have samples. It is 0 if nothing was counted.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    ///
    /// let mut confusion = Confusion::<2>::new();
    /// confusion.counts = [[90, 0], [10, 0]]; // the answer is always 0
    /// assert_eq!(confusion.accuracy(), 0.9);
    /// assert_eq!(confusion.balanced_accuracy(), 0.5);
    /// ```
    pub fn balanced_accuracy(&self) -> f32 {
        self.average(|class| u64::from(self.actual(class) > 0))
            .recall
    }

    /// The correlation coefficient of Matthews, from -1 to 1, for any number of classes (Gorodkin, 2004). It is 0 if it is not defined, as
    /// when only one class was predicted.
    ///
    /// ```
    /// use nn_core::metrics::Confusion;
    ///
    /// let mut confusion = Confusion::<2>::new();
    /// confusion.counts = [[3, 1], [1, 3]];
    /// assert_eq!(confusion.matthews(), 0.5);
    /// ```
    pub fn matthews(&self) -> f32 {
        // In `f64` these products are exact up to 9e7 samples.
        let [mut joint, mut of_actual, mut of_predicted] = [0.0; 3];
        let mut correct = 0;
        for class in 0..CLASSES {
            let (actual, predicted) = (self.actual(class) as f64, self.predicted(class) as f64);
            joint += actual * predicted;
            of_actual += actual * actual;
            of_predicted += predicted * predicted;
            correct += self.correct(class);
        }
        // Samples without a predicted class are of a class of their own.
        let undecided: u64 = self.undecided.iter().map(|count| u64::from(*count)).sum();
        of_predicted += undecided as f64 * undecided as f64;
        let samples = self.samples() as f64;
        let covariance = correct as f64 * samples - joint;
        let [of_actual, of_predicted] =
            [of_actual, of_predicted].map(|sum| samples * samples - sum);
        if of_actual == 0.0 || of_predicted == 0.0 {
            return 0.0;
        }
        let squared = (covariance / of_actual) * (covariance / of_predicted);
        math::sqrt(squared as f32).copysign(covariance as f32)
    }

    /// The mean of the scores of classes with these weights.
    fn average(&self, weight: impl Fn(usize) -> u64) -> Scores {
        let weights: u64 = (0..CLASSES).map(&weight).sum();
        let mut sums = [0.0; 3];
        for class in 0..CLASSES {
            let share = ratio(weight(class), weights);
            let Scores {
                precision,
                recall,
                f1,
                ..
            } = self.class(class);
            for (sum, score) in sums.iter_mut().zip([precision, recall, f1]) {
                *sum += share * score;
            }
        }
        let [precision, recall, f1] = sums;
        Scores {
            precision,
            recall,
            f1,
            samples: self.samples(),
        }
    }

    /// The number of samples of a class.
    pub(super) fn actual(&self, class: usize) -> u64 {
        let row = self.counts.get(class).into_iter().flatten();
        let counts = row.chain(self.undecided.get(class));
        counts.map(|count| u64::from(*count)).sum()
    }

    /// The number of samples for which a class was predicted.
    fn predicted(&self, class: usize) -> u64 {
        let column = self.counts.iter().filter_map(|row| row.get(class));
        column.map(|count| u64::from(*count)).sum()
    }

    /// The number of samples of a class for which it was predicted.
    fn correct(&self, class: usize) -> u64 {
        let row = self.counts.get(class);
        row.and_then(|row| row.get(class))
            .map_or(0, |count| u64::from(*count))
    }
}

/// A ratio of counts, or 0 if it is not defined.
fn ratio(part: u64, whole: u64) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}
