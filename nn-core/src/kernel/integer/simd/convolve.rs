//! Convolutions of `i8`: a tile of several neighboring windows and eight or sixteen filters.
//!
//! ```text
//!                 weights of two inputs, for N times 8 filters
//!                 +------+------+
//!                 | pair | pair |
//!                 +------+------+
//!  two inputs ->  | sums | sums |
//!  of T windows   | sums | sums |    in registers
//!                 +------+------+
//! ```

use super::channels::{Channels, Limits};
use super::memory::{Stored, Work, with_memory};
use super::rows::Rows;
use super::unpack::{Pair, memory, unpack};
use super::weights::Weights;
use crate::geometry::Geometry;
use crate::kernel::integer::convolution::Convolve;
use crate::kernel::integer::rounding::Rounding;
use crate::kernel::{IntegerKernel, Integers};
use crate::slices;

/// The layer with vectors, or with the loops of every target if it has outputs that are not numbers of 8 bits.
#[inline(always)]
pub(in crate::kernel::integer) fn convolve<
    V: Integers,
    R: Rounding,
    G: Geometry,
    const C: usize,
    const F: usize,
>(
    isa: V,
    layer: Convolve<'_, R, G, C, F>,
) {
    match Limits::of(layer.outputs) {
        Some(limits) => with_memory(Layer { isa, layer, limits }),
        None => layer.portable(),
    }
}

/// A layer, and its instructions.
struct Layer<'a, V, R, G: Geometry, const C: usize, const F: usize> {
    isa: V,
    layer: Convolve<'a, R, G, C, F>,
    limits: Limits,
}

/// The most numbers of the rows of a band: 16 KiB, half of a first-level cache.
const MOST: usize = 8192;

impl<V: Integers, R: Rounding, G: Geometry, const C: usize, const F: usize>
    Layer<'_, V, R, G, C, F>
{
    /// The weights of an output.
    const INPUTS: usize = C * G::PLACES;
    /// The pairs of weights of an output.
    const PAIRS: usize = Rows::<G, C>::RUNS * Rows::<G, C>::RUN.div_ceil(2);
    /// The most vectors of filters in a tile.
    const FILTERS: usize = if F > 8 { 2 } else { 1 };
    /// The rows of the output in a band.
    const BAND: usize = Rows::<G, C>::band(MOST / Rows::<G, C>::WIDTH, G::ROWS.span());
    /// The numbers of the rows of a band.
    const ROWS: usize = Rows::<G, C>::covered(Self::BAND, G::ROWS.span()) * Rows::<G, C>::WIDTH;
    /// The vectors of the pairs of all filters of a tile, of what unpacking them needs, and of the rows. The last run can end one
    /// number after the rows.
    const MEMORY: [usize; 3] = [
        Self::FILTERS * Self::PAIRS,
        memory(Self::INPUTS, Rows::<G, C>::RUN),
        (Self::ROWS + 1).div_ceil(16),
    ];
}

impl<V: Integers, R: Rounding, G: Geometry, const C: usize, const F: usize> Work
    for Layer<'_, V, R, G, C, F>
{
    const VECTORS: usize = Self::MEMORY[0] + Self::MEMORY[1] + Self::MEMORY[2];

    #[inline(always)]
    fn work(mut self, memory: &mut [Stored]) {
        let mut rest: &mut [Pair] = bytemuck::must_cast_slice_mut(memory);
        let weights = slices::take_mut(&mut rest, Self::MEMORY[0]);
        let unpacked = slices::take_mut(&mut rest, Self::MEMORY[1]);
        let rows = rest.as_flattened_mut();
        let mut first = 0;
        if const { F > 8 } {
            while first + 8 < F {
                self.filters::<2>(first, weights, unpacked, rows);
                first += 16;
            }
        }
        if const { F % 16 >= 1 && F % 16 <= 8 } {
            let weights = slices::range_mut(weights, ..Self::PAIRS);
            self.filters::<1>(first, weights, unpacked, rows);
        }
    }
}

