//! Enlarging a sequence or an image of `i8` by repeated values.

use core::marker::PhantomData;

use crate::activation::Identity;
use crate::geometry::Geometry;
use crate::kernel::repeat;
use crate::layer::upsample::check;
use crate::layer::{Facts, Layer, value_traits};

/// Each value of `C` channels of `i8`, repeated as the geometry `G` states. The output has the scale of the input.
///
/// # Shapes
/// `[[i8; C]; O]` to `[[i8; C]; L]`, or `[[[i8; C]; OW]; OH]` to `[[[i8; C]; W]; H]`.
///
/// ```
/// use nn_core::layer::int8::UpsampleI8;
/// use nn_core::prelude::*;
///
/// let mut output = [[0; 2]; 4];
/// UpsampleI8::<2, Slide<4, 2, 2, 2>>::ZERO.infer(&[[1, 2], [3, 4]], &mut output);
/// assert_eq!(output, [[1, 2], [1, 2], [3, 4], [3, 4]]);
/// ```
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct UpsampleI8<const C: usize, G> {
    marks: PhantomData<G>,
}

value_traits!([const C: usize, G] UpsampleI8<C, G> {});

#[diagnostic::do_not_recommend]
impl<const C: usize, G: Geometry> Layer for UpsampleI8<C, G> {
    type Element = i8;
    type Input = G::Output<[i8; C]>;
    type Output = G::Input<[i8; C]>;
    type Activation = Identity;

    const FACTS: Facts = {
        check(G::ROWS);
        check(G::COLUMNS);
        Facts::of::<Self::Output>(match G::DIMENSIONS {
            1 => "Upsample1dI8",
            _ => "Upsample2dI8",
        })
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        repeat::<G, [i8; C]>(input, output);
    }
}
