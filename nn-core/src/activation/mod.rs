//! Activations: functions that are applied to the output of a layer's map, and their derivatives.
//!
//! | activation | output `y` for an input `z` | range |
//! | --- | --- | --- |
//! | [`Identity`] | `z` | all numbers |
//! | [`Relu`] | `max(z, 0)` | 0 and above |
//! | [`Relu6`] | `min(max(z, 0), 6)` | 0 to 6 |
//! | [`LeakyRelu`] | `z` for `z >= 0`, otherwise `slope z` | all numbers |
//! | [`Elu`] | `z` for `z >= 0`, otherwise `alpha (e^z - 1)` | above `-alpha` |
//! | [`Gelu`] | `z Φ(z)` | -0.17 and above |
//! | [`Silu`] | `z sigmoid(z)` | -0.28 and above |
//! | [`HardSwish`] | `z min(max(z + 3, 0), 6) / 6` | -0.375 and above |
//! | [`Softplus`] | `ln(1 + e^z)` | 0 and above |
//! | [`Sigmoid`] | `1 / (1 + e^-z)` | 0 to 1 |
//! | [`HardSigmoid`] | `min(max(z + 3, 0), 6) / 6` | 0 to 1 |
//! | [`Tanh`] | `tanh(z)` | -1 to 1 |
//! | [`Softmax`] | `e^z_i / sum_j e^z_j` | 0 to 1, with the sum 1 |
//!
//! An activation is a type and takes no memory. The compiler inlines its code. Implement [`Activation`] to write your own.

mod elu;
mod formula;
mod gelu;
mod hard_sigmoid;
mod hard_swish;
mod identity;
mod leaky_relu;
mod memory;
mod relu;
mod relu6;
mod sigmoid;
mod silu;
mod softmax;
mod softplus;
mod tanh;

pub use self::elu::Elu;
#[doc(hidden)]
pub use self::formula::Formula;
pub use self::gelu::Gelu;
pub use self::hard_sigmoid::HardSigmoid;
pub use self::hard_swish::HardSwish;
pub use self::identity::Identity;
pub use self::leaky_relu::LeakyRelu;
pub use self::memory::{Forget, Memory, Remember};
pub use self::relu::Relu;
pub use self::relu6::Relu6;
pub use self::sigmoid::Sigmoid;
pub use self::silu::Silu;
pub use self::softmax::Softmax;
pub(crate) use self::softmax::{maximum, normalize};
pub use self::softplus::Softplus;
pub use self::tanh::Tanh;

use crate::init::Init;
use crate::kernel::{self, Isa};
use crate::tensor::Tensor;

/// A function that is applied to the output of a layer's map, and its derivative.
///
/// Its methods receive all values of one sample, so softmax is an activation as well.
///
/// ```
/// use nn_core::activation::{Activation, Forget};
/// use nn_core::init::Init;
/// use nn_core::tensor::Tensor;
///
/// /// `y = min(max(z, -1), 1)`.
/// struct HardTanh;
///
/// impl Activation for HardTanh {
///     const NAME: &'static str = "HardTanh";
///     const INIT: Init = Init::XavierUniform;
///     type Memory<T: Tensor<Element = f32>> = Forget; // the derivative follows from the output
///
///     fn apply(values: &mut [f32]) {
///         values.iter_mut().for_each(|value| *value = value.clamp(-1.0, 1.0));
///     }
///
///     fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
///         for (d_value, output) in d_values.iter_mut().zip(outputs) {
///             *d_value *= if output.abs() < 1.0 { 1.0 } else { 0.0 };
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "not an activation",
    note = "the activations of nn-core are `Identity`, `Relu`, `Relu6`, `LeakyRelu`, `Elu`, `Gelu`, `Silu`, `HardSwish`, `Sigmoid`, `HardSigmoid`, `Tanh`, `Softplus` and `Softmax`; implement `Activation` for your own"
)]
pub trait Activation: 'static {
    /// The name in a summary.
    const NAME: &'static str;
    /// The default initialization of the weights before it.
    const INIT: Init;
    /// What the backward pass needs: [`Forget`] if the outputs are sufficient, [`Remember`] if it also needs the inputs.
    type Memory<T: Tensor<Element = f32>>: Memory<T>;

    /// Whether each output depends on one input only. Then the samples of a batch are computed in one call.
    const ELEMENTWISE: bool = false;
    /// The output at 0, by default 0. A network with one output predicts class 1 if its output is above this threshold.
    const THRESHOLD: f32 = 0.0;
    /// Whether the output and the derivative at 0 are both 0, as for ReLU. Then a layer whose parameters are all 0 cannot learn.
    const FLAT_AT_ZERO: bool = false;
    /// The values that the output depends on besides the input, such as a slope.
    const SETTINGS: &'static [usize] = &[];
    /// The function as a [`Formula`], so that [`assert_predicts!`](crate::assert_predicts) can test constant networks with this
    /// activation.
    const FORMULA: Option<Formula> = None;

    /// Replaces the inputs `z` of one sample by the outputs `y`.
    fn apply(values: &mut [f32]);

    /// [`apply`](Self::apply) with the instruction set of the caller. An elementwise function runs through it.
    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        let _ = isa;
        Self::apply(values);
    }

    /// Replaces the gradient with respect to `y` by the gradient with respect to `z`, for one sample.
    ///
    /// `inputs` is empty if [`Memory`](Self::Memory) is [`Forget`].
    fn backward(inputs: &[f32], outputs: &[f32], d_values: &mut [f32]);
}

/// Implements the forward pass of an elementwise activation. The function is `#[inline(always)]`.
macro_rules! elementwise {
    ($function:expr) => {
        const ELEMENTWISE: bool = true;

        #[inline]
        fn apply(values: &mut [f32]) {
            crate::kernel::map(values, $function);
        }

        #[inline(always)]
        fn apply_with<S: crate::kernel::Isa>(isa: S, values: &mut [f32]) {
            isa.call(crate::kernel::Map {
                values,
                function: $function,
            });
        }
    };
}
use elementwise;

/// Multiplies each gradient by the derivative, a function of the output.
fn scale_by_output(outputs: &[f32], d_values: &mut [f32], derivative: impl Fn(f32) -> f32) {
    kernel::map_with(d_values, outputs, |d, output| d * derivative(output));
}

/// Multiplies each gradient by the derivative, a function of the input.
fn scale_by_input(inputs: &[f32], d_values: &mut [f32], derivative: impl Fn(f32) -> f32) {
    kernel::map_with(d_values, inputs, |d, input| d * derivative(input));
}
