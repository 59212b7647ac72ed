//! Activations inside of layers of `i8`: what a layer stores for each.

use core::fmt;

use super::{Exponents, Rounding};
use crate::activation::{Activation, Identity};
use crate::layer::{Layer, Pass, Scale, StateTensor, Values, ValuesMut};
use crate::tensor::Tensor;
use crate::zero::{Zero, ZeroMemory};

/// An activation that layers of `i8` can compute.
///
/// ```
/// use nn_core::layer::int8::{Clamped, QuantizedActivation};
/// use nn_core::layer::Scale;
/// # use nn_core::activation::{Activation, Forget};
/// # use nn_core::init::Init;
/// # use nn_core::tensor::Tensor;
/// # struct HardTanh;
/// # impl Activation for HardTanh {
/// #     const NAME: &'static str = "HardTanh";
/// #     const INIT: Init = Init::XavierUniform;
/// #     type Memory<T: Tensor<Element = f32>> = Forget;
/// #     fn apply(values: &mut [f32]) {
/// #         values.iter_mut().for_each(|value| *value = value.clamp(-1.0, 1.0));
/// #     }
/// #     fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
/// # }
///
/// impl QuantizedActivation for HardTanh {
///     type Form = Clamped;
///
///     fn range(output: Scale) -> [i32; 2] {
///         [output.to_i8(-1.0).into(), output.to_i8(1.0).into()]
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the activation `{Self}` has no int8 form",
    label = "no int8 form",
    note = "implement `nn_core::layer::int8::QuantizedActivation` for an activation of your own"
)]
pub trait QuantizedActivation: Activation {
    /// What a layer stores for it: [`Clamped`](super::Clamped) if it is a range of the output, [`Linear`](super::Linear) if it is the
    /// whole range, otherwise a [`Table`](super::Table).
    type Form: Form;

    /// The scale of the output, if it is always the same. [`Layer::derive`] sets it.
    const OUTPUT: Option<Scale> = None;

    /// The smallest and the largest output.
    fn range(output: Scale) -> [i32; 2] {
        let _ = output;
        [-128, 127]
    }
}

/// The largest number of tensors that a layer stores for its activation.
pub(super) const MOST: usize = 5;

/// A tensor in the place of one that is not stored.
pub(super) const NONE: StateTensor = StateTensor::new("", &[]);

/// What a layer of `i8` stores for its activation.
pub trait Form: Zero + ZeroMemory + Clone + PartialEq + fmt::Debug + 'static {
    /// The layer that computes the activation `A` alone.
    type Alone<T: Tensor<Element = i8>, A: QuantizedActivation<Form = Self>, R: Rounding>: Layer<Element = i8, Input = T, Output = T, Activation = Identity>
        + SetScales;

    /// The number of tensors that are stored.
    const STORED: usize;
    /// The stored tensors, and others that are not used.
    const TENSORS: [StateTensor; MOST];

    /// The scale of the activation's input, if the scale of its output is `output`.
    fn linear(&self, output: Scale) -> Scale;

    /// Changes the scale of the activation's input, unless it is that of the output.
    fn set_linear(&mut self, linear: Scale);

    /// Computes everything that follows from the scales.
    fn derive<A: Activation>(&mut self, output: Scale);

    /// Replaces the inputs of one sample by the outputs.
    fn apply(&self, numbers: &mut [i8]);

    /// The exponents of softmax. `None` if each output depends on one input.
    fn exponents(&self) -> Option<Exponents> {
        None
    }

    /// Visits everything that is stored.
    fn state(&self, visit: &mut impl FnMut(Values<'_>));

    /// Visits everything that is stored, mutably.
    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>));
}

/// A layer that computes an activation alone, and whose scales can be changed.
pub trait SetScales {
    /// Changes the scales of the input, of the input of the activation, and of the output. [`Pass`] has the scale of its input.
    fn set_scales(&mut self, scales: [Scale; 3]);

    /// The scale of the input of the activation. `None` for [`Pass`].
    fn linear(&self) -> Option<Scale>;
}

impl<T> SetScales for Pass<T> {
    fn set_scales(&mut self, _scales: [Scale; 3]) {}

    fn linear(&self) -> Option<Scale> {
        None
    }
}