impl<V: Integers, R: Rounding, G: Geometry, const C: usize, const F: usize>
    Layer<'_, V, R, G, C, F>
{
    /// The outputs of `N` times eight filters from `first` on.
    #[inline(always)]
    fn filters<const N: usize>(
        &mut self,
        first: usize,
        weights: &mut [Pair],
        unpacked: &mut [Pair],
        rows: &mut [i16],
    ) {
        let packed = self.layer.weights.stored();
        let mut channels = [Channels::of::<R, F>(self.isa, self.layer.outputs, first); N];
        for (index, channels) in channels.iter_mut().enumerate() {
            let first = first + 8 * index;
            let filters = Weights::of(packed, F, Self::INPUTS, first);
            let pairs = slices::range_mut(weights, index..);
            let sizes = [Self::INPUTS, Rows::<G, C>::RUN];
            unpack(self.isa, filters, sizes, unpacked, pairs, N);
            *channels = Channels::of::<R, F>(self.isa, self.layer.outputs, first);
        }
        let weights = weights.as_chunks::<N>().0;
        macro_rules! tiles {
            ($($count:literal)*) => { $(
                if const { tile(G::COLUMNS.output, N) == $count } {
                    self.image::<N, $count>(first, &channels, weights, rows);
                }
            )* };
        }
        tiles!(1 2 3 4 5 6 7 8);
    }

    /// The outputs in tiles of `T` windows. The last tile of a row can overlap with the one before it.
    #[inline(always)]
    fn image<const N: usize, const T: usize>(
        &mut self,
        first: usize,
        channels: &[Channels<V>; N],
        weights: &[[Pair; N]],
        rows: &mut [i16],
    ) {
        let image = G::input_rows(self.layer.input);
        let zero = self.layer.outputs.input_zero as i8;
        let bands = G::output_rows_mut(self.layer.output).chunks_mut(Self::BAND);
        for (band, outputs) in bands.enumerate() {
            // if the whole image is one band, its rows are those of the filters before
            if const { Self::BAND < G::ROWS.output } || first == 0 {
                let position = band * Self::BAND * G::ROWS.stride;
                let rows = slices::range_mut(rows, ..Self::ROWS);
                Rows::<G, C>::expand(self.isa, image, position, zero, rows);
            }
            for (row, outputs) in outputs.iter_mut().enumerate() {
                let rows =
                    slices::range(rows, row * const { G::ROWS.stride * Rows::<G, C>::WIDTH }..);
                let outputs = outputs.as_mut();
                let mut column = 0;
                while column < G::COLUMNS.output {
                    let start = column.min(const { G::COLUMNS.output.saturating_sub(T) });
                    let sums = tile_sums::<V, G, C, N, T>(self.isa, channels, weights, rows, start);
                    let outputs = slices::range_mut(outputs, start..start + T);
                    self.limits
                        .finish::<V, R, F, N, T>(self.isa, channels, first, &sums, outputs);
                    column += T;
                }
            }
        }
    }
}

/// The number of windows in a tile: as many as fit the registers, and such that the last tile overlaps least.
const fn tile(columns: usize, vectors: usize) -> usize {
    let most = if vectors == 1 { 8 } else { 6 };
    columns.div_ceil(columns.div_ceil(most))
}

/// The sums of a tile, with biases.
#[inline(always)]
fn tile_sums<V: Integers, G: Geometry, const C: usize, const N: usize, const T: usize>(
    isa: V,
    channels: &[Channels<V>; N],
    weights: &[[Pair; N]],
    rows: &[i16],
    start: usize,
) -> [[V::Vector; N]; T] {
    let mut sums = [[isa.splat(0); N]; T];
    for sums in &mut sums {
        for (sums, channels) in sums.iter_mut().zip(channels) {
            *sums = channels.bias;
        }
    }
    let runs = weights.chunks_exact(const { Rows::<G, C>::RUN.div_ceil(2) });
    for (run, weights) in runs.enumerate() {
        let start = start * Rows::<G, C>::STEP + Rows::<G, C>::start(run);
        let x = slices::range(rows, start..);
        for (index, weights) in weights.iter().enumerate() {
            let end = const { (T - 1) * Rows::<G, C>::STEP + 2 };
            let Some(x) = x.get(2 * index..2 * index + end) else {
                break;
            };
            let weights = weights.map(|weights| isa.of_halves(weights));
            for (window, sums) in sums.iter_mut().enumerate() {
                let x = x
                    .get(window * Rows::<G, C>::STEP..)
                    .and_then(<[i16]>::first_chunk::<2>);
                let x = isa.splat(x.map_or(0, |x| bytemuck::must_cast(*x)));
                for (sums, weights) in sums.iter_mut().zip(&weights) {
                    *sums = isa.add_products(*weights, x, *sums);
                }
            }
        }
    }
    sums
}
