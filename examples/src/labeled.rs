//! Samples with the class and the group of each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nn_data::{Error, idx};

/// Samples of classes, in groups that share their origin: a person, a patient or a speaker. A test whose groups are held out from training
/// measures how well a network generalizes to others.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Labeled<I> {
    /// The samples.
    pub samples: Vec<I>,
    /// The class of each sample, counted from 0.
    pub classes: Vec<u8>,
    /// The group of each sample.
    pub groups: Vec<u8>,
}

impl<I: Clone> Labeled<I> {
    /// Reads the classes and the groups of samples: `NAME-labels-idx1-ubyte.gz` and `NAME-GROUPS-idx1-ubyte.gz`.
    ///
    /// # Errors
    /// A file is missing, damaged or of another format, the lengths differ, or there are more classes.
    pub fn read(
        samples: Vec<I>,
        classes: usize,
        directory: &Path,
        (name, groups): (&str, &str),
    ) -> Result<Self, Error> {
        let labels = |kind: &str, most| {
            let path = file(directory, name, &format!("{kind}-idx1-ubyte"));
            idx::labels(&path, samples.len(), most)
        };
        Ok(Labeled {
            classes: labels("labels", classes)?,
            groups: labels(groups, 1 << u8::BITS)?,
            samples,
        })
    }

    /// The number of samples.
    pub fn len(&self) -> usize {
        self.samples.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    /// The samples and their classes, as a training reads them.
    pub fn pairs(&self) -> (&[I], &[u8]) {
        (&self.samples, &self.classes)
    }

    /// The groups, in ascending order.
    pub fn distinct_groups(&self) -> Vec<u8> {
        let groups: BTreeSet<u8> = self.groups.iter().copied().collect();
        groups.into_iter().collect()
    }

    /// Splits the samples into those of all other groups and those of one group.
    pub fn without(&self, group: u8) -> (Self, Self) {
        (
            self.filtered(|other| other != group),
            self.filtered(|other| other == group),
        )
    }

    /// The samples of the groups that are kept.
    fn filtered(&self, is_kept: impl Fn(u8) -> bool) -> Self {
        let kept = |index: &usize| self.groups.get(*index).is_some_and(|group| is_kept(*group));
        let indices: Vec<usize> = (0..self.len()).filter(kept).collect();
        Labeled {
            samples: chosen(&self.samples, &indices),
            classes: chosen(&self.classes, &indices),
            groups: chosen(&self.groups, &indices),
        }
    }
}

/// The compressed file of this set and kind.
pub fn file(directory: &Path, name: &str, kind: &str) -> PathBuf {
    directory.join(format!("{name}-{kind}.gz"))
}

fn chosen<T: Clone>(all: &[T], indices: &[usize]) -> Vec<T> {
    let chosen = indices.iter().filter_map(|index| all.get(*index));
    chosen.cloned().collect()
}
