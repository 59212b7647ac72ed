//! Depthwise convolutions of `i8`: a tile of several neighboring windows and eight channels.
//!
//! Two rows of the input are interleaved, so that a product of pairs adds two places of the window.

use super::channels::{Channels, Limits};
use super::memory::{Stored, Work, with_memory};
use super::rows::{BLOCK, Rows, block, block_mut, blocks};
use crate::geometry::{Geometry, InputRow};
use crate::kernel::integer::depthwise::ConvolveChannels;
use crate::kernel::integer::rounding::Rounding;
use crate::kernel::{IntegerKernel, Integers};
use crate::slices;

/// The layer with vectors, or with the loops of every target if the channels do not fill vectors.
#[inline(always)]
pub(in crate::kernel::integer) fn convolve_channels<
    V: Integers,
    R: Rounding,
    G: Geometry,
    const C: usize,
>(
    isa: V,
    layer: ConvolveChannels<'_, R, G, C>,
) {
    match Limits::of(layer.outputs) {
        Some(limits) if const { C.is_multiple_of(8) } => with_memory(Layer { isa, layer, limits }),
        _ => layer.portable(),
    }
}

/// A layer, and its instructions.
struct Layer<'a, V, R, G: Geometry, const C: usize> {
    isa: V,
    layer: ConvolveChannels<'a, R, G, C>,
    limits: Limits,
}

/// The numbers of two rows for eight channels.
type Pairs = [[i16; 2]; 8];

/// The most numbers of the rows of a band: 16 KiB, half of a first-level cache.
const MOST: usize = 8192;

impl<V: Integers, R: Rounding, G: Geometry, const C: usize> Layer<'_, V, R, G, C> {
    /// The vectors of a pair of rows.
    const WIDTH: usize = Rows::<G, C>::WIDTH / 8;
    /// The pairs of rows of the kernel. The last one can have a row of zeros.
    const PAIRS: usize = G::ROWS.kernel.div_ceil(2);
    /// The vectors of weights of eight channels.
    const PLACES: usize = Self::PAIRS * G::COLUMNS.kernel;
    /// The first rows that a window covers, each with the row of the next place.
    const SPAN: usize = 2 * (Self::PAIRS - 1) * G::ROWS.dilation + 1;
    /// The rows of the output in a band.
    const BAND: usize = Rows::<G, C>::band(MOST / (2 * Rows::<G, C>::WIDTH), Self::SPAN);
    /// The vectors of the weights, and of the pairs of rows of a band.
    const MEMORY: [usize; 2] = [
        Self::PLACES * C / 8,
        Rows::<G, C>::covered(Self::BAND, Self::SPAN) * Self::WIDTH,
    ];
}

impl<V: Integers, R: Rounding, G: Geometry, const C: usize> Work for Layer<'_, V, R, G, C> {
    const VECTORS: usize = Self::MEMORY[0] + Self::MEMORY[1];

    #[inline(always)]
    fn work(mut self, memory: &mut [Stored]) {
        let memory: &mut [Pairs] = bytemuck::must_cast_slice_mut(memory);
        let (weights, rows) = slices::split_mut(memory, Self::MEMORY[0]);
        self.interleave_weights(weights);
        macro_rules! tiles {
            ($($count:literal)*) => { $(
                if const { tile(G::COLUMNS.output) == $count } {
                    self.image::<$count>(weights, rows);
                }
            )* };
        }
        tiles!(1 2 3 4);
    }
}

