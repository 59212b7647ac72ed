//! The way forward of a convolution.

use super::blocks::{sixes, starts};
use super::patch::{Sight, every};
use super::{Convolution, MOST};
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::add_product;
use crate::kernel::unroll::unroll;

impl<
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Convolution<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// `output[f][i][j] = bias[f] + sum input[c][i+u][j+v] weights[c][u][v][f]`
    pub fn forward(
        input: &[[[f32; W]; H]],
        weights: &[[[[f32; F]; KW]; KH]],
        bias: &[f32; F],
        output: &mut [[[f32; OW]; OH]],
    ) {
        dispatch(Forward::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL> {
            input,
            weights,
            bias,
            output,
        });
    }
}

pub(super) struct Forward<
    'a,
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> {
    pub(super) input: &'a [[[f32; W]; H]],
    pub(super) weights: &'a [[[[f32; F]; KW]; KH]],
    pub(super) bias: &'a [f32; F],
    pub(super) output: &'a mut [[[f32; OW]; OH]],
}

impl<
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Kernel for Forward<'_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::LANES > OW } {
            return isa.call_narrow(self);
        }
        self.images(isa);
    }
}

impl<
    const H: usize,
    const W: usize,
    const F: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Forward<'_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// With vectors as long as a row of the output allows.
    #[inline(always)]
    fn images<S: Isa>(&mut self, isa: S) {
        if const { S::LANES == 1 } {
            let filter = self.columns::<4>(0);
            let filter = self.columns::<2>(filter);
            self.columns::<1>(filter);
        } else if const { S::LANES <= OW && (S::LANES - 1) * SW + KW <= MOST } {
            let mut filter = 0;
            if const { sixes::<S>(F) > 0 } {
                filter = self.filters::<S, 6, 2>(isa, filter, const { sixes::<S>(F) });
            }
            if const { S::ACCUMULATORS >= 8 && F - sixes::<S>(F) >= 4 } {
                filter = self.filters::<S, 4, 2>(isa, filter, F);
            }
            if const { (F - sixes::<S>(F)) % 4 >= 2 || S::ACCUMULATORS < 8 && F >= 2 } {
                filter = self.filters::<S, 2, 2>(isa, filter, F);
            }
            if const { !F.is_multiple_of(2) } {
                self.filters::<S, 1, 2>(isa, filter, F);
            }
        } else {
            self.images(isa.narrow());
        }
    }

    /// As many whole blocks of `R` filters as there are from `filter` to `end`, by `P` patches; gives the first that is left.
    #[inline(always)]
    fn filters<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        mut filter: usize,
        end: usize,
    ) -> usize {
        let patches = OH * OW.div_ceil(S::LANES);
        while filter + R <= end {
            if const { OH * OW.div_ceil(S::LANES) < P } {
                (0..patches).for_each(|patch| self.tile::<S, R, 1>(isa, filter, patch));
            } else {
                for first in starts(patches, P) {
                    self.tile::<S, R, P>(isa, filter, first);
                }
            }
            filter += R;
        }
        filter
    }

    /// `R` filters by `P` patches, vectors of neighbouring columns, from number `first` on.
    #[inline(always)]
    fn tile<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        filter: usize,
        first: usize,
    ) {
        let Some(bias) = self.bias.get(filter..).and_then(<[f32]>::first_chunk::<R>) else {
            return;
        };
        let mut sums = bias.map(|bias| [isa.splat(bias + 0.0); P]);
        let in_row = OW.div_ceil(S::LANES);
        let sees = (S::LANES - 1) * SW + KW;
        let mut places = [(0, 0); P];
        let mut sights = [Sight::NOTHING; P];
        for (index, (place, sight)) in places.iter_mut().zip(&mut sights).enumerate() {
            let (row, column) = ((first + index) / in_row, (first + index) % in_row);
            *place = (row, (column * S::LANES).min(OW - S::LANES));
            sight.look(place.1 * SW, PL, sees, W);
        }
        let has_borders = PL > 0 || (OW - 1) * SW + KW > W;
        for (plane, kernel) in self.input.iter().zip(self.weights) {
            for (kernel_row, kernel) in kernel.iter().enumerate() {
                let mut seen = [&[][..]; P];
                let mut sees_rows = false;
                for ((seen, sight), (row, column)) in seen.iter_mut().zip(&mut sights).zip(places) {
                    let row = (row * SH + kernel_row).checked_sub(PT);
                    let row = row.and_then(|row| plane.get(row)).map(|row| &row[..]);
                    sees_rows |= row.is_some();
                    *seen = match row {
                        Some(row) if !has_borders => row.get(column * SW..).unwrap_or_default(),
                        row => sight.of(row),
                    };
                }
                if sees_rows {
                    products::<S, SW, R, P, F, KW>(isa, &seen, kernel, filter, &mut sums);
                }
            }
        }
        store::<S, R, P, OH, OW>(self.output, filter, &places, sums);
    }
}

/// Puts the sums of a tile where they belong.
#[inline(always)]
fn store<S: Isa, const R: usize, const P: usize, const OH: usize, const OW: usize>(
    output: &mut [[[f32; OW]; OH]],
    filter: usize,
    places: &[(usize, usize); P],
    sums: [[S::Vector; P]; R],
) {
    for (plane, sums) in output.iter_mut().skip(filter).zip(sums) {
        for ((row, column), sum) in places.iter().zip(sums) {
            let place = plane.get_mut(*row).and_then(|row| row.get_mut(*column..));
            if let Some(place) = S::vectors_mut(place.unwrap_or_default()).first_mut() {
                *place = sum;
            }
        }
    }
}

/// Adds the products of one row of the kernel with what `P` patches see of a row each.
#[inline(always)]
fn products<
    S: Isa,
    const SW: usize,
    const R: usize,
    const P: usize,
    const F: usize,
    const KW: usize,
>(
    isa: S,
    seen: &[&[f32]; P],
    kernel: &[[f32; F]; KW],
    filter: usize,
    sums: &mut [[S::Vector; P]; R],
) {
    for (place, weights) in kernel.iter().enumerate() {
        let weights = weights.get(filter..).and_then(<[f32]>::first_chunk::<R>);
        let Some(weights) = weights else { return };
        let values = seen.map(|seen| seen.get(place..).unwrap_or_default());
        let mut vectors = [isa.splat(0.0); P];
        unroll!(P, patch => {
            if let (Some(vector), Some(values)) = (vectors.get_mut(patch), values.get(patch)) {
                *vector = every::<S, SW>(isa, values);
            }
        });
        unroll!(R, row => {
            if let (Some(sums), Some(weight)) = (sums.get_mut(row), weights.get(row)) {
                add_product(isa, isa.splat(*weight), &vectors, sums);
            }
        });
    }
}
