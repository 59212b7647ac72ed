//! Pooling: the largest value or the mean of each window.

use core::array::{from_mut, from_ref};
use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::kernel::{Largest, Mean, Pooling, Taken, as_rows, as_rows_mut};
use crate::window::{Slide1d, Slide2d};

/// The largest value of each window of `KH` x `KW` in each of `C` channels; where the windows lie, the [`Slide2d`] `S` says.
///
/// Padding is never the largest. It remembers nothing: on the way back, the largest value is found again among the inputs,
/// which are kept anyway. Of equal values the first takes the gradient.
///
/// # Shapes
/// `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Halved = network![[1, 2, 5] => MaxPool2d<2> => [1, 1, 2]]; // the last column is left out
/// let image = [[[1.0, 5.0, 2.0, 0.0, 9.0], [4.0, 3.0, 7.0, 8.0, 9.0]]];
/// assert_eq!(Halved::ZERO.predict(&image), [[[5.0, 8.0]]]);
/// ```
pub type MaxPool2d<const C: usize, const KH: usize, const KW: usize, S> =
    Pool2d<Largest, C, KH, KW, S>;

/// The mean of each window of `KH` x `KW` in each of `C` channels; where the windows lie, the [`Slide2d`] `S` says.
///
/// Padding does not count: the mean is that of the values that are there (PyTorch's `count_include_pad=False`). With
/// `count_include_pad = true`, PyTorch's default, padding counts as zeros.
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
pub type AvgPool2d<const C: usize, const KH: usize, const KW: usize, S, T = Mean> =
    Pool2d<T, C, KH, KW, S>;

/// The largest value of each window of length `K` in each of `C` channels of a sequence; where the windows lie, the [`Slide1d`]
/// `S` says. For the rest, see [`MaxPool2d`].
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; OL]; C]`.
pub type MaxPool1d<const C: usize, const K: usize, S> = Pool1d<Largest, C, K, S>;

/// The mean of each window of length `K` in each of `C` channels of a sequence; where the windows lie, the [`Slide1d`] `S` says.
/// For the rest, see [`AvgPool2d`].
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; OL]; C]`.
pub type AvgPool1d<const C: usize, const K: usize, S, T = Mean> = Pool1d<T, C, K, S>;

/// Pooling of `C` channels of an image: [`MaxPool2d`] or [`AvgPool2d`].
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Pool2d<T, const C: usize, const KH: usize, const KW: usize, S> {
    marks: PhantomData<(T, S)>,
}

value_traits!([T, const C: usize, const KH: usize, const KW: usize, S] Pool2d<T, C, KH, KW, S> {});

impl<
    T: Taken,
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
> Layer for Pool2d<T, C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>>
{
    type Element = f32;
    type Input = [[[f32; W]; H]; C];
    type Output = [[[f32; OW]; OH]; C];
    type Activation = Identity;

    const FACTS: Facts = {
        let [rows, columns] = Slide2d::<H, W, OH, OW, SH, SW, PT, PL>::axes(KH, KW);
        rows.check_pool();
        columns.check_pool();
        Facts {
            left_out: [rows.left_out(), columns.left_out()],
            settings: if T::COUNTS_PADDING {
                &[KH, KW, SH, SW, PT, PL, 1]
            } else {
                &[KH, KW, SH, SW, PT, PL]
            },
            ..Facts::of::<Self::Output>(if T::IS_LARGEST {
                "MaxPool2d"
            } else {
                "AvgPool2d"
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Pooling::<_, _, _, _, KH, KW, SH, SW, PT, PL>::forward::<T>(input, output);
    }
}

impl<
    T: Taken,
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
> Trainable for Pool2d<T, C, KH, KW, Slide2d<H, W, OH, OW, SH, SW, PT, PL>>
{
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        let d_input = d_input.unwrap_or_default().iter_mut();
        for ((d_input, input), d_output) in d_input.zip(input.iter()).zip(d_output) {
            for ((d_plane, plane), d_output) in d_input.iter_mut().zip(input).zip(d_output) {
                Pooling::<_, _, _, _, KH, KW, SH, SW, PT, PL>::gradient::<T>(
                    plane, d_output, d_plane,
                );
            }
        }
    }
}

/// Pooling of `C` channels of a sequence: [`MaxPool1d`] or [`AvgPool1d`].
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Pool1d<T, const C: usize, const K: usize, S> {
    marks: PhantomData<(T, S)>,
}

value_traits!([T, const C: usize, const K: usize, S] Pool1d<T, C, K, S> {});

impl<
    T: Taken,
    const C: usize,
    const L: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
> Layer for Pool1d<T, C, K, Slide1d<L, OL, S, P>>
{
    type Element = f32;
    type Input = [[f32; L]; C];
    type Output = [[f32; OL]; C];
    type Activation = Identity;

    const FACTS: Facts = {
        let axis = Slide1d::<L, OL, S, P>::axis(K);
        axis.check_pool();
        Facts {
            left_out: [0, axis.left_out()],
            settings: if T::COUNTS_PADDING {
                &[K, S, P, 1]
            } else {
                &[K, S, P]
            },
            ..Facts::of::<Self::Output>(if T::IS_LARGEST {
                "MaxPool1d"
            } else {
                "AvgPool1d"
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        let (input, output) = (as_rows(input), as_rows_mut(output));
        Pooling::<_, _, _, _, 1, K, 1, S, 0, P>::forward::<T>(input, output);
    }
}

impl<
    T: Taken,
    const C: usize,
    const L: usize,
    const OL: usize,
    const K: usize,
    const S: usize,
    const P: usize,
> Trainable for Pool1d<T, C, K, Slide1d<L, OL, S, P>>
{
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        let d_input = d_input.unwrap_or_default().iter_mut();
        for ((d_input, input), d_output) in d_input.zip(input.iter()).zip(d_output) {
            for ((d_row, row), d_output) in d_input.iter_mut().zip(input).zip(d_output) {
                Pooling::<_, _, _, _, 1, K, 1, S, 0, P>::gradient::<T>(
                    from_ref(row),
                    from_ref(d_output),
                    from_mut(d_row),
                );
            }
        }
    }
}
