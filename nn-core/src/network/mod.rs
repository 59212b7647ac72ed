//! Networks: compositions of layers whose lengths are known as types.

mod budget;
mod composed;
mod dense_networks;
mod diagram;
mod frozen;
mod grouped;
mod inference;
mod memory;
mod net;
mod per_parameter;
mod quantized;
mod summary;
mod trainable;

pub use self::budget::{FitsFlash, FitsRam, Limit};
pub use self::composed::Composed;
pub(crate) use self::dense_networks::dense_networks;
pub use self::diagram::{Block, Blocks, Diagram, LayersOf};
pub use self::frozen::Frozen;
#[doc(hidden)]
pub use self::frozen::FrozenTape;
use self::inference::class;
pub(crate) use self::inference::infer_in;
pub use self::memory::{OnlineBuffers, TrainBuffers};
pub use self::net::Net;
pub use self::per_parameter::{Gradients, PerParameter};
pub use self::summary::Summary;
pub use self::trainable::TrainableNetwork;

use typenum::Unsigned;

use crate::aligned::Aligned;
use crate::layer::{Layer, Scalar};
use crate::opaque::opaque;
use crate::scratch::with_zeros;
use crate::size::FlatLength;
use crate::tensor::{Single, Tensor};
use crate::zero::Zero;

/// A composition of layers whose lengths are known to the compiler.
///
/// Its sizes are constants of the type:
///
/// ```
/// use nn_core::prelude::*;
///
/// type Mnist = network![784 => Dense<128, Relu> => Dense<10, Sigmoid>];
///
/// assert_eq!(Mnist::PARAMS, 784 * 128 + 128 + 128 * 10 + 10);
/// assert_eq!(Mnist::MACS, 784 * 128 + 128 * 10);
/// assert_eq!(Mnist::FLASH_BYTES, 4 * Mnist::PARAMS);
/// assert_eq!(Mnist::INFER_RAM_BYTES, 4 * (128 + 10));
/// ```
///
/// As typenum numbers, the sizes can be used in bounds. So a signature can state a budget:
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::typenum::{IsLessOrEqual, True, U1000};
///
/// fn deploy<N: Network>(_: &N) where N::Params: IsLessOrEqual<U1000, Output = True> {}
///
/// deploy(&<network![4 => Dense<16, Tanh> => Dense<3, Softmax>]>::ZERO);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    label = "not a network",
    note = "write networks with `network!`, or wrap a `Chain` in `nn_core::sized!`; pass a boxed one as `&mut *net`"
)]
pub trait Network: Layer + Sized {
    /// The number of parameters, in typenum's notation.
    type Params: FlatLength;
    /// The length of the arena of inference, in typenum's notation.
    type Arena: FlatLength;
    /// [`FLASH_BYTES`](Network::FLASH_BYTES), in typenum's notation.
    type FlashBytes: Unsigned;

    /// The number of trained parameters.
    const PARAMS: usize = Self::FACTS.params;
    /// The multiply-accumulate operations of one inference.
    const MACS: usize = Self::FACTS.macs;
    /// The bytes of the network: the flash that a constant network takes.
    const FLASH_BYTES: usize = size_of::<Self>();
    /// The bytes of RAM that [`predict_in`](Network::predict_in) needs: the size of the [`Workspace`].
    const INFER_RAM_BYTES: usize = Self::FACTS.arena * size_of::<Self::Element>();

    /// The output for one sample.
    ///
    /// The workspace is on the stack, or on the heap if it has more than 4 KiB and the feature `alloc` is enabled.
    /// [`predict_in`](Network::predict_in) takes a workspace from the caller.
    #[inline]
    fn predict(&self, input: &Self::Input) -> Self::Output {
        with_workspace(|workspace| *self.predict_in(input, workspace))
    }

