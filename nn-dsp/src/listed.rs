//! Products of one vector of inputs.

use crate::{Group, MOST, Quad, add_separated, by_four, instructions, offset, one_by_one, word};

/// Up to 64 groups of inputs as numbers of 16 bits: consecutive ones, or only those that are not zero.
#[derive(Debug, Clone)]
pub struct Listed {
    groups: [Group; MOST],
    /// The index of each group.
    places: [u16; MOST],
    /// The number of groups in the list.
    count: usize,
    /// The index of the first group that was considered, and that of the group after the last one.
    start: usize,
    end: usize,
}

impl Listed {
    /// No inputs.
    pub const EMPTY: Self = Listed {
        groups: [[0; 2]; MOST],
        places: [0; MOST],
        count: 0,
        start: 0,
        end: 0,
    };

    /// Lists the groups of inputs from group `start` on; if many are zero and `skips_zeros`, only those that are not. Returns the index of the group after the last one, which is
    /// the number of groups unless the list is full.
    ///
    /// ```
    /// use nn_dsp::Listed;
    ///
    /// let mut x = [[7; 4]; 100];
    /// x[99][3] = 9;
    /// let mut listed = Listed::EMPTY;
    /// assert_eq!(listed.list(&x, 7, 1, true), 100);
    /// let mut sums = [0; 8];
    /// // 2 more than the zero, times 5, -5, 6 and -6
    /// let quad = [0, 0, 5 - 256 * 5, 6 - 256 * 6].map(|half: i32| (half << 16) as u32);
    /// listed.eight(&[[quad; 2]; 100], &mut sums);
    /// assert_eq!(sums, [10, -10, 12, -12, 10, -10, 12, -12]);
    /// ```
    #[inline(always)]
    pub fn list(&mut self, x: &[[i8; 4]], zero: i8, start: usize, skips_zeros: bool) -> usize {
        self.fill(x, zero, start, skips_zeros);
        // a group at a place takes about a third more instructions than a consecutive one
        let considered = self.end.saturating_sub(start);
        if self.count < considered && self.count * 4 > considered * 3 {
            self.fill(x, zero, start, false);
        }
        self.end
    }

    /// Lists groups of inputs.
    #[inline(never)]
    fn fill(&mut self, x: &[[i8; 4]], zero: i8, start: usize, skips_zeros: bool) {
        (self.count, self.start, self.end) = (MOST, start, x.len());
        let mut places = self.groups.iter_mut().zip(&mut self.places);
        let (zeros, offset) = (word([zero; 4]), offset(zero));
        for (x, index) in x
            .get(start..)
            .unwrap_or_default()
            .iter()
            .zip(start as u16..)
        {
            let x = word(*x);
            if skips_zeros && x == zeros {
                continue;
            }
            let Some((group, place)) = places.next() else {
                self.end = usize::from(index);
                return;
            };
            (*group, *place) = (expanded(x, offset), index);
        }
        self.count = MOST - places.len();
    }

    /// Adds the products of the listed inputs and the weights of eight outputs to `sums`. Without weights for every input, nothing is
    /// added.
    #[inline(always)]
    pub fn eight(&self, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        let groups = self.groups.get(..self.count).unwrap_or_default();
        if self.count + self.start == self.end {
            consecutive(groups, weights.get(self.start..).unwrap_or_default(), sums);
        } else {
            selected(groups, &self.places, weights, sums);
        }
    }
}

/// Up to `N` groups of inputs as numbers of 16 bits. `N` is at most 64.
#[derive(Debug, Clone)]
pub struct Vector<const N: usize> {
    groups: [Group; N],
}

impl<const N: usize> Vector<N> {
    /// `x - zero` for the first inputs, and zeros.
    ///
    /// ```
    /// use nn_dsp::Vector;
    ///
    /// let x = Vector::<16>::new(&[[10, 7, 7, 7]], 7);
    /// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
    /// let mut sums = [1000; 8];
    /// x.eight(&[[quad, quad]], &mut sums);
    /// assert_eq!(sums, [1015, 997, 1300, 700, 1015, 997, 1300, 700]);
    /// ```
    #[inline(always)]
    pub fn new(x: &[[i8; 4]], zero: i8) -> Self {
        let (mut groups, offset) = ([[0; 2]; N], offset(zero));
        for (group, x) in groups.iter_mut().zip(x) {
            *group = expanded(word(*x), offset);
        }
        Vector { groups }
    }

    /// Adds the products of the inputs and the weights of eight outputs to `sums`.
    #[inline(always)]
    pub fn eight(&self, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        let groups = self.groups.get(..weights.len().min(MOST));
        consecutive(groups.unwrap_or_default(), weights, sums);
    }
}

/// Inputs 0 and 2 of a group, and inputs 1 and 3, minus the zero.
#[inline(always)]
fn expanded(x: u32, offset: u32) -> Group {
    [
        instructions::sxtab16(offset, x),
        instructions::sxtab16_by_8(offset, x),
    ]
}

/// The products of consecutive groups of inputs, at most 64.
#[inline(never)]
fn consecutive(groups: &[Group], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let mut parts = [0; 4];
        if quad == 0 {
            by_four(groups, weights, &mut parts, |x, weights, parts| {
                add_group(x, &weights[0], parts);
            });
        } else {
            by_four(groups, weights, &mut parts, |x, weights, parts| {
                add_group(x, &weights[1], parts);
            });
        }
        add_separated(parts, sums);
    }
}

/// The products of groups of inputs at some places, at most 64.
#[inline(never)]
fn selected(groups: &[Group], places: &[u16], weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
    for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
        let mut parts = [0; 4];
        one_by_one(groups, places, &mut parts, |x, place, parts| {
            if let Some(weights) = weights.get(usize::from(*place)) {
                add_group(x, &weights[quad & 1], parts);
            }
        });
        add_separated(parts, sums);
    }
}

/// Adds the products of a group of inputs and a quad.
#[inline(always)]
fn add_group(x: &Group, quad: &Quad, parts: &mut [i32; 4]) {
    let words = quad.as_chunks::<2>().0;
    instructions::two(x[0], &words[0], parts);
    instructions::two(x[1], &words[1], parts);
}
