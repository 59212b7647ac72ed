//! Zeros around a sequence or an image of `i8`.

use core::marker::PhantomData;

use super::Stored;
use crate::activation::Identity;
use crate::geometry::Geometry;
use crate::kernel::pad;
use crate::layer::zero_pad::check;
use crate::layer::{Facts, Layer, Scale, StateTensor, Values, ValuesMut, value_traits};

/// Zeros around `C` channels of `i8`, as the geometry `G` states. The output has the scale of the input, and the integer that
/// represents 0 is the zero of this scale.
///
/// # Shapes
/// `[[i8; C]; L]` to `[[i8; C]; O]`, or `[[[i8; C]; W]; H]` to `[[[i8; C]; OW]; OH]`.
///
/// ```
/// use nn_core::layer::Scale;
/// use nn_core::layer::int8::ZeroPadI8;
/// use nn_core::prelude::*;
///
/// let mut layer = ZeroPadI8::<2, Slide<1, 1, 3, 1, 1>>::ZERO;
/// layer.scale = Scale::new(0.5, -7);
/// let mut output = [[0; 2]; 3];
/// layer.infer(&[[1, 2]], &mut output);
/// assert_eq!(output, [[-7, -7], [1, 2], [-7, -7]]);
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct ZeroPadI8<const C: usize, G> {
    /// The scale of the input and of the output.
    pub scale: Scale,
    marks: PhantomData<G>,
}

value_traits!([const C: usize, G] ZeroPadI8<C, G> { scale: Scale });

impl<const C: usize, G> ZeroPadI8<C, G> {
    /// The layer with this scale.
    pub(crate) const fn of_scale(scale: Scale) -> Self {
        ZeroPadI8 {
            scale,
            marks: PhantomData,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<const C: usize, G: Geometry> Layer for ZeroPadI8<C, G> {
    type Element = i8;
    type Input = G::Input<[i8; C]>;
    type Output = G::Output<[i8; C]>;
    type Activation = Identity;

    const FACTS: Facts = {
        check(G::ROWS);
        check(G::COLUMNS);
        Facts {
            settings: G::SETTINGS,
            tensors: &[
                StateTensor::scale("scale", &[1]),
                StateTensor::zero_point("zero_point"),
            ],
            ..Facts::of::<Self::Output>(match G::DIMENSIONS {
                1 => "ZeroPad1dI8",
                _ => "ZeroPad2dI8",
            })
        }
    };

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        let zero = self.scale.zero as i8; // 8 bits, as scales and files state
        pad::<G, [i8; C]>(input, [zero; C], output);
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.scale.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.scale.state_mut(visit);
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.scale); 2]
    }
}
