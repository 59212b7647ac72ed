//! Enlarging a sequence or an image by repeated values.

use core::marker::PhantomData;

use super::{Facts, Layer, Trainable, value_traits};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::geometry::{Axis, Geometry};
use crate::kernel::{repeat, sum_windows};
use crate::require::require;

/// Each value of `C` channels, repeated (PyTorch's `nn.Upsample(scale_factor=2, mode="nearest")`). [`network!`](crate::network!)
/// writes it as `Upsample1d` and `Upsample2d`.
///
/// It is the reverse of a pool: the windows of the geometry `G` are side by side on the output, and each is filled with one value of
/// the input.
///
/// # Shapes
/// `[[f32; O]; C]` to `[[f32; L]; C]`, or `[[[f32; OW]; OH]; C]` to `[[[f32; W]; H]; C]`.
///
/// # Over sequences
/// ```
/// use nn_core::prelude::*;
///
/// type Doubled = network![[1, 2] => Upsample1d<2> => [1, 4]];
/// assert_eq!(Doubled::ZERO.predict(&[[3.0, 4.0]]), [[3.0, 3.0, 4.0, 4.0]]);
///
/// // The same layer without the macro.
/// type ByHand = Upsample<1, Slide<4, 2, 2, 2>>;
/// ```
///
/// # Over images
/// ```
/// use nn_core::prelude::*;
///
/// type Wider = network![[1, 1, 2] => Upsample2d<[1, 2]> => [1, 1, 4]];
/// assert_eq!(Wider::ZERO.predict(&[[[3.0, 4.0]]]), [[[3.0, 3.0, 4.0, 4.0]]]);
///
/// // The same layer without the macro.
/// type ByHand = Upsample<1, (Slide<1, 1, 1>, Slide<4, 2, 2, 2>)>;
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Upsample<const C: usize, G> {
    marks: PhantomData<G>,
}

value_traits!([const C: usize, G] Upsample<C, G> {});

/// Checks at compile time that the windows of an axis are side by side and fill it.
#[track_caller]
pub(super) const fn check(axis: Axis) {
    require(
        axis.kernel > 0 && axis.kernel == axis.stride && axis.dilation == 1 && axis.before == 0,
        "windows that are side by side have a stride as large as the kernel; write `Slide<4, 2, 2, 2>`",
    );
    require(
        axis.output > 0 && axis.output * axis.stride == axis.input,
        "the length is the number of windows times their length; write `Slide<4, 2, 2, 2>`",
    );
}

impl<const C: usize, G: Geometry> Layer for Upsample<C, G> {
    type Element = f32;
    type Input = [G::Output<f32>; C];
    type Output = [G::Input<f32>; C];
    type Activation = Identity;

    const FACTS: Facts = {
        check(G::ROWS);
        check(G::COLUMNS);
        Facts::of::<Self::Output>(match G::DIMENSIONS {
            1 => "Upsample1d",
            _ => "Upsample2d",
        })
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        for (plane, output) in input.iter().zip(output) {
            repeat::<G, f32>(plane, output);
        }
    }
}

impl<const C: usize, G: Geometry> Trainable for Upsample<C, G> {
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
                sum_windows::<G>(d_output, d_plane);
            }
        }
    }
}
