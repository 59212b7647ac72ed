//! The tree of the parts, as a search finds them.

use alloc::vec;
use alloc::vec::Vec;

use super::super::certificate::{Hint, Step, Tree};
use super::part::{Part, Split};

/// What was found about the parts so far.
#[derive(Debug)]
pub(super) struct Record {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
enum Entry {
    Open,
    /// The place of the first of the two parts. The other one follows.
    Split(Split, usize),
    Proof(Hint),
}

impl Record {
    /// One part.
    pub(super) fn new() -> Self {
        Record {
            entries: vec![Entry::Open],
        }
    }

    pub(super) fn proof(&mut self, place: usize, hint: Hint) {
        self.set(place, Entry::Proof(hint));
    }

    /// The parts get their places.
    pub(super) fn split(&mut self, place: usize, split: Split, halves: &mut [Part; 2]) {
        let first = self.entries.len();
        self.set(place, Entry::Split(split, first));
        for (index, half) in halves.iter_mut().enumerate() {
            half.place = first + index;
            self.entries.push(Entry::Open);
        }
    }

    fn set(&mut self, place: usize, entry: Entry) {
        if let Some(own) = self.entries.get_mut(place) {
            *own = entry;
        }
    }

    /// The tree, if no part is open.
    pub(super) fn tree(self) -> Tree {
        let (mut places, mut steps) = (vec![0], Vec::with_capacity(self.entries.len()));
        while let Some(place) = places.pop() {
            match self.entries.get(place) {
                Some(Entry::Proof(hint)) => steps.push(Step::Part(hint.clone())),
                Some(Entry::Split(split, first)) => {
                    steps.push(match *split {
                        Split::Input(index, at) => Step::Input { index, at },
                        Split::Unit(node, element) => Step::Unit { node, element },
                    });
                    places.extend([first + 1, *first]);
                }
                _ => {}
            }
        }
        Tree { steps }
    }
}
