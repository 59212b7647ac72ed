//! The gradient by a convolution's weights, of one sample: each weight gathers from all places at which it was used.

use super::Convolution;
use super::patch::every;
use crate::kernel::dispatch::dispatch;
use crate::kernel::isa::{Isa, Kernel};
use crate::kernel::sum;

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
    /// Shows the gradient of each parameter with its index: the weights, then the biases if there are any.
    pub fn gradient(
        input: &[[[f32; W]; H]],
        d_output: &[[[f32; OW]; OH]],
        has_bias: bool,
        visit: &mut impl FnMut(usize, f32),
    ) {
        Self::weight_gradient(input, d_output, visit);
        if has_bias {
            let biases = input.len() * KH * KW * F;
            Self::bias_gradient(d_output, &mut |filter, d| visit(biases + filter, d));
        }
    }

    /// Shows the gradient of each weight by these channels with its index.
    pub fn weight_gradient(
        input: &[[[f32; W]; H]],
        d_output: &[[[f32; OW]; OH]],
        visit: &mut impl FnMut(usize, f32),
    ) {
        dispatch(
            WeightGradient::<_, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL> {
                input,
                d_output,
                visit,
            },
        );
    }

    /// Shows the gradient of each bias with its index.
    pub fn bias_gradient(d_output: &[[[f32; OW]; OH]], visit: &mut impl FnMut(usize, f32)) {
        for (filter, plane) in d_output.iter().enumerate() {
            visit(filter, sum(plane.as_flattened()));
        }
    }
}

struct WeightGradient<
    'a,
    V,
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
    input: &'a [[[f32; W]; H]],
    d_output: &'a [[[f32; OW]; OH]],
    visit: &'a mut V,
}

impl<
    V: FnMut(usize, f32),
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
> Kernel for WeightGradient<'_, V, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(mut self, isa: S) {
        if const { S::FUSED && S::LANES > OW } {
            return isa.call_narrow(self);
        }
        self.places(isa);
    }
}

impl<
    V: FnMut(usize, f32),
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
> WeightGradient<'_, V, H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>
{
    /// Shows `sum input[c][i+u][j+v] d_output[f][i][j]` with the index of the weight `[c][u][v][f]` among all.
    #[inline(always)]
    fn places<S: Isa>(&mut self, isa: S) {
        let mut index = 0;
        for plane in self.input {
            for row in 0..KH {
                for column in 0..KW {
                    let (at, mut rest) = ((row, column), self.d_output);
                    if const { S::ACCUMULATORS >= 12 } {
                        rest = self.blocks::<S, 8>(isa, plane, rest, at, &mut index);
                    }
                    rest = self.blocks::<S, 4>(isa, plane, rest, at, &mut index);
                    rest = self.blocks::<S, 2>(isa, plane, rest, at, &mut index);
                    self.blocks::<S, 1>(isa, plane, rest, at, &mut index);
                }
            }
        }
    }

    /// The gradients of one place of the kernel, by as many whole blocks of `R` filters as there are; gives the rest.
    #[inline(always)]
    fn blocks<'d, S: Isa, const R: usize>(
        &mut self,
        isa: S,
        plane: &[[f32; W]; H],
        d_output: &'d [[[f32; OW]; OH]],
        place: (usize, usize),
        index: &mut usize,
    ) -> &'d [[[f32; OW]; OH]] {
        let (blocks, rest) = d_output.as_chunks::<R>();
        for block in blocks {
            for sum in Self::sums(isa, plane, block, place) {
                (self.visit)(*index, sum);
                *index += 1;
            }
        }
        rest
    }

    /// The gradients of one place of the kernel by `R` filters: over the windows in which it lies over the image.
    #[inline(always)]
    fn sums<S: Isa, const R: usize>(
        isa: S,
        plane: &[[f32; W]; H],
        d_output: &[[[f32; OW]; OH]; R],
        (row, column): (usize, usize),
    ) -> [f32; R] {
        let rows = Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::ROWS;
        let columns = Convolution::<H, W, F, OH, OW, KH, KW, SH, SW, PT, PL>::COLUMNS;
        let mut lanes = [isa.splat(0.0); R];
        let reaching = columns.reaching(column);
        let first = columns.position(reaching.start, column);
        for window in rows.reaching(row) {
            let values = plane.get(rows.position(window, row));
            let mut values = values.and_then(|row| row.get(first..)).unwrap_or_default();
            let mut d_rows = [&[][..]; R];
            for (d_row, plane) in d_rows.iter_mut().zip(d_output) {
                let row = plane.get(window).and_then(|row| row.get(reaching.clone()));
                *d_row = row.unwrap_or_default();
            }
            for _ in 0..reaching.len() / S::LANES {
                let x = every::<S, SW>(isa, values);
                values = values.get(S::LANES * SW..).unwrap_or_default();
                for (lanes, d_row) in lanes.iter_mut().zip(&mut d_rows) {
                    let d = S::vectors(d_row).first().copied().unwrap_or(isa.splat(0.0));
                    *d_row = d_row.get(S::LANES..).unwrap_or_default();
                    *lanes = isa.mul_add(x, d, *lanes);
                }
            }
            if !reaching.len().is_multiple_of(S::LANES) {
                let x = first_lanes(isa, values.iter().step_by(SW));
                for (lanes, d_row) in lanes.iter_mut().zip(d_rows) {
                    *lanes = isa.mul_add(x, first_lanes(isa, d_row.iter()), *lanes);
                }
            }
        }
        let mut sums = [0.0; R];
        isa.lane_sums(&lanes, &mut sums);
        sums
    }
}

/// A vector of a few numbers, with zeros behind them.
#[inline(always)]
fn first_lanes<'a, S: Isa>(isa: S, values: impl Iterator<Item = &'a f32>) -> S::Vector {
    let mut lanes = [0.0; 16];
    for (lane, value) in lanes.iter_mut().take(S::LANES).zip(values) {
        *lane = *value;
    }
    S::vectors(&lanes)
        .first()
        .copied()
        .unwrap_or(isa.splat(0.0))
}
