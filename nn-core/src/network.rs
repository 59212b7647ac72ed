//! Finished networks: layers composed, with the lengths of all that belongs to them known as types.

use core::marker::PhantomData;

use rand_core::Rng;
use typenum::Unsigned;

use crate::activation::Activation;
use crate::aligned::Aligned;
use crate::arena::Arena;
use crate::init::Init;
use crate::kernel::{Isa, Kernel, dispatch};
use crate::layer::Layer;
use crate::memory::{FLOAT_BYTES, OnlineRoom, Workspace};
use crate::size::{Count, FlashLength, FlatLength, Length};
use crate::state::StateTree;
use crate::summary::Summary;
use crate::tensor::{Tensor, largest};
use crate::zero::Zero;

/// A composition of layers with its lengths: what [`network!`](crate::network!) and [`sized!`](crate::sized) write.
///
/// `Params`, `Room` and `Beside` are [`Count`]s: of the parameters, of the floats of the inference arena, and of the bytes that
/// layers hold beside their parameters, which are usually none.
///
/// With the feature `simd` it begins at a multiple of 64 bytes, so that the rows of the first layer do not straddle more cache
/// lines than they must.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "simd", repr(C, align(64)))]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "Body: bytemuck::Zeroable")
)]
pub struct Net<Body, Params, Room, Beside = Count<0, 0, 0, 0>> {
    /// The composed layers.
    pub layers: Body,
    lengths: PhantomData<(Params, Room, Beside)>,
}

impl<Body, Params, Room, Beside> Net<Body, Params, Room, Beside> {
    /// A network of these layers.
    pub const fn new(layers: Body) -> Self {
        Net {
            layers,
            lengths: PhantomData,
        }
    }
}

impl<Body: Zero, Params, Room, Beside> Zero for Net<Body, Params, Room, Beside> {
    const ZERO: Self = Net::new(Body::ZERO);
}

crate::delegate_layer!(#[diagnostic::do_not_recommend] [Body: Layer, Params: Length, Room: Length, Beside: Length] Net<Body, Params, Room, Beside>, layers: Body, Body::NAME, Body::Activation, Body::describe, StateTree::sequence("Network", &Body::STATE));

#[diagnostic::do_not_recommend]
impl<Body: Layer, Params: Length, Room: Length, Beside: Length> Network
    for Net<Body, Params, Room, Beside>
where
    Params: FlashLength<Beside>,
{
    type Params = Params::Typenum;
    type Arena = Room::Typenum;
    type FlashBytes = Params::Bytes;

    const FLASH_BYTES: usize = size_of::<Body>();
}

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
    /// [`Online`](crate::train::Online).
    ///
    /// A trainer for mini-batches states its own:
    /// [`Trainer::TRAIN_RAM_BYTES`](crate::train::Trainer::TRAIN_RAM_BYTES).
    const TRAIN_RAM_BYTES: usize = Self::FLASH_BYTES + size_of::<OnlineRoom<Self>>();

    /// The output for one sample.
    ///
    /// The arena lies on the stack for the time of the call: [`INFER_RAM_BYTES`](Network::INFER_RAM_BYTES).
    #[inline]
    fn predict(&self, input: &Self::Input) -> Self::Output {
        let mut workspace = Aligned::<Workspace<Self>>::ZERO;
        *self.predict_in(input, &mut workspace)
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
        let floats = workspace.as_mut_slice();
        dispatch(Inference {
            net: self,
            input,
            floats,
            activates: true,
        });
        Self::Output::from_slice(floats).unwrap_or(Self::Output::ZERO_REF)
    }

    /// The sums of the last layer for one sample, before its activation.
    fn logits(&self, input: &Self::Input) -> Self::Output {
        let mut workspace = Aligned::<Workspace<Self>>::ZERO;
        let floats = workspace.as_mut_slice();
        dispatch(Inference {
            net: self,
            input,
            floats,
            activates: false,
        });
        *Self::Output::from_slice(floats).unwrap_or(Self::Output::ZERO_REF)
    }

    /// The index of the largest output for one sample: the class, if the outputs stand for classes.
    fn classify(&self, input: &Self::Input) -> usize {
        let mut workspace = Aligned::<Workspace<Self>>::ZERO;
        self.classify_in(input, &mut workspace)
    }

    /// The index of the largest output for one sample, computed in a workspace that can be a `static`.
    fn classify_in(&self, input: &Self::Input, workspace: &mut Workspace<Self>) -> usize {
        largest(self.predict_in(input, workspace).as_slice())
    }

    /// Gives the parameters their first values, each layer by the rule that suits its activation.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
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

/// One sample's way through a network: the instruction set is chosen once for all layers.
pub(crate) struct Inference<'a, N: Layer> {
    pub(crate) net: &'a N,
    pub(crate) input: &'a N::Input,
    pub(crate) floats: &'a mut [f32],
    /// Whether the last activation follows.
    pub(crate) activates: bool,
}

impl<N: Layer> Kernel for Inference<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        self.net.run(isa, self.input, Arena::new(self.floats));
        if self.activates
            && let Some(output) = N::Output::from_mut_slice(self.floats)
        {
            N::Activation::apply_with(isa, output.as_mut_slice());
        }
    }
}