impl<V: Integers, R: Rounding, G: Geometry, const C: usize> Layer<'_, V, R, G, C> {
    /// Writes the weights of two rows of the kernel, for each place and each eight channels: those of the first eight channels first.
    #[inline(always)]
    fn interleave_weights(&self, target: &mut [Pairs]) {
        // a panel of one output: places, then channels
        let stored = self.layer.weights.stored();
        let rows = stored.chunks_exact(G::COLUMNS.kernel * C);
        for (u, row) in rows.enumerate() {
            for (v, channels) in row.as_chunks::<C>().0.iter().enumerate() {
                for (block, weights) in channels.as_chunks::<8>().0.iter().enumerate() {
                    let place = block * Self::PLACES + u / 2 * G::COLUMNS.kernel + v;
                    let Some(target) = target.get_mut(place) else {
                        continue;
                    };
                    for (target, weight) in target.iter_mut().zip(weights) {
                        target[u % 2] = (*weight).into();
                    }
                }
            }
        }
    }

    /// Writes pairs of rows from a position on. The borders keep their zeros.
    #[inline(always)]
    fn expand(
        isa: V,
        image: &[InputRow<G, [i8; C]>],
        position: usize,
        zero: i8,
        rows: &mut [Pairs],
    ) {
        for (index, target) in rows.chunks_exact_mut(Self::WIDTH).enumerate() {
            let places = [0, G::ROWS.dilation];
            let both = places.map(|place| Rows::<G, C>::row(image, position + index + place));
            let target = slices::range_mut(target, const { G::COLUMNS.before * C / 8 }..);
            interleave(isa, both, zero, target.as_flattened_mut());
        }
    }

    /// The outputs in tiles of `T` windows. The last tile of a row can overlap with the one before it.
    #[inline(always)]
    fn image<const T: usize>(&mut self, weights: &[Pairs], rows: &mut [Pairs]) {
        let image = G::input_rows(self.layer.input);
        let zero = self.layer.outputs.input_zero as i8;
        let bands = G::output_rows_mut(self.layer.output).chunks_mut(Self::BAND);
        for (band, outputs) in bands.enumerate() {
            let position = band * Self::BAND * G::ROWS.stride;
            Self::expand(self.isa, image, position, zero, rows);
            for (block, weights) in weights.chunks_exact(Self::PLACES).enumerate() {
                let channels = [Channels::of::<R, C>(
                    self.isa,
                    self.layer.outputs,
                    8 * block,
                )];
                for (row, outputs) in outputs.iter_mut().enumerate() {
                    let start = row * const { G::ROWS.stride * Rows::<G, C>::WIDTH / 8 } + block;
                    let rows = slices::range(rows, start..);
                    let outputs = outputs.as_mut();
                    let mut column = 0;
                    while column < G::COLUMNS.output {
                        let start = column.min(const { G::COLUMNS.output.saturating_sub(T) });
                        let rows = slices::range(rows, start * const { Rows::<G, C>::STEP / 8 }..);
                        let sums = tile_sums::<V, G, C, T>(self.isa, &channels[0], weights, rows);
                        let outputs = slices::range_mut(outputs, start..start + T);
                        self.limits.finish::<V, R, C, 1, T>(
                            self.isa,
                            &channels,
                            8 * block,
                            &sums,
                            outputs,
                        );
                        column += T;
                    }
                }
            }
        }
    }
}

/// The number of windows in a tile.
const fn tile(columns: usize) -> usize {
    if columns < 4 { columns } else { 4 }
}

/// Writes the differences to the zero of two rows, or 0 for a row that does not exist.
#[inline(always)]
fn interleave<V: Integers>(isa: V, rows: [Option<&[i8]>; 2], zero: i8, target: &mut [[i16; 2]]) {
    let Some(count) = rows.iter().flatten().map(|row| row.len()).max() else {
        return target.fill([0; 2]);
    };
    for start in blocks(count) {
        let [a, b] = rows.map(|row| match row.and_then(|row| block(row, start)) {
            Some(numbers) => isa.differences(*numbers, zero),
            None => isa.splat(0),
        });
        let pairs = isa.zipped(a, b).map(|pairs| isa.halves(pairs));
        if let Some(target) = block_mut(target, start) {
            *target = bytemuck::must_cast(pairs);
        }
    }
    if count < BLOCK {
        for (index, target) in target.iter_mut().take(count).enumerate() {
            *target = rows.map(|row| {
                let number = row.and_then(|row| row.get(index));
                number.map_or(0, |x| i16::from(*x) - i16::from(zero))
            });
        }
    }
}

/// The sums of a tile, with biases. The rows begin with the first window.
#[inline(always)]
fn tile_sums<V: Integers, G: Geometry, const C: usize, const T: usize>(
    isa: V,
    channels: &Channels<V>,
    weights: &[Pairs],
    rows: &[Pairs],
) -> [[V::Vector; 1]; T] {
    let mut sums = [[channels.bias]; T];
    for (pair, weights) in weights.chunks_exact(G::COLUMNS.kernel).enumerate() {
        let row = pair * const { 2 * G::ROWS.dilation * Rows::<G, C>::WIDTH / 8 };
        for (place, weights) in weights.iter().enumerate() {
            let start = row + place * const { G::COLUMNS.dilation * C / 8 };
            let end = const { (T - 1) * Rows::<G, C>::STEP / 8 + 1 };
            let Some(x) = rows.get(start..start + end) else {
                break;
            };
            let weights = isa.of_halves(bytemuck::must_cast(*weights));
            for (window, [sums]) in sums.iter_mut().enumerate() {
                let x = x.get(window * const { Rows::<G, C>::STEP / 8 });
                let x = isa.of_halves(bytemuck::must_cast(x.copied().unwrap_or_default()));
                *sums = isa.add_products(weights, x, *sums);
            }
        }
    }
    sums
}
