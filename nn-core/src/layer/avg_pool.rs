//! Pooling by the mean of each window.

use core::array::{from_mut, from_ref};
use core::marker::PhantomData;

use super::{Layer, plain};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::Pooling;
use crate::window::{Slide1d, Slide2d};

/// The mean of each window of `KH` x `KW` in each of `C` channels; where the windows lie, the [`Slide2d`] `S` says.
///
/// Padding does not count: the mean is that of the values that are there (PyTorch's `count_include_pad=False`).
///
/// # Shapes
/// `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Halved = network![[1, 2, 4] => AvgPool2d<2> => [1, 1, 2]];
/// let image = [[[1.0, 5.0, 2.0, 0.0], [4.0, 2.0, 7.0, 7.0]]];
/// assert_eq!(Halved::ZERO.predict(&image), [[[3.0, 4.0]]]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct AvgPool2d<const C: usize, const KH: usize, const KW: usize, S> {
    marks: PhantomData<S>,
}

plain!([const C: usize, const KH: usize, const KW: usize, S] AvgPool2d<C, KH, KW, S> {});

impl<
    const C: usize,
    const H: usize,
    const W: usize,
    const OH: usize,
    const OW: usize,
    const KH: usize,
    const KW: usize,
    const SH: usize,
    const SW: usize,
    const PT: usize,
    const PL: usize,
> Layer for AvgPool2d<C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>>
{
    type Input = [[[f32; W]; H]; C];
    type Output = [[[f32; OW]; OH]; C];
    type Activation = Identity;
    type Tape<const BATCH: usize> = ();

    const NAME: &'static str = "AvgPool2d";
    const PARAMS: usize = {
        let [rows, columns] = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW);
        rows.check_pool();
        columns.check_pool();
        0
    };
    const LEFT_OUT: [usize; 2] = {
        let [rows, columns] = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW);
        [rows.left_out(), columns.left_out()]
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        for (plane, output) in input.iter().zip(output) {
            Pooling::<_, _, _, _, KH, KW, SH, SW, PT, PL>::mean(plane, output);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            for (d_plane, d_output) in d_input.iter_mut().zip(d_output) {
                Pooling::<_, _, _, _, KH, KW, SH, SW, PT, PL>::mean_gradient(d_output, d_plane);
            }
        }
    }
}

/// The mean of each window of length `K` in each of `C` channels of a sequence; where the windows lie, the [`Slide1d`] `S` says.
/// For the rest, see [`AvgPool2d`].
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; OL]; C]`.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct AvgPool1d<const C: usize, const K: usize, S> {
    marks: PhantomData<S>,
}

plain!([const C: usize, const K: usize, S] AvgPool1d<C, K, S> {});

impl<
    const C: usize,
    const L: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
> Layer for AvgPool1d<C, K, Slide1d<L, OL, S, P>>
{
    type Input = [[f32; L]; C];
    type Output = [[f32; OL]; C];
    type Activation = Identity;
    type Tape<const BATCH: usize> = ();

    const NAME: &'static str = "AvgPool1d";
    const PARAMS: usize = {
        Slide1d::<L, OL, S, P>::axis(K).check_pool();
        0
    };
    const LEFT_OUT: [usize; 2] = [0, Slide1d::<L, OL, S, P>::axis(K).left_out()];

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        for (row, output) in input.iter().zip(output) {
            Pooling::<_, _, _, _, 1, K, 1, S, 0, P>::mean(from_ref(row), from_mut(output));
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            for (d_row, d_output) in d_input.iter_mut().zip(d_output) {
                Pooling::<_, _, _, _, 1, K, 1, S, 0, P>::mean_gradient(
                    from_ref(d_output),
                    from_mut(d_row),
                );
            }
        }
    }
}
