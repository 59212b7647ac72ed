//! Global average pooling of `i8`.

use core::marker::PhantomData;

use super::{Rescale, Rounding, Single, Stored};
use crate::activation::Identity;
use crate::kernel::integer::mean;
use crate::layer::{
    Facts, Kind, Layer, Scale, StateTensor, StateTree, Values, ValuesMut, single, value_traits,
};
use crate::require::require;
use crate::tensor::Tensor;

/// The mean of each of the `C` channels of an image or a sequence `T` of `i8`.
///
/// # Shapes
/// `[[[i8; C]; W]; H]` or `[[i8; C]; L]` to `[i8; C]`.
///
/// ```
/// use nn_core::layer::Scale;
/// use nn_core::layer::int8::GlobalAvgPoolI8;
/// use nn_core::prelude::*;
///
/// let mut layer = GlobalAvgPoolI8::<2, [[i8; 2]; 4]>::ZERO;
/// layer.input = Scale::new(1.0, 0);
/// layer.output = Scale::new(0.5, 10);
/// layer.derive();
/// let mut output = [0; 2];
/// layer.infer(&[[1, 8], [2, 8], [3, 8], [4, 9]], &mut output);
/// assert_eq!(output, [15, 27]); // 2.5 and 8.25
/// ```
#[repr(C)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct GlobalAvgPoolI8<const C: usize, T, R = Single> {
    /// The scale of the input.
    pub input: Scale,
    /// The scale of the output.
    pub output: Scale,
    /// The factor between the sum of a channel and the output.
    pub rescale: Rescale,
    marks: PhantomData<(T, R)>,
}

value_traits!([const C: usize, T, R] GlobalAvgPoolI8<C, T, R> { input: Scale, output: Scale, rescale: Rescale });

impl<const C: usize, T, R> GlobalAvgPoolI8<C, T, R> {
    /// The layer with these parts.
    pub(crate) const fn of_parts([input, output]: [Scale; 2], rescale: Rescale) -> Self {
        GlobalAvgPoolI8 {
            input,
            output,
            rescale,
            marks: PhantomData,
        }
    }
}

#[diagnostic::do_not_recommend]
impl<const C: usize, T: Tensor<Element = i8>, R: Rounding> Layer for GlobalAvgPoolI8<C, T, R> {
    type Element = i8;
    type Input = T;
    type Output = [i8; C];
    type Activation = Identity;

    const FACTS: Facts = {
        require(
            C > 0 && T::LEN > 0 && matches!(T::DIMENSIONS, [.., last] if *last == C),
            "the output has as many values as the input has channels",
        );
        require(
            (T::LEN / C) as u64 <= 8_388_607,
            "a mean is over at most 8,388,607 positions",
        );
        Facts {
            settings: &[R::BITS as usize],
            tensors: &[
                StateTensor::scale("input_scale", &[1]),
                StateTensor::zero_point("input_zero_point"),
                StateTensor::scale("output_scale", &[1]),
                StateTensor::zero_point("output_zero_point"),
                StateTensor::new("multiplier", &[1]).of(Kind::I32).derived(),
                StateTensor::new("shift", &[1]).of(Kind::I8).derived(),
            ],
            ..Facts::of::<[i8; C]>("GlobalAvgPoolI8")
        }
    };

    // In PyTorch, `nn.AdaptiveAvgPool2d(1)` and `nn.Flatten`.
    const STATE: StateTree = single::<Self>(2);

    fn infer(&self, input: &T, output: &mut [i8; C]) {
        let cells = input.as_slice().as_chunks().0;
        let zeros = [self.input.zero, self.output.zero];
        mean::<R, C>(cells, self.rescale, zeros, [-128, 127], output);
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.input.state(visit);
        self.output.state(visit);
        self.rescale.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.input.state_mut(visit);
        self.output.state_mut(visit);
        self.rescale.state_mut(visit);
    }

    fn derive(&mut self) {
        let positions = const { T::LEN / C };
        let (from, to) = (self.input.factor, self.output.factor);
        self.rescale = Rescale::mean::<R>(from, to, positions);
    }

    fn scales(&self) -> [Option<Scale>; 2] {
        [Some(self.input), Some(self.output)]
    }
}
