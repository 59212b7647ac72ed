//! Activations: what a layer does to each of its sums, and the way back.
//!
//! An activation is a type, not a value: it takes no room and the compiler writes its code into the layer. Write your own
//! by implementing [`Activation`].

mod elu;
mod formula;
mod gelu;
mod identity;
mod leaky_relu;
mod memory;
mod relu;
mod sigmoid;
mod silu;
mod softmax;
mod softplus;
mod tanh;

pub use self::elu::Elu;
pub use self::formula::Formula;
pub use self::gelu::Gelu;
pub use self::identity::Identity;
pub use self::leaky_relu::LeakyRelu;
pub use self::memory::{Forget, Memory, Remember};
pub use self::relu::Relu;
pub use self::sigmoid::Sigmoid;
pub use self::silu::Silu;
pub use self::softmax::Softmax;
pub(crate) use self::softmax::{largest, normalize};
pub use self::softplus::Softplus;
pub use self::tanh::Tanh;

use crate::init::Init;
use crate::kernel::{self, Isa};
use crate::tensor::Tensor;

/// A function that follows a layer's sums, with its derivative.
///
/// It works on all values of one sample at a time, so that softmax is one, too.
///
/// ```
/// use nn_core::activation::{Activation, Forget};
/// use nn_core::init::Init;
/// use nn_core::tensor::Tensor;
///
/// /// Cuts below 0 and above 6.
/// struct Relu6;
///
/// impl Activation for Relu6 {
///     const NAME: &'static str = "Relu6";
///     const INIT: Init = Init::HeNormal;
///     type Memory<T: Tensor> = Forget; // the derivative follows from the output
///
///     fn apply(values: &mut [f32]) {
///         values.iter_mut().for_each(|value| *value = value.clamp(0.0, 6.0));
///     }
///
///     fn backward(_inputs: &[f32], outputs: &[f32], d_values: &mut [f32]) {
///         for (d_value, output) in d_values.iter_mut().zip(outputs) {
///             *d_value *= if *output > 0.0 && *output < 6.0 { 1.0 } else { 0.0 };
///         }
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "not an activation",
    note = "the activations of nn-core are `Identity`, `Relu`, `LeakyRelu`, `Elu`, `Gelu`, `Silu`, `Sigmoid`, `Tanh`, `Softplus` and `Softmax`; implement `Activation` for your own"
)]
pub trait Activation: 'static {
    /// What the summary calls it.
    const NAME: &'static str;
    /// How the weights before it start, if nothing else is asked for.
    const INIT: Init;
    /// What the way back needs: [`Forget`] if the outputs are enough, [`Remember`] if it needs the inputs, too.
    type Memory<T: Tensor>: Memory<T>;

    /// Whether each output depends on its own input alone: then the samples of a batch are replaced at once, as if they were
    /// one.
    const BY_NUMBER: bool = false;
    /// Its value at 0. A network with one output is in class 1 above it.
    const THRESHOLD: f32 = 0.0;
    /// Whether its output and its derivative at 0 are both 0, as those of ReLU: then a layer whose parameters are all 0 never learns.
    const FLAT_AT_ZERO: bool = false;
    /// What its output depends on beside its input, such as a slope.
    const SETTINGS: &'static [usize] = &[];
    /// What it is, if constant networks with it are to be [tested](crate::assert_predicts) when they are compiled.
    const FORMULA: Option<Formula> = None;

    /// Replaces the inputs `z` of one sample by the outputs `y`.
    fn apply(values: &mut [f32]);

    /// The same with an instruction set that was chosen before; a function of single numbers runs a
    /// [`Map`](crate::kernel::Map) with it.
    #[inline(always)]
    fn apply_with<S: Isa>(isa: S, values: &mut [f32]) {
        let _ = isa;
        Self::apply(values);
    }

    /// Replaces the gradient by `y` by the gradient by `z`, for one sample.
    ///
    /// `inputs` is empty if [`Memory`](Self::Memory) is [`Forget`].
    fn backward(inputs: &[f32], outputs: &[f32], d_values: &mut [f32]);
}

/// The way forward of an activation that is a function of single numbers, which is an `#[inline(always)]` one.
macro_rules! by_number {
    ($function:expr) => {
        const BY_NUMBER: bool = true;

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
use by_number;

/// Multiplies each gradient by the derivative that follows from the output.
fn scale_by_output(outputs: &[f32], d_values: &mut [f32], derivative: impl Fn(f32) -> f32) {
    kernel::map_with(d_values, outputs, |d, output| d * derivative(output));
}

/// Multiplies each gradient by the derivative that follows from the input.
fn scale_by_input(inputs: &[f32], d_values: &mut [f32], derivative: impl Fn(f32) -> f32) {
    kernel::map_with(d_values, inputs, |d, input| d * derivative(input));
}
