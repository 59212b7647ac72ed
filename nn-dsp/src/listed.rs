//! Products of the inputs that are not zero.

use crate::{MOST, Quad, add_separated, instructions, offset, word};

/// The groups of inputs that are not zero, if they are few.
#[derive(Debug, Clone)]
pub struct Listed {
    /// `x - zero` of inputs 0 and 2, of inputs 1 and 3, and the index of the group.
    groups: [[u32; 3]; MOST],
    /// The number of groups in the list.
    count: usize,
    /// The number of groups of inputs.
    inputs: usize,
}

impl Listed {
    /// No inputs.
    pub const EMPTY: Self = Listed {
        groups: [[0; 3]; MOST],
        count: 0,
        inputs: 0,
    };

    /// Lists the groups of inputs that are not zero. Returns whether there are at most 64.
    ///
    /// ```
    /// use nn_dsp::Listed;
    ///
    /// let mut x = [[7; 4]; 100];
    /// x[99][3] = 9;
    /// let mut listed = Listed::EMPTY;
    /// assert!(listed.list(&x, 7));
    /// let mut sums = [0; 8];
    /// // 2 more than the zero, times 5, -5, 6 and -6
    /// let quad = [0, 0, 5 - 256 * 5, 6 - 256 * 6].map(|half: i32| (half << 16) as u32);
    /// listed.eight(&[[quad; 2]; 100], &mut sums);
    /// assert_eq!(sums, [10, -10, 12, -12, 10, -10, 12, -12]);
    /// ```
    #[inline(never)]
    pub fn list(&mut self, x: &[[i8; 4]], zero: i8) -> bool {
        (self.count, self.inputs) = (0, 0);
        let mut places = self.groups.iter_mut();
        let (zeros, offset) = (word([zero; 4]), offset(zero));
        for (index, group) in x.iter().enumerate() {
            let group = word(*group);
            if group != zeros {
                let Some(place) = places.next() else {
                    return false;
                };
                *place = [
                    instructions::sxtab16(offset, group),
                    instructions::sxtab16_by_8(offset, group),
                    index as u32,
                ];
            }
        }
        (self.count, self.inputs) = (MOST - places.len(), x.len());
        true
    }

    /// Adds the products of the listed inputs and the weights of eight outputs to `sums`. Without weights for every input, nothing is
    /// added.
    #[inline(never)]
    pub fn eight(&self, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        let Some(weights) = weights.get(..self.inputs) else {
            return;
        };
        let groups = self.groups.get(..self.count).unwrap_or_default();
        for (quad, sums) in sums.as_chunks_mut::<4>().0.iter_mut().enumerate() {
            let mut parts = [0; 4];
            for [even, odd, index] in groups {
                if let Some(weights) = weights.get(*index as usize) {
                    let words = weights[quad].as_chunks::<2>().0;
                    instructions::two(*even, &words[0], &mut parts);
                    instructions::two(*odd, &words[1], &mut parts);
                }
            }
            add_separated(parts, sums);
        }
    }
}
