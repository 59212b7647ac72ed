//! Products of one vector of inputs.

use crate::elements::{Elements, Expanded};
use crate::inputs::Group;
use crate::{MOST, Quad};

/// Up to 64 groups of inputs: consecutive ones, or only those that are not zero.
#[derive(Debug, Clone)]
pub struct Listed {
    list: Elements<Group, MOST, MOST>,
    /// The number of groups in the list.
    count: usize,
    /// The index of the first group that was considered, and that of the group after the last one.
    start: usize,
    end: usize,
}

impl Listed {
    /// No inputs.
    pub const EMPTY: Self = Listed {
        list: Elements::EMPTY,
        count: 0,
        start: 0,
        end: 0,
    };

    /// Lists the groups of inputs from group `start` on; if many are zero and `skips_zeros`, only those that are not. Returns the index of
    /// the group after the last one, which is the number of groups unless the list is full.
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
        let groups = x.get(start..).unwrap_or_default();
        let (count, considered) = self.list.fill(groups, zero, start, skips_zeros);
        (self.count, self.start, self.end) = (count, start, start + considered);
    }

    /// Adds the products of the listed inputs and the weights of eight outputs to `sums`. Inputs without weights are left out.
    #[inline(always)]
    pub fn eight(&self, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        let first = (self.count + self.start == self.end).then_some(self.start);
        self.list.eight(self.count, first, weights, sums);
    }
}

/// Up to `N` groups of inputs. `N` is at most 64.
#[derive(Debug, Clone)]
pub struct Vector<const N: usize>(Elements<Group, N, 0>);

impl<const N: usize> Vector<N> {
    /// No inputs.
    pub const EMPTY: Self = Vector(Elements::EMPTY);

    /// The inputs `x - zero`, of which there are as many as this type has, or fewer.
    ///
    /// ```
    /// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
    /// let mut sums = [1000; 8];
    /// nn_dsp::Vector::<2>::of(&[[10, 7, 7, 7]], 7).eight(&[[quad, quad]], &mut sums);
    /// assert_eq!(sums, [1015, 997, 1300, 700, 1015, 997, 1300, 700]);
    /// ```
    #[inline(always)]
    #[must_use]
    pub fn of(x: &[[i8; 4]], zero: i8) -> Self {
        if N > 4 {
            let mut all = Self::EMPTY;
            all.set(x, zero);
            return all;
        }
        // without zeros first, which is less work for few inputs
        Vector(Elements::few(x, zero))
    }

    /// Sets the first inputs to `x - zero`.
    ///
    /// ```
    /// use nn_dsp::Vector;
    ///
    /// let mut x = Vector::<16>::EMPTY;
    /// x.set(&[[10, 7, 7, 7]], 7);
    /// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
    /// let mut sums = [1000; 8];
    /// x.eight(&[[quad, quad]], &mut sums);
    /// assert_eq!(sums, [1015, 997, 1300, 700, 1015, 997, 1300, 700]);
    /// ```
    #[inline(always)]
    pub fn set(&mut self, x: &[[i8; 4]], zero: i8) {
        self.0.fill(x, zero, 0, false);
    }

    /// Adds the products of the inputs and the weights of eight outputs to `sums`. Inputs without weights are left out.
    #[inline(always)]
    pub fn eight(&self, weights: &[[Quad; 2]], sums: &mut [i32; 8]) {
        self.0.eight(weights.len(), Some(0), weights, sums);
    }

    /// Sets `sums` to those of the products of the inputs and the weights of eight outputs, and of the inputs after the groups,
    /// `last - zero`, and their weights.
    ///
    /// ```
    /// use nn_dsp::Vector;
    ///
    /// let quad = [5 - 256, 100 - 256 * 100, 0, 0].map(|half: i32| half as u16 as u32);
    /// let mut x = Vector::<1>::of(&[[10, 7, 7, 7]], 7);
    /// let mut sums = [0; 8];
    /// x.all(&[[quad, quad]], (&[9], 7), &[[2, 0]], &mut sums);
    /// assert_eq!(sums, [19, -3, 300, -300, 15, -3, 300, -300]);
    /// ```
    #[inline(always)]
    pub fn all(
        &mut self,
        weights: &[[Quad; 2]],
        (last, zero): (&[i8], i8),
        last_weights: &[[u32; 2]],
        sums: &mut [i32; 8],
    ) {
        let groups = self.0.groups.get_mut(..weights.len()).unwrap_or_default();
        Group::all(groups, last, zero, (weights, last_weights), sums);
    }
}
