//! Where a sample is stored: class-balancing reservoir sampling.

use super::Replay;
use crate::rng::Rng;
use crate::tensor::Tensor;

impl<S: Tensor, const N: usize, const CLASSES: usize> Replay<S, N, CLASSES> {
    /// The place of the next sample of a class, which is already counted as seen, or `None` if it is not stored.
    ///
    /// A class is full if it is or was one of the largest. Only the largest classes lose samples, and what was lost shows in the
    /// counts. So no flag is stored: a class is full if it is one of the largest, or if it holds fewer samples than it has seen.
    pub(super) fn place(&mut self, class: usize) -> Option<usize> {
        if self.len() < N {
            let place = self.len();
            self.len += 1;
            return Some(place);
        }
        let counts = self.counts();
        let held = *counts.get(class)?;
        let seen = *self.seen.get(class)?;
        let largest = counts.iter().copied().max()?;
        let mut random = self.random();
        if held == largest || held.saturating_add(1) < seen {
            // The sample is stored with the probability `held / seen`, in the place of any sample of its class.
            let pick = below(&mut random, seen);
            return self.nth(pick, |stored| stored == class);
        }
        let is_largest = |class: usize| counts.get(class) == Some(&largest);
        let classes = self.classes().iter();
        let among = classes.filter(|class| is_largest(usize::from(**class)));
        let pick = below(&mut random, among.count() as u32);
        self.nth(pick, is_largest)
    }

    /// The place of the stored sample with the number `pick` among those of some classes.
    fn nth(&self, pick: u32, is_among: impl Fn(usize) -> bool) -> Option<usize> {
        let places = self.classes().iter().enumerate();
        let mut among = places.filter(|(_, class)| is_among(usize::from(**class)));
        among.nth(pick as usize).map(|(place, _)| place)
    }
}

/// A random number below `limit`, or 0 if that is 0. The probabilities of two numbers differ by at most 2^-32.
pub(super) fn below(random: &mut impl Rng, limit: u32) -> u32 {
    ((u64::from(random.next_u32()) * u64::from(limit)) >> 32) as u32
}
