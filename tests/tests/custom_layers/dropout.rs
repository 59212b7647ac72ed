//! A layer that differs between training and inference: dropout, whose generator and mask lie in its tape.

use nn_core::prelude::*;

/// In training, makes each number 0 in `PERCENT` of a hundred cases and scales up the rest; nothing in inference.
pub(crate) struct Dropout<const N: usize, const PERCENT: u32>;

/// What was kept, and how many numbers were drawn before.
///
/// The tape starts at zero, so the generator is one that may: a hash of a counter.
pub(crate) struct Mask<const N: usize, const BATCH: usize> {
    drawn: u32,
    kept: [[bool; N]; BATCH],
}

impl<const N: usize, const BATCH: usize> Zero for Mask<N, BATCH> {
    const ZERO: Self = Mask {
        drawn: 0,
        kept: [[false; N]; BATCH],
    };
}

impl<const N: usize, const PERCENT: u32> Zero for Dropout<N, PERCENT> {
    const ZERO: Self = Dropout;
}

impl<const N: usize, const PERCENT: u32> Dropout<N, PERCENT> {
    const SCALE: f32 = 100.0 / (100 - PERCENT) as f32;
}

/// A random number for each count.
fn hash(count: u32) -> u32 {
    let hash = count.wrapping_mul(0x9E37_79B9) ^ 0x2545_F491;
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2C1B_3C6D);
    let hash = (hash ^ (hash >> 12)).wrapping_mul(0x297A_2D39);
    hash ^ (hash >> 15)
}

impl<const N: usize, const PERCENT: u32> Layer for Dropout<N, PERCENT> {
    type Input = [f32; N];
    type Output = [f32; N];
    type Activation = Identity;
    type Tape<const BATCH: usize> = Mask<N, BATCH>;

    const NAME: &'static str = "Dropout";

    fn infer(&self, input: &[f32; N], output: &mut [f32; N]) {
        *output = *input;
    }

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, [f32; N]>,
        output: &mut [[f32; N]],
        tape: &mut Mask<N, BATCH>,
    ) {
        for ((input, output), kept) in input.iter().zip(output).zip(&mut tape.kept) {
            for ((x, y), kept) in input.iter().zip(output).zip(kept) {
                tape.drawn = tape.drawn.wrapping_add(1);
                *kept = hash(tape.drawn) % 100 >= PERCENT;
                *y = if *kept { Self::SCALE * x } else { 0.0 };
            }
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, [f32; N]>,
        d_output: &[[f32; N]],
        d_input: Option<&mut [[f32; N]]>,
        tape: &mut Mask<N, BATCH>,
    ) {
        let rows = d_input.unwrap_or_default().iter_mut().zip(d_output);
        for ((d_input, d_output), kept) in rows.zip(&tape.kept) {
            for ((d_x, d_y), kept) in d_input.iter_mut().zip(d_output).zip(kept) {
                *d_x = if *kept { Self::SCALE * d_y } else { 0.0 };
            }
        }
    }
}
