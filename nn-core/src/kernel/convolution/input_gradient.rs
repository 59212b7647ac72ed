//! The gradient by a convolution's input.
//!
//! For one column of the kernel, the sums over filters and rows of the kernel run along the gradient's own rows, where
//! there are no borders; what they give is then added to the input's row, shifted by the column.

use super::Convolution;
use super::blocks::starts;
use super::shift::add_shifted;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::tile::add_product;

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
    /// `d_input[c][i+u][j+v] = sum d_output[f][i][j] weights[c][u][v][f]`
    pub fn input_gradient(
        d_output: &[[[f32; OW]; OH]],
        weights: &[[[[f32; F]; KW]; KH]],
        d_input: &mut [[[f32; W]; H]],
    ) {
        d_input.as_flattened_mut().as_flattened_mut().fill(0.0);
        dispatch(InputGradient::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL> {
            d_output,
            weights,
            d_input,
        });
    }
}

struct InputGradient<
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
    d_output: &'a [[[f32; OW]; OH]],
    weights: &'a [[[[f32; F]; KW]; KH]],
    d_input: &'a mut [[[f32; W]; H]],
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
> Kernel for InputGradient<'_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
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
> InputGradient<'_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// All channels, by blocks as large as will do.
    #[inline(always)]
    fn images<S: Isa>(&mut self, isa: S) {
        let mut channel = 0;
        if const { S::ACCUMULATORS >= 8 } {
            channel = self.channels::<S, 4, 2>(isa, channel);
        }
        let channel = self.channels::<S, 2, 2>(isa, channel);
        self.channels::<S, 1, 2>(isa, channel);
    }

    /// As many whole blocks of `R` channels as there are from `channel` on, by `P` patches; gives the first that is left.
    #[inline(always)]
    fn channels<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        mut channel: usize,
    ) -> usize {
        let patches = H * OW.div_ceil(S::LANES);
        while channel + R <= self.d_input.len() {
            for place in 0..KW {
                if const { H * OW.div_ceil(S::LANES) < P } {
                    (0..patches).for_each(|at| self.tile::<S, R, 1>(isa, channel, place, at, at));
                } else {
                    let mut done = 0;
                    for first in starts(patches, P) {
                        self.tile::<S, R, P>(isa, channel, place, first, done);
                        done = first + P;
                    }
                }
            }
            channel += R;
        }
        channel
    }

    /// What `P` patches, vectors of neighbouring columns of the gradient in a row of the input, from number `first` on, give to
    /// `R` channels through one column of the kernel; those from number `done` on are added.
    #[inline(always)]
    fn tile<S: Isa, const R: usize, const P: usize>(
        &mut self,
        isa: S,
        channel: usize,
        place: usize,
        first: usize,
        done: usize,
    ) {
        let Some(kernels) = self
            .weights
            .get(channel..)
            .and_then(<[_]>::first_chunk::<R>)
        else {
            return;
        };
        let mut sums = [[isa.splat(0.0); P]; R];
        for kernel_row in 0..KH {
            let places = Self::places::<S, P>(first, kernel_row);
            let sees_rows = places.iter().any(|(window, _)| *window < OH);
            if sees_rows {
                self.filters(isa, kernels, (kernel_row, place), &places, &mut sums);
            }
        }
        for (plane, sums) in self.d_input.iter_mut().skip(channel).zip(sums) {
            for (index, sum) in (first..).zip(sums) {
                if index >= done {
                    add_shifted::<S, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>(
                        sum, plane, index, place,
                    );
                }
            }
        }
    }

    /// The window and the column of the gradient at which each patch begins; no row of the gradient has the number `OH`.
    #[inline(always)]
    fn places<S: Isa, const P: usize>(first: usize, kernel_row: usize) -> [(usize, usize); P] {
        let rows = Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::ROWS;
        let in_row = OW.div_ceil(S::LANES);
        let mut places = [(0, 0); P];
        for (index, at) in places.iter_mut().enumerate() {
            let (row, column) = ((first + index) / in_row, (first + index) % in_row);
            let window = rows.window(row, kernel_row).unwrap_or(OH);
            *at = (window, (column * S::LANES).min(OW - S::LANES));
        }
        places
    }

    /// Adds up over the filters what `P` patches see through one place of the kernel.
    #[inline(always)]
    fn filters<S: Isa, const R: usize, const P: usize>(
        &self,
        isa: S,
        kernels: &[[[[f32; F]; KW]; KH]; R],
        (kernel_row, place): (usize, usize),
        places: &[(usize, usize); P],
        sums: &mut [[S::Vector; P]; R],
    ) {
        let mut weights = [&[0.0; F]; R];
        for (weights, kernel) in weights.iter_mut().zip(kernels) {
            if let Some(row) = kernel.get(kernel_row).and_then(|row| row.get(place)) {
                *weights = row;
            }
        }
        for (filter, plane) in self.d_output.iter().enumerate().take(F) {
            let mut values = [isa.splat(0.0); P];
            for (value, (window, column)) in values.iter_mut().zip(places) {
                let row = plane.get(*window).and_then(|row| row.get(*column..));
                if let Some(vector) = S::vectors(row.unwrap_or_default()).first() {
                    *value = *vector;
                }
            }
            for (sums, weights) in sums.iter_mut().zip(weights) {
                let weight = isa.splat(weights.get(filter).copied().unwrap_or_default());
                add_product(isa, weight, &values, sums);
            }
        }
    }
}
