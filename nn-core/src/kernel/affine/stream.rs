//! The forward pass of one sample with many outputs: a few rows of weights at a time, with all their columns.
//!
//! ```text
//! for i in (0..I).step_by(4) { for o in 0..O { for k in 0..4 {
//!     y[o] += x[i + k] * w[i + k][o];
//! }}}
//!
//!              all columns, one vector after the other
//!             +--------------------------------+
//!  x[i]    -> | w[i]      -->                  |
//!  x[i+1]  -> | w[i+1]    -->                  |
//!  x[i+2]  -> | w[i+2]    -->                  |
//!  x[i+3]  -> | w[i+3]    -->                  |
//!             +--------------------------------+
//!             | y: load, add four, store  -->  |
//!             +--------------------------------+
//! ```
//!
//! The weights are read once and in order.

use super::zeros::SKIPS_ZEROS;
use crate::kernel::isa::Isa;
use crate::kernel::tile::{RowTiles, Table, add_row, cover, load, store};

/// The rows that are added at a time.
const AT_ONCE: usize = 4;

/// `y += sum x w`: a few rows at a time, with all their columns.
#[inline(always)]
pub(super) fn stream<S: Isa, const O: usize>(
    isa: S,
    x: &[f32],
    weights: &[[f32; O]],
    y: &mut [f32; O],
) {
    let mut pairs = x
        .iter()
        .zip(weights)
        .filter(|(x, _)| !SKIPS_ZEROS || **x != 0.0);
    loop {
        let mut pairs_at_once = [(0.0, &[0.0; O]); AT_ONCE];
        let mut count = 0;
        for (place, (x, row)) in pairs_at_once.iter_mut().zip(&mut pairs) {
            *place = (*x, row);
            count += 1;
        }
        if count < AT_ONCE {
            for (x, row) in pairs_at_once.iter().take(count) {
                let pairs = &[(*x, *row)];
                cover(isa, &mut Stream { pairs, y });
            }
            return;
        }
        let pairs = &pairs_at_once;
        cover(isa, &mut Stream { pairs, y });
    }
}

/// `y += x w` for `N` rows.
struct Stream<'a, 'w, const N: usize, const O: usize> {
    pairs: &'a [(f32, &'w [f32; O]); N],
    y: &'a mut [f32; O],
}

impl<const N: usize, const O: usize> RowTiles<O> for Stream<'_, '_, N, O> {
    const WIDTHS: Table = &[(0, 0, &[1])];

    #[inline(always)]
    fn tile<S: Isa, const C: usize>(&mut self, isa: S, column: usize) {
        let mut sums = load::<S, C>(isa, self.y, column);
        for (x, row) in self.pairs {
            add_row(isa, *x, *row, column, &mut sums);
        }
        store::<S, _>(sums, self.y, column);
    }
}
