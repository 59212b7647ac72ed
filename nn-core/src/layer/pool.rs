//! Pooling: the maximum or the average of each window.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::geometry::Geometry;
use crate::kernel::{Average, Max, PoolKind, Pooling};

/// The maximum of each window of `C` channels with the geometry `G`. [`network!`](crate::network!) writes it as `MaxPool1d` and
/// `MaxPool2d`.
///
/// Padding is never the maximum. The tape stores no positions: the backward pass finds the maximum again among the inputs. The first
/// of several equal values receives the gradient.
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; O]; C]`, or `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Halved = network![[1, 5] => MaxPool1d<2> => [1, 2]]; // the last value is left out
/// assert_eq!(Halved::ZERO.predict(&[[1.0, 5.0, 2.0, 0.0, 9.0]]), [[5.0, 2.0]]);
///
/// // The same layer without the macro.
/// type ByHand = MaxPool<1, Slide<5, 2, 2, 2>>;
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Halved = network![[1, 2, 5] => MaxPool2d<2> => [1, 1, 2]]; // the last column is left out
/// let image = [[[1.0, 5.0, 2.0, 0.0, 9.0], [4.0, 3.0, 7.0, 8.0, 9.0]]];
/// assert_eq!(Halved::ZERO.predict(&image), [[[5.0, 8.0]]]);
///
/// // The same layer without the macro.
/// type ByHand = MaxPool<1, (Slide<2, 2, 1, 2>, Slide<5, 2, 2, 2>)>;
/// ```
pub type MaxPool<const C: usize, G> = Pool<Max, C, G>;

/// The average of each window of `C` channels with the geometry `G`. [`network!`](crate::network!) writes it as `AvgPool1d` and
/// `AvgPool2d`.
///
/// Padding does not count: the average is over the values of the input in the window (PyTorch's `count_include_pad=False`). With
/// `count_include_pad = true`, PyTorch's default, padding counts as zeros.
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; O]; C]`, or `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Smooth = network![[1, 3] => AvgPool1d<2, stride = 1> => [1, 2]];
/// assert_eq!(Smooth::ZERO.predict(&[[1.0, 5.0, 2.0]]), [[3.0, 3.5]]);
///
/// // The same layer without the macro.
/// type ByHand = AvgPool<1, Slide<3, 2, 2>>;
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Halved = network![[1, 2, 4] => AvgPool2d<2> => [1, 1, 2]];
/// let image = [[[1.0, 5.0, 2.0, 0.0], [4.0, 2.0, 7.0, 7.0]]];
/// assert_eq!(Halved::ZERO.predict(&image), [[[3.0, 4.0]]]);
///
/// // The same layer without the macro.
/// type ByHand = AvgPool<1, (Slide<2, 2, 1, 2>, Slide<4, 2, 2, 2>)>;
/// ```
pub type AvgPool<const C: usize, G, T = Average> = Pool<T, C, G>;

/// Pooling of `C` channels with the geometry `G`: [`MaxPool`] or [`AvgPool`].
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Pool<T, const C: usize, G> {
    marks: PhantomData<(T, G)>,
}

value_traits!([T, const C: usize, G] Pool<T, C, G> {});

impl<T: PoolKind, const C: usize, G: Geometry> Pool<T, C, G> {
    /// The kernel, the stride, the padding, and 1 if padding counts. For images, rows and columns of each.
    const ALL_SETTINGS: &'static [usize] = {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        if G::DIMENSIONS == 1 {
            &[columns.kernel, columns.stride, columns.before, 1]
        } else {
            &[
                rows.kernel,
                columns.kernel,
                rows.stride,
                columns.stride,
                rows.before,
                columns.before,
                1,
            ]
        }
    };
}

impl<T: PoolKind, const C: usize, G: Geometry> Layer for Pool<T, C, G> {
    type Element = f32;
    type Input = [G::Input<f32>; C];
    type Output = [G::Output<f32>; C];
    type Activation = Identity;

    const FACTS: Facts = {
        G::ROWS.check_pool();
        G::COLUMNS.check_pool();
        Facts {
            left_out: [G::ROWS.left_out(), G::COLUMNS.left_out()],
            settings: match (Self::ALL_SETTINGS, T::COUNTS_PADDING) {
                (all, true) => all,
                ([settings @ .., _], false) => settings,
                ([], false) => &[],
            },
            ..Facts::of::<Self::Output>(match (T::IS_MAX, G::DIMENSIONS) {
                (true, 1) => "MaxPool1d",
                (true, _) => "MaxPool2d",
                (false, 1) => "AvgPool1d",
                (false, _) => "AvgPool2d",
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        Pooling::<G>::forward::<T>(input, output);
    }
}

impl<T: PoolKind, const C: usize, G: Geometry> Trainable for Pool<T, C, G> {
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
                Pooling::<G>::gradient::<T>(plane, d_output, d_plane);
            }
        }
    }
}
