//! A layer that changes the shape and has a tape: pooling by the largest absolute value, with one byte per output on the tape.

use nn_core::prelude::*;

/// The number with the largest absolute value of each window, which is `H / OH` high and `W / OW` wide.
pub(crate) struct Strongest<
    const C: usize,
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
>;

/// The position of the strongest input of each window.
pub(crate) struct Winners<const C: usize, const OH: usize, const OW: usize, const BATCH: usize>(
    [[[[u8; OW]; OH]; C]; BATCH],
);

impl<const C: usize, const OH: usize, const OW: usize, const BATCH: usize> Zero
    for Winners<C, OH, OW, BATCH>
{
    const ZERO: Self = Winners([[[[0; OW]; OH]; C]; BATCH]);
}

impl<const C: usize, const H: usize, const W: usize, const OH: usize, const OW: usize> Zero
    for Strongest<C, H, W, OH, OW>
{
    const ZERO: Self = Strongest;
}

impl<const C: usize, const H: usize, const W: usize, const OH: usize, const OW: usize>
    Strongest<C, H, W, OH, OW>
{
    const WINDOW: (usize, usize) = (H / OH, W / OW);

    /// The row and the column of a position in the window of an output.
    fn place(row: usize, column: usize, place: u8) -> (usize, usize) {
        let (height, width) = Self::WINDOW;
        let (down, right) = (usize::from(place) / width, usize::from(place) % width);
        (row * height + down, column * width + right)
    }

    /// The strongest input of a window and its position.
    fn winner(channel: &[[f32; W]; H], row: usize, column: usize) -> (f32, u8) {
        let (height, width) = Self::WINDOW;
        let mut best = (0.0f32, 0);
        for place in 0..(height * width) as u8 {
            let (y, x) = Self::place(row, column, place);
            if channel[y][x].abs() > best.0.abs() || channel[y][x].is_nan() {
                best = (channel[y][x], place);
            }
        }
        best
    }
}

impl<const C: usize, const H: usize, const W: usize, const OH: usize, const OW: usize> Layer
    for Strongest<C, H, W, OH, OW>
{
    type Element = f32;
    type Input = [[[f32; W]; H]; C];
    type Output = [[[f32; OW]; OH]; C];
    type Activation = Identity;
    const FACTS: Facts = Facts::of::<Self::Output>("Strongest");

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        for (channel, output) in input.iter().zip(output) {
            for (row, output) in output.iter_mut().enumerate() {
                for (column, output) in output.iter_mut().enumerate() {
                    *output = Self::winner(channel, row, column).0;
                }
            }
        }
    }
}

impl<const C: usize, const H: usize, const W: usize, const OH: usize, const OW: usize> Trainable
    for Strongest<C, H, W, OH, OW>
{
    type Tape<const BATCH: usize> = Winners<C, OH, OW, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        tape: &mut Winners<C, OH, OW, BATCH>,
        _noise: Noise,
    ) {
        for ((input, output), winners) in input.iter().zip(output).zip(&mut tape.0) {
            self.infer(input, output);
            for (channel, winners) in input.iter().zip(winners) {
                for (row, winners) in winners.iter_mut().enumerate() {
                    for (column, winner) in winners.iter_mut().enumerate() {
                        *winner = Self::winner(channel, row, column).1;
                    }
                }
            }
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        tape: &mut Winners<C, OH, OW, BATCH>,
    ) {
        let rows = d_input.unwrap_or_default().iter_mut().zip(d_output);
        for ((d_input, d_output), winners) in rows.zip(&tape.0) {
            *d_input = <Self::Input as Zero>::ZERO;
            for channel in 0..C {
                for row in 0..OH {
                    for column in 0..OW {
                        let (y, x) = Self::place(row, column, winners[channel][row][column]);
                        d_input[channel][y][x] += d_output[channel][row][column];
                    }
                }
            }
        }
    }
}
