//! Products of the inputs that are not zero.

use crate::{MOST, Quad, instructions, offset, word};

/// The groups of inputs that are not zero, if there are few.
#[derive(Debug, Clone)]
pub struct Listed {
    /// `x - zero` of inputs 0 and 2, of inputs 1 and 3, and 32 times the index of the group.
    groups: [[u32; 3]; MOST],
    /// The number of groups in the list.
    count: usize,
    /// The number of groups of inputs.
    inputs: usize,
}

impl Listed {
    /// Lists the groups of inputs that are not zero. `None` if there are more than 64.
    ///
    /// ```
    /// use nn_dsp::Listed;
    ///
    /// let mut x = [[7; 4]; 100];
    /// x[99][3] = 9;
    /// let listed = Listed::new(&x, 7).unwrap();
    /// let mut sums = [0; 4];
    /// // 2 more than the zero, times 5, -5, 6 and -6
    /// let quad = [0, 0, 5 - 256 * 5, 6 - 256 * 6].map(|half: i32| (half << 16) as u32);
    /// listed.products(&[[quad; 2]; 100], 1, &mut sums);
    /// assert_eq!(sums, [10, -10, 12, -12]);
    /// ```
    #[inline(never)]
    pub fn new(x: &[[i8; 4]], zero: i8) -> Option<Self> {
        let mut listed = Listed {
            groups: [[0; 3]; MOST],
            count: 0,
            inputs: x.len(),
        };
        let mut places = listed.groups.iter_mut();
        let (zeros, offset) = (word([zero; 4]), offset(zero));
        for (index, group) in x.iter().enumerate() {
            let group = word(*group);
            if group != zeros {
                *places.next()? = [
                    instructions::sxtab16(offset, group),
                    instructions::sxtab16_by_8(offset, group),
                    32 * index as u32,
                ];
            }
        }
        listed.count = MOST - places.len();
        Some(listed)
    }

    /// Adds the products of the listed inputs and quad number `quad` to `sums`. Without weights for every input, nothing is added.
    #[inline(always)]
    pub fn products(&self, weights: &[[Quad; 2]], quad: usize, sums: &mut [i32; 4]) {
        if let Some(groups) = self.groups.get(..self.count)
            && !groups.is_empty()
            && weights.len() >= self.inputs
            && quad < 2
        {
            instructions::listed(groups, weights, quad, sums);
        }
    }
}
