//! Quantization: from a network of `f32` to one of `i8`.
//!
//! The type of the quantized network follows from the type of the network: each layer states its int8 form.
//! [`quantized!`](crate::quantized) is that type.

mod branches;
mod calibrate;
mod calibration;
mod chains;
mod channel;
mod clipped;
mod compare;
mod composed;
mod concat;
mod error;
mod fake;
mod forms;
mod histogram;
mod layers;
mod lstm;
mod means;
mod moves;
mod recurrent;
mod report;
mod statistic;
mod verdict;
mod weighted;

#[doc(hidden)]
pub use self::calibrate::CalibrateActivated;
pub use self::calibrate::{Calibrate, Incoming, Order};
pub use self::calibration::{Calibration, Quantizable};
#[doc(hidden)]
pub use self::channel::{Place, Weighted};
pub use self::clipped::{LeastSquares, Percentile};
pub use self::compare::{Arenas, Pair};
pub use self::error::QuantizeError;
pub use self::fake::{FakeQuantizable, FakeQuantize, FakeValues, FakeWeights};
#[doc(hidden)]
pub use self::fake::{FakeQuantizeActivated, FakeWeightsTape};
pub use self::histogram::Histogram;
pub use self::means::Means;
pub use self::report::{Fidelity, Report, Row, Rows};
pub use self::statistic::{MinMax, Statistic, scale_of};
use self::statistic::{STEPS, ends};
#[doc(hidden)]
pub use self::verdict::{Fine, HasInt8, No, Verdict};
#[doc(hidden)]
pub use self::weighted::Observed;

use crate::activation::Identity;
use crate::layer::Layer;
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::tensor::Tensor;

/// The tensor `T` of real numbers as one of `i8`, with the channels last.
pub(crate) type Last<T> = <T as Tensor>::ChannelsLast<i8>;

/// A layer of `f32` that has an int8 form.
///
/// [`quantized!`](crate::quantized) folds a network first, so `BatchNorm` and `Dropout` need no int8 form.
///
/// A layer of your own implements it, so that networks with it can be quantized:
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::layer::int8::Rounding;
/// use nn_core::quantize::{Fine, Quantize};
/// # #[derive(Clone)]
/// # struct Swap;
/// # impl Zero for Swap { const ZERO: Self = Swap; }
/// # impl Layer for Swap {
/// #     type Element = f32;
/// #     type Input = [f32; 2];
/// #     type Output = [f32; 2];
/// #     type Activation = Identity;
/// #     const FACTS: Facts = Facts::of::<[f32; 2]>("Swap");
/// #     fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) { *output = [input[1], input[0]]; }
/// # }
/// # impl Fold for Swap {
/// #     type Folded = Swap;
/// #     fn fold_layers(&self, folded: &mut Swap) {}
/// # }
/// # impl<Before: Layer<Element = f32, Output = [f32; 2]>> FoldAfter<Before> for Swap {
/// #     type Folded = Chain<Before, Swap>;
/// #     fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) { before(&mut folded.first); }
/// # }
///
/// /// `Swap` of `i8`. It has the scales of the adjacent layers.
/// struct SwapI8;
/// # impl Zero for SwapI8 { const ZERO: Self = SwapI8; }
///
/// impl Layer for SwapI8 {
///     type Element = i8;
///     type Input = [i8; 2];
///     type Output = [i8; 2];
///     type Activation = Identity;
///     const FACTS: Facts = Facts::of::<[i8; 2]>("SwapI8");
///
///     fn infer(&self, [a, b]: &[i8; 2], output: &mut [i8; 2]) {
///         *output = [*b, *a];
///     }
/// }
///
/// impl Quantize for Swap {
///     type Quantized<R: Rounding> = SwapI8;
///     type Verdict = Fine;
/// }
///
/// type Small = network![3 => Dense<2, Relu> => Swap];
/// type Small8 = nn_core::quantized![Small];
/// assert_eq!(Small8::MACS, 3 * 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no int8 form",
    label = "no int8 form",
    note = "a layer of your own implements `nn_core::quantize::Quantize`"
)]
pub trait Quantize: Layer<Element = f32> {
    /// The int8 form with the rounding `R`.
    type Quantized<R: Rounding>: Layer<
            Element = i8,
            Input = Last<Self::Input>,
            Output = Last<Self::Output>,
            Activation = Identity,
        >;
    /// [`Fine`], or [`No<Self>`](No) if the layer has no int8 form.
    type Verdict: Verdict;
}

/// A composition whose last layer has an int8 form with the activation `A`.
#[doc(hidden)]
pub trait QuantizeActivated<A: QuantizedActivation>: Layer<Element = f32> {
    /// The int8 form with the rounding `R`.
    type Quantized<R: Rounding>: Layer<
            Element = i8,
            Input = Last<Self::Input>,
            Output = Last<Self::Output>,
            Activation = Identity,
        >;
    /// Whether there is one.
    type Verdict: Verdict;
}

/// The type of the int8 network that `Net` becomes: `quantized![Net]`, or `quantized![Net, Double]` with the rounding of TensorFlow
/// Lite Micro. Batch normalization is [folded](crate::fold) first.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Tiny = network![784 => Dense<128, Relu> => Dense<10>];
/// type Tiny8 = nn_core::quantized![Tiny];
///
/// assert_eq!(Tiny8::MACS, Tiny::MACS);
/// assert_eq!(Tiny8::INFER_RAM_BYTES, 128 + 10);
/// assert!(3 * Tiny8::FLASH_BYTES < Tiny::FLASH_BYTES);
///
/// let net = Tiny8::ZERO; // usually filled by calibration or from a file
/// let output: [f32; 10] = net.predict(&[0.0; 784]);
/// let numbers: [i8; 10] = net.predict_quantized(&[0; 784]);
/// ```
///
/// # Budgets
/// Its sizes are constants of the type, like those of every network. So an assertion states a budget, and [`FitsFlash`] and [`FitsRam`]
/// are bounds:
///
/// ```
/// use nn_core::network::{FitsFlash, FitsRam};
/// use nn_core::prelude::*;
///
/// type Tiny8 = quantized![network![784 => Dense<128, Relu> => Dense<10>]];
///
/// const _: () = assert!(Tiny8::FLASH_BYTES <= 104 * 1024 && Tiny8::INFER_RAM_BYTES <= 256);
///
/// fn deploy<N: Network + FitsFlash<nn_core::count!(104 * 1024)> + FitsRam<nn_core::count!(256)>>() {}
/// deploy::<Tiny8>();
/// ```
///
/// [`FitsFlash`]: crate::network::FitsFlash
/// [`FitsRam`]: crate::network::FitsRam
#[macro_export]
macro_rules! quantized {
    ($net:ty) => {
        $crate::quantized![$net, Single]
    };
    ($net:ty, Single) => {
        $crate::quantized![@ $net, Single]
    };
    ($net:ty, Double) => {
        $crate::quantized![@ $net, Double]
    };
    (@ $net:ty, $rounding:ident) => {
        $crate::sized![
            <<$net as $crate::private::Fold>::Folded as $crate::private::Quantize>::Quantized<
                $crate::private::$rounding
            >;
            <<<<$net as $crate::private::Fold>::Folded as $crate::private::Quantize>::Verdict as
                $crate::private::Verdict>::Guilty as $crate::private::HasInt8>::FITS
        ]
    };
    ($($tokens:tt)*) => {
        $crate::private::core::compile_error!(
            "`quantized!` takes the type of a network, and then `Single` or `Double`: write `quantized![Net]`, or \
             `quantized![Net, Double]` for the rounding of TensorFlow Lite Micro"
        )
    };
}
