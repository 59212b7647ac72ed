//! Fake quantization: a network of `f32` that rounds as its network of `i8`, for training.
//!
//! The type of the fake-quantized network follows from the type of the network: each layer states its form.
//! [`fake_quantized!`](crate::fake_quantized) is that type.

mod compositions;
mod layers;
mod network;
mod values;
mod weights;

pub use self::network::FakeQuantizable;
pub use self::values::FakeValues;
pub use self::weights::FakeWeights;
#[doc(hidden)]
pub use self::weights::FakeWeightsTape;

use super::{Quantize, QuantizeActivated};
use crate::layer::int8::{QuantizedActivation, Rounding};
use crate::layer::{Layer, Scale, Trainable};

/// A layer that has a fake-quantized form: a composition of `f32` that computes what its int8 form computes, and can be trained.
///
/// A layer of your own with an int8 form that only moves values is its own fake-quantized form:
/// `impl FakeQuantize for Swap { type FakeQuantized = Self; .. }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fake-quantized form",
    label = "no fake-quantized form",
    note = "a layer of your own implements `nn_core::quantize::FakeQuantize`"
)]
pub trait FakeQuantize: Quantize {
    /// The fake-quantized form.
    type FakeQuantized: Trainable
        + Layer<
            Element = f32,
            Input = Self::Input,
            Output = Self::Output,
            Activation = Self::Activation,
        >;

    /// Writes the parameters of this layer and the scales of its int8 form, for an input with the scale `input`. Returns the scale of the
    /// output.
    fn fake_quantize<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Scale,
        fake: &mut Self::FakeQuantized,
    ) -> Scale;

    /// Copies the parameters of the fake-quantized form back.
    fn restore(&mut self, fake: &Self::FakeQuantized);
}

/// A composition whose last layer has a fake-quantized form with the activation `A`.
#[doc(hidden)]
pub trait FakeQuantizeActivated<A: QuantizedActivation>: QuantizeActivated<A> {
    type FakeQuantized: Trainable
        + Layer<Element = f32, Input = Self::Input, Output = Self::Output, Activation = A>;

    fn fake_quantize_activated<R: Rounding>(
        &self,
        quantized: &Self::Quantized<R>,
        input: Scale,
        fake: &mut Self::FakeQuantized,
    ) -> Scale;

    fn restore_activated(&mut self, fake: &Self::FakeQuantized);
}

/// The type of the fake-quantized network of `Net`, for training: `fake_quantized![Net]`. It is a network of `f32` that rounds its
/// weights and values as the network of the type [`quantized!`](crate::quantized) does. Batch normalization is [folded](crate::fold)
/// first. [`FakeQuantizable`] fills it, and quantizes its trained parameters.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 8, 8] => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu> => Flatten => Dense<3, Softmax>];
/// type Fake = nn_core::fake_quantized![Net];
///
/// assert_eq!(Fake::PARAMS, <folded![Net]>::PARAMS);
/// ```
#[macro_export]
macro_rules! fake_quantized {
    ($net:ty) => {
        $crate::sized![
            $crate::private::Chain<
                $crate::private::FakeValues<<$net as $crate::private::Layer>::Input>,
                <<$net as $crate::private::Fold>::Folded as $crate::private::FakeQuantize>::FakeQuantized,
            >;
            <<<<$net as $crate::private::Fold>::Folded as $crate::private::Quantize>::Verdict as
                $crate::private::Verdict>::Guilty as $crate::private::HasInt8>::FITS
        ]
    };
}
