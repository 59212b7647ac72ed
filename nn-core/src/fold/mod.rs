//! Folding: merges batch normalization into the layers before it, and standardization into the layer after it, for inference.
//!
//! Normalization with fixed statistics is an affine map, as is a convolution or a dense layer. Two consecutive affine maps are one
//! affine map. The type of the folded network follows from the type of the network: each layer states the result of folding it after
//! another layer.

mod absorb;
mod biased;
mod branches;
mod composes;
mod front;
mod stays;

#[doc(hidden)]
pub use self::absorb::Absorb;
#[doc(hidden)]
pub use self::composes::Composes;
#[doc(hidden)]
pub use self::front::{AbsorbAfter, AbsorbInput};

use crate::layer::{Activated, BatchNorm, Chain, Dropout, Optional};
use crate::network::Net;

use crate::activation::Activation;
use crate::ratio::Fraction;
use crate::tensor::Tensor;

/// A composition that can be folded to one without [`BatchNorm`], [`Dropout`] and [`Standardize`](crate::layer::Standardize).
///
/// Every [`BatchNorm`] must be directly after a convolution or a dense layer without activation, and is merged into that layer. A
/// [`Standardize`](crate::layer::Standardize) is merged into the dense layer or the convolution directly after it; at the front of a network, `Flatten` may
/// be between them. The convolution has no padding: its zeros are means after `Standardize`, but not before. In the
/// folded network, every dense layer and convolution has a bias. [`folded!`](crate::folded) is the type of the folded network.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Net = network![[1, 8, 8]
///     => Conv2d<filters = 4, kernel = 3> => BatchNorm<Relu>
///     => Flatten => Dense<16> => BatchNorm<Tanh> => Dense<3, Softmax>];
/// type Deployed = nn_core::folded![Net];
///
/// let mut net = Net::ZERO;
/// net.initialize(&mut Random::seed(1));
/// let mut deployed = Deployed::ZERO;
/// net.fold_into(&mut deployed);
///
/// assert_eq!(Deployed::PARAMS, Net::PARAMS - 2 * 4 - 2 * 16);
/// let image = [[[0.5; 8]; 8]];
/// for (folded, whole) in deployed.predict(&image).iter().zip(net.predict(&image)) {
///     assert!((folded - whole).abs() < 1e-5);
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be folded",
    label = "a layer in it does not say what becomes of it",
    note = "a `BatchNorm` goes into a convolution or a dense layer without activation right before it; a layer of your own implements `Fold` and `FoldAfter`"
)]
pub trait Fold {
    /// The composition without [`BatchNorm`], [`Dropout`] and [`Standardize`](crate::layer::Standardize).
    type Folded: ?Sized;

    /// Writes the parameters of the folded layers.
    fn fold_layers(&self, folded: &mut Self::Folded);

    /// Writes the parameters of the [`folded!`](crate::folded) network.
    fn fold_into<Params, ArenaLength, Beside>(
        &self,
        folded: &mut Net<Self::Folded, Params, ArenaLength, Beside>,
    ) where
        Self::Folded: Sized,
    {
        self.fold_layers(&mut folded.layers);
    }
}

/// A layer that can be folded after the folded layers `Before`.
///
/// Folding usually does not change a layer of your own:
///
/// ```
/// use nn_core::fold::{Fold, FoldAfter};
/// use nn_core::prelude::*;
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
///
/// impl Fold for Swap {
///     type Folded = Swap;
///
///     fn fold_layers(&self, folded: &mut Swap) {
///         folded.clone_from(self);
///     }
/// }
///
/// impl<Before: Layer<Element = f32, Output = [f32; 2]>> FoldAfter<Before> for Swap {
///     type Folded = Chain<Before, Swap>;
///
///     fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
///         before(&mut folded.first);
///         folded.last.clone_from(self);
///     }
/// }
///
/// type Net = network![3 => Dense<2> => BatchNorm<Tanh> => Swap];
/// assert_eq!(<nn_core::folded![Net]>::PARAMS, 3 * 2 + 2);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be folded after `{Before}`",
    label = "it does not say what becomes of it",
    note = "a `BatchNorm` goes into a convolution or a dense layer without activation right before it; a layer of your own implements `Fold` and `FoldAfter`"
)]
pub trait FoldAfter<Before: ?Sized> {
    /// The folded composition of `Before` and this layer.
    type Folded: ?Sized;

    /// Writes the parameters of the folded composition. `before` writes those of the layers before.
    fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before));
}

/// The type of the folded network `Net`, without [`BatchNorm`], [`Dropout`] and [`Standardize`](crate::layer::Standardize): `folded![Net]`. [`fold_into`](Fold::fold_into) writes
/// its parameters.
#[macro_export]
macro_rules! folded {
    ($net:ty) => {
        $crate::sized![<$net as $crate::private::Fold>::Folded]
    };
}

impl<A: Fold, B: FoldAfter<A::Folded>> Fold for Chain<A, B> {
    type Folded = B::Folded;

    fn fold_layers(&self, folded: &mut Self::Folded) {
        self.last
            .fold_after(folded, |before| self.first.fold_layers(before));
    }
}

impl<Body: Fold, Params, ArenaLength, Beside> Fold for Net<Body, Params, ArenaLength, Beside> {
    type Folded = Body::Folded;

    fn fold_layers(&self, folded: &mut Self::Folded) {
        self.layers.fold_layers(folded);
    }
}

/// A chain in a chain becomes a part of it, so that inference needs no memory for both at one time.
impl<Before: ?Sized, A, B> FoldAfter<Before> for Chain<A, B>
where
    A: FoldAfter<Before>,
    B: FoldAfter<A::Folded>,
{
    type Folded = B::Folded;

    fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
        self.last
            .fold_after(folded, |middle| self.first.fold_after(middle, before));
    }
}

impl<Before: ?Sized, Body, Params, ArenaLength, Beside> FoldAfter<Before>
    for Net<Body, Params, ArenaLength, Beside>
where
    Body: FoldAfter<Before>,
{
    type Folded = Body::Folded;

    fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
        self.layers.fold_after(folded, before);
    }
}

/// `BatchNorm` is merged into the layer before it, which gets its activation.
impl<Before, const C: usize, T, A, M, E, B> FoldAfter<Before> for BatchNorm<C, T, A, M, E, B>
where
    Before: Absorb,
    T: Tensor<Element = f32>,
    A: Activation,
    E: Fraction,
    B: Optional,
{
    type Folded = Activated<Before, A>;

    fn fold_after(&self, folded: &mut Self::Folded, before: impl FnOnce(&mut Before)) {
        before(&mut folded.layer);
        for (channel, (scale, shift)) in self.affine().enumerate() {
            folded.layer.absorb(channel, scale, shift);
        }
    }
}

/// `Dropout` does nothing in inference, so it is removed.
impl<Before: ?Sized, T, R> FoldAfter<Before> for Dropout<T, R> {
    type Folded = Before;

    fn fold_after(&self, folded: &mut Before, before: impl FnOnce(&mut Before)) {
        before(folded);
    }
}
