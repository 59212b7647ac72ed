//! Zeros around a sequence or an image.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::geometry::{Axis, Geometry};
use crate::kernel::{crop, pad};
use crate::require::require;

/// Zeros around each of `C` channels. [`network!`](crate::network!) writes it as `ZeroPad1d` and `ZeroPad2d`.
///
/// A window of one place slides over the input with stride 1. Outside of the input, the output is 0. So the geometry `G` states the
/// zeros before the input (its padding), and those after it (its number of outputs). Each side can have another number.
///
/// # Shapes
/// `[[f32; L]; C]` to `[[f32; O]; C]`, or `[[[f32; W]; H]; C]` to `[[[f32; OW]; OH]; C]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Padded = network![[1, 2] => ZeroPad1d<before = 1, after = 2> => [1, 5]];
/// assert_eq!(Padded::ZERO.predict(&[[3.0, 4.0]]), [[0.0, 3.0, 4.0, 0.0, 0.0]]);
///
/// // The same layer without the macro.
/// type ByHand = ZeroPad<1, Slide<2, 1, 5, 1, 1>>;
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Padded = network![[1, 1, 2] => ZeroPad2d<top = 1, right = 1> => [1, 2, 3]];
/// assert_eq!(Padded::ZERO.predict(&[[[3.0, 4.0]]]), [[[0.0, 0.0, 0.0], [3.0, 4.0, 0.0]]]);
///
/// // The same layer without the macro.
/// type ByHand = ZeroPad<1, (Slide<1, 1, 2, 1, 1>, Slide<2, 1, 3>)>;
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct ZeroPad<const C: usize, G> {
    marks: PhantomData<G>,
}

value_traits!([const C: usize, G] ZeroPad<C, G> {});

/// Checks at compile time that an axis states zeros around its input.
#[track_caller]
pub(super) const fn check(axis: Axis) {
    require(
        axis.kernel == 1 && axis.stride == 1 && axis.dilation == 1,
        "a window of one place and stride 1 pads an axis; write `Slide<28, 1, 30, 1, 1>`",
    );
    require(
        axis.input > 0 && axis.output >= axis.input + axis.before,
        "the output is the padding and the whole input; write more outputs",
    );
}

impl<const C: usize, G: Geometry> Layer for ZeroPad<C, G> {
    type Element = f32;
    type Input = [G::Input<f32>; C];
    type Output = [G::Output<f32>; C];
    type Activation = Identity;

    const FACTS: Facts = {
        check(G::ROWS);
        check(G::COLUMNS);
        Facts {
            settings: G::SETTINGS,
            ..Facts::of::<Self::Output>(match G::DIMENSIONS {
                1 => "ZeroPad1d",
                _ => "ZeroPad2d",
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        for (plane, output) in input.iter().zip(output) {
            pad::<G, f32>(plane, 0.0, output);
        }
    }
}

impl<const C: usize, G: Geometry> Trainable for ZeroPad<C, G> {
    type Tape<const BATCH: usize> = ();

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            for (d_plane, d_output) in d_input.iter_mut().zip(d_output) {
                crop::<G, f32>(d_output, d_plane);
            }
        }
    }
}
