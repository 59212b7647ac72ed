//! Groups of inputs of a vector, expanded once for all outputs.

use crate::{Quad, word};

/// Four inputs, in the form in which a processor multiplies them.
pub(crate) trait Expanded: Copy {
    /// Inputs that are zero.
    const NONE: Self;

    /// `x - zero`.
    fn new(x: &[i8; 4], zero: i8) -> Self;

    /// Adds the products of consecutive groups, at most 64, and the weights of eight outputs to their sums.
    fn consecutive(groups: &[Self], weights: &[[Quad; 2]], sums: &mut [i32; 8]);

    /// Sets the sums of the products of consecutive groups, at most 64, and of the fewer than four inputs after them, `x - zero`, with the
    /// weights of eight outputs.
    #[inline(always)]
    fn all(
        groups: &mut [Self],
        inputs: &[i8],
        zero: i8,
        weights: (&[[Quad; 2]], &[[u32; 2]]),
        sums: &mut [i32; 8],
    ) {
        *sums = [0; 8];
        Self::consecutive(groups, weights.0, sums);
        if !inputs.is_empty() {
            crate::last(inputs, zero, weights.1, sums);
        }
    }

    /// Adds the products of groups at some places, at most 64. Groups without weights are left out.
    fn selected(groups: &[Self], places: &[u16], weights: &[[Quad; 2]], sums: &mut [i32; 8]);
}

/// Groups of inputs, and the places of as many as are not consecutive.
#[derive(Debug, Clone)]
pub(crate) struct Elements<G, const N: usize, const PLACES: usize> {
    pub(crate) groups: [G; N],
    pub(crate) places: [u16; PLACES],
}

impl<G: Expanded, const N: usize, const PLACES: usize> Elements<G, N, PLACES> {
    /// No inputs.
    pub(crate) const EMPTY: Self = Elements {
        groups: [G::NONE; N],
        places: [0; PLACES],
    };

    /// The elements `x - zero`, of which there are few: nothing is set to zero before.
    #[inline(always)]
    pub(crate) fn few(x: &[[i8; 4]], zero: i8) -> Self {
        Elements {
            groups: core::array::from_fn(|index| match x.get(index) {
                Some(x) => G::new(x, zero),
                None => G::NONE,
            }),
            places: [0; PLACES],
        }
    }

    /// Sets the elements to `x - zero`, but perhaps leaves out groups that are zero. The first group has place `start`. Returns the
    /// number of elements, and that of the groups that were considered.
    #[inline(always)]
    pub(crate) fn fill(
        &mut self,
        x: &[[i8; 4]],
        zero: i8,
        start: usize,
        skips_zeros: bool,
    ) -> (usize, usize) {
        if PLACES == 0 {
            // two per iteration, which takes fewer instructions
            let (pairs, last) = x.as_chunks::<2>();
            let (places, last_place) = self.groups.as_chunks_mut::<2>();
            for ([first, second], &[x, y]) in places.iter_mut().zip(pairs) {
                (*first, *second) = (G::new(&x, zero), G::new(&y, zero));
            }
            let rest = places
                .get_mut(pairs.len()..)
                .unwrap_or_default()
                .as_flattened_mut();
            for (element, &x) in rest.iter_mut().chain(last_place).zip(last) {
                *element = G::new(&x, zero);
            }
            return (N.min(x.len()), N.min(x.len()));
        }
        let mut places = self.groups.iter_mut().zip(&mut self.places);
        for (&x, index) in x.iter().zip(start as u16..) {
            if skips_zeros && word(x) == word([zero; 4]) {
                continue;
            }
            let Some((element, place)) = places.next() else {
                return (N, usize::from(index) - start);
            };
            (*element, *place) = (G::new(&x, zero), index);
        }
        (N - places.len(), x.len())
    }

    /// Adds the products of the first `count` groups to the sums of eight outputs. If the groups are consecutive, it is the place of the
    /// first one that is known.
    #[inline(always)]
    pub(crate) fn eight(
        &self,
        count: usize,
        first: Option<usize>,
        weights: &[[Quad; 2]],
        sums: &mut [i32; 8],
    ) {
        let groups = self.groups.get(..count).unwrap_or_default();
        match first {
            Some(first) => {
                G::consecutive(groups, weights.get(first..).unwrap_or_default(), sums);
            }
            None => G::selected(groups, &self.places, weights, sums),
        }
    }
}
