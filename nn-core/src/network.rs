//! Finished networks: layers composed, with the lengths of all that belongs to them known as types.

mod inference;
mod net;

pub(crate) use self::inference::infer_in;
pub use self::net::Net;

use rand_core::Rng;
use typenum::Unsigned;

use crate::activation::Activation;
use crate::init::Init;
use crate::layer::Layer;
use crate::memory::{FLOAT_BYTES, OnlineBuffers, Workspace, with_workspace};
use crate::size::FlatLength;
use crate::summary::Summary;
use crate::tensor::{Single, Tensor, class};

/// A network whose every length is known to the compiler.
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
/// As typenum numbers they can be bounds, so that a signature states a budget:
///
/// ```
/// use nn_core::prelude::*;
/// use typenum::{IsLessOrEqual, True, U1000};
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
    /// The floats of the inference arena, in typenum's notation.
    type Arena: FlatLength;
    /// [`FLASH_BYTES`](Network::FLASH_BYTES), in typenum's notation.
    type FlashBytes: Unsigned;

    /// The bytes of the weights, and of what layers hold beside them: the flash that a constant network takes.
    const FLASH_BYTES: usize = size_of::<Self>();
    /// The bytes of RAM that [`predict_in`](Network::predict_in) works in: those of its [`Workspace`].
    const INFER_RAM_BYTES: usize = Self::ARENA * FLOAT_BYTES;
    /// The least bytes of RAM in which the network can be trained, its weights included: with
    /// [`OnlineTrainer`](crate::train::OnlineTrainer).
    ///
    /// A trainer for mini-batches states its own:
    /// [`Trainer::TRAIN_RAM_BYTES`](crate::train::Trainer::TRAIN_RAM_BYTES).
    const TRAIN_RAM_BYTES: usize = Self::FLASH_BYTES + size_of::<OnlineBuffers<Self>>();

    /// The output for one sample.
    ///
    /// The workspace exists for the time of the call: on the stack, or on the heap if it has more than 4 KiB and the feature
    /// `alloc` is enabled. [`predict_in`](Network::predict_in) uses a workspace of the caller.
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
        match infer_in(self, input, workspace, true) {
            Some(output) => output,
            None => Self::Output::ZERO_REF,
        }
    }

    /// The sums of the last layer for one sample, before its activation.
    fn logits(&self, input: &Self::Input) -> Self::Output {
        with_workspace(|workspace| *self.logits_in(input, workspace))
    }

    /// The sums of the last layer for one sample, before its activation, computed in a workspace that can be a `static`.
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
        match infer_in(self, input, workspace, false) {
            Some(output) => output,
            None => Self::Output::ZERO_REF,
        }
    }

    /// The class of one sample: the index of the largest output. If an output is NaN, it is 0; use
    /// [`try_classify`](Network::try_classify) where that can happen.
    ///
    /// One output has two classes: 1 if it is above the [`THRESHOLD`](Activation::THRESHOLD) of its activation, which is 0.5 for
    /// `Sigmoid` and 0 for `Tanh` and for logits. [`classify_at`](Network::classify_at) takes another threshold.
    fn classify(&self, input: &Self::Input) -> usize {
        self.try_classify(input).unwrap_or_default()
    }

    /// [`classify`](Network::classify) in a workspace that can be a `static`.
    fn classify_in(&self, input: &Self::Input, workspace: &mut Workspace<Self>) -> usize {
        self.try_classify_in(input, workspace).unwrap_or_default()
    }

    /// The class of one sample as [`classify`](Network::classify) names it, or `None` if an output is NaN.
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
        let threshold = Self::Activation::THRESHOLD;
        class(self.predict_in(input, workspace), threshold)
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
        class(self.predict_in(input, workspace), threshold)
    }

    /// A network with random first values, each layer by the rule that suits its activation.
    ///
    /// It passes over the stack: a large network is better a box (`random_boxed`) or a `static`.
    ///
    /// ```
    /// # use nn_core::prelude::*;
    /// type Net = network![2 => Dense<3, Relu> => Dense<1>];
    /// let net = Net::random(&mut Random::seed(42));
    /// assert_ne!(net.layers.first.weights[0][0], 0.0);
    /// ```
    fn random<R: Rng + ?Sized>(rng: &mut R) -> Self {
        let mut net = Self::ZERO;
        net.initialize(rng);
        net
    }

    /// The same on the heap, without passing over the stack: `Mnist::random_boxed(&mut rng)`.
    #[cfg(feature = "alloc")]
    fn random_boxed<R: Rng + ?Sized>(rng: &mut R) -> alloc::boxed::Box<Self>
    where
        Self: bytemuck::Zeroable,
    {
        let mut net: alloc::boxed::Box<Self> = bytemuck::allocation::zeroed_box();
        net.initialize(rng);
        net
    }

    /// Gives the parameters their first values in place, each layer by the rule that suits its activation.
    ///
    /// ```
    /// # use nn_core::prelude::*;
    /// let mut net = <network![2 => Dense<3, Relu> => Dense<1>]>::ZERO;
    /// net.initialize(&mut Random::seed(42));
    /// assert_ne!(net.layers.first.weights[0][0], 0.0);
    /// ```
    fn initialize<R: Rng + ?Sized>(&mut self, rng: &mut R) {
        self.initialize_with(None, rng);
    }

    /// Gives the weights of all layers their first values by one rule.
    fn initialize_by<R: Rng + ?Sized>(&mut self, init: Init, rng: &mut R) {
        self.initialize_with(Some(init), rng);
    }

    /// A table of the layers that can be printed: shapes, parameters, bytes, multiply-accumulates.
    fn summary() -> Summary<Self> {
        Summary::new()
    }
}
