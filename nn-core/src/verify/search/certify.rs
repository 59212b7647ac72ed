//! Whether the checker of certificates agrees that a part is proved.

use alloc::vec;
use alloc::vec::Vec;

use super::super::certificate::{Bounded, Hint};
use super::clause::Best;
use super::part::Part;
use super::question::Question;

impl Question<'_> {
    /// What the checker needs to prove a clause in a part. `best` is what proved it here.
    pub(super) fn hint(&self, part: &Part, clause: usize, best: Option<&Best>) -> Option<Hint> {
        let region: Vec<[f64; 2]> = part.region.pairs().collect();
        let bounded = Bounded::new(self.graph, &region, &part.decided);
        let literals = self.clauses.get(clause)?;
        let plain = Hint::default();
        if bounded.proves(literals, &plain) {
            return Some(plain);
        }
        let (groups, best) = (self.groups(clause), best?);
        let group = groups.get(best.group)?;
        let mut weights = vec![0.0; literals.len()];
        for (place, weight) in group.places.iter().zip(&best.relaxation.weights) {
            if let Some(own) = weights.get_mut(*place) {
                *own = *weight as f32;
            }
        }
        let slopes = bounded.open_units().into_iter().map(|(node, element)| {
            let slopes = best.relaxation.slopes.get(node);
            let slope = slopes.and_then(|slopes| slopes.get(element)).copied();
            (slope.unwrap_or_default() * 255.0).round() as u8
        });
        let multipliers = best
            .relaxation
            .multipliers
            .iter()
            .map(|factor| *factor as f32);
        let (slopes, multipliers) = (slopes.collect(), multipliers.collect());
        let hint = Hint {
            weights,
            slopes,
            multipliers,
        };
        bounded.proves(literals, &hint).then_some(hint)
    }
}