    /// The output for one sample, computed in a workspace that can be a `static`.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![2 => Dense<3, Relu> => Dense<1>];
    ///
    /// static NET: Net = Net::ZERO;
    /// let mut workspace = Workspace::<Net>::ZERO;
    /// assert_eq!(NET.predict_in(&[1.0, 2.0], &mut workspace), &[0.0]);
    /// ```
    #[inline]
    fn predict_in<'a>(
        &self,
        input: &Self::Input,
        workspace: &'a mut Workspace<Self>,
    ) -> &'a Self::Output {
        match infer_in(self, input, workspace.as_mut_slice(), true) {
            Some(output) => output,
            None => Self::Output::ZERO_REF,
        }
    }

    /// The output of the last layer before its activation, for one sample.
    fn logits(&self, input: &Self::Input) -> Self::Output {
        with_workspace(|workspace| *self.logits_in(input, workspace))
    }

    /// The output of the last layer before its activation, for one sample, computed in a workspace that can be a `static`.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![2 => Dense<2, Softmax>];
    ///
    /// let mut workspace = Workspace::<Net>::ZERO;
    /// assert_eq!(Net::ZERO.logits_in(&[1.0, 2.0], &mut workspace), &[0.0; 2]);
    /// ```
    fn logits_in<'a>(
        &self,
        input: &Self::Input,
        workspace: &'a mut Workspace<Self>,
    ) -> &'a Self::Output {
        match infer_in(self, input, workspace.as_mut_slice(), false) {
            Some(output) => output,
            None => Self::Output::ZERO_REF,
        }
    }

    /// The class of one sample: the index of the largest output. If an output is NaN, it is 0, and
    /// [`try_classify`](Network::try_classify) returns `None`.
    ///
    /// A single output has two classes. The class is 1 if the output is above the [`THRESHOLD`](Layer::THRESHOLD) of its
    /// activation, which is 0.5 for `Sigmoid` and 0 for `Tanh` and `Identity`. [`classify_at`](Network::classify_at) takes another
    /// threshold.
    fn classify(&self, input: &Self::Input) -> usize {
        self.try_classify(input).unwrap_or_default()
    }

    /// [`classify`](Network::classify) in a workspace that can be a `static`.
    fn classify_in(&self, input: &Self::Input, workspace: &mut Workspace<Self>) -> usize {
        self.try_classify_in(input, workspace).unwrap_or_default()
    }

    /// The class of one sample as [`classify`](Network::classify) returns it, or `None` if an output is NaN.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// let mut net = <network![1 => Dense<1, Sigmoid>]>::ZERO;
    /// net.layers.weights = [[1.0]];
    /// assert_eq!(net.try_classify(&[2.0]), Some(1));
    /// assert_eq!(net.try_classify(&[f32::NAN]), None);
    /// assert_eq!(net.classify_at(&[2.0], 0.9), Some(0)); // the output is 0.88
    /// ```
    fn try_classify(&self, input: &Self::Input) -> Option<usize> {
        with_workspace(|workspace| self.try_classify_in(input, workspace))
    }

    /// [`try_classify`](Network::try_classify) in a workspace that can be a `static`.
    fn try_classify_in(
        &self,
        input: &Self::Input,
        workspace: &mut Workspace<Self>,
    ) -> Option<usize> {
        let threshold = Self::THRESHOLD;
        let [_, scale] = self.scales();
        let scale = scale.unwrap_or_default();
        class(self.predict_in(input, workspace), threshold, scale)
    }

    /// The class of one sample for a network with one output: 1 if it is above the threshold. `None` if it is NaN.
    fn classify_at(&self, input: &Self::Input, threshold: f32) -> Option<usize>
    where
        Self::Output: Single,
    {
        with_workspace(|workspace| self.classify_at_in(input, threshold, workspace))
    }

    /// [`classify_at`](Network::classify_at) in a workspace that can be a `static`.
    fn classify_at_in(
        &self,
        input: &Self::Input,
        threshold: f32,
        workspace: &mut Workspace<Self>,
    ) -> Option<usize>
    where
        Self::Output: Single,
    {
        let [_, scale] = self.scales();
        let scale = scale.unwrap_or_default();
        class(self.predict_in(input, workspace), threshold, scale)
    }

    /// A picture of the layers, which prints as an SVG image: `std::fs::write("net.svg", Net::diagram().to_string())`.
    fn diagram() -> Diagram<LayersOf<Self>> {
        Diagram(LayersOf::new())
    }

    /// A printable table of the layers: shapes, parameters, bytes, multiply-accumulate operations, and the RAM of inference.
    fn inference_summary() -> Summary<Self> {
        Summary::new(Self::FLASH_BYTES, Self::INFER_RAM_BYTES, None)
    }
}

/// The arena of the network `N`. Its size is exactly [`N::INFER_RAM_BYTES`](Network::INFER_RAM_BYTES).
///
/// Its length is the largest sum of a layer's input and output. The input of the network is read in place.
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Workspace<N: Network>(<N::Element as Scalar>::Block<N::Arena>);

impl<N: Network> Zero for Workspace<N> {
    const ZERO: Self = Workspace(Zero::ZERO);
}

opaque!([N: Network] Workspace<N>);

impl<N: Network> Workspace<N> {
    pub(crate) fn as_mut_slice(&mut self) -> &mut [N::Element] {
        self.0.as_mut()
    }
}

/// Calls `work` with a workspace. A large workspace is on the heap if there is one, a small one on the stack.
#[inline]
pub(crate) fn with_workspace<N: Network, R>(work: impl FnOnce(&mut Workspace<N>) -> R) -> R {
    with_zeros::<Aligned<Workspace<N>>, R>(|workspace| work(workspace))
}
