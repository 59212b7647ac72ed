//! Rules for the kinds of types: activations, optimizers, networks.

use crate::activation::Activation;
use crate::layer::Layer;
use crate::network::{Composed, Net, Network, TrainableNetwork};
use crate::optim::Optimizer;
use crate::train::TrainRam;

/// A user's activation. A type that is not an activation causes a single error, that of this trait.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "not an activation",
    note = "the activations of nn-core are `Identity`, `Relu`, `Relu6`, `LeakyRelu`, `Elu`, `Gelu`, `Silu`, `HardSwish`, `Sigmoid`, `HardSigmoid`, `Tanh`, `Softplus` and `Softmax`; implement `nn_core::activation::Activation` for your own"
)]
pub trait IsActivation {
    /// The activation.
    type Itself;
}

#[diagnostic::do_not_recommend]
impl<A: Activation> IsActivation for A {
    type Itself = A;
}

/// The RAM for training with an optimizer. The user may have written another type in the budget.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an optimizer",
    label = "not an optimizer",
    note = "the optimizers of nn-core are `Sgd`, `Sgd<Momentum>`, `Adam`, `AdamW` and `RmsProp`"
)]
pub trait Trains<N, const BATCH: usize> {
    /// The bytes.
    const BYTES: usize;
}

#[diagnostic::do_not_recommend]
impl<N: TrainableNetwork, O: Optimizer, const BATCH: usize> Trains<N, BATCH> for O {
    const BYTES: usize = TrainRam::<N, O, BATCH>::BYTES;
}

/// Implemented for no type, because a network is not a value.
#[diagnostic::on_unimplemented(
    message = "a network is a type, not a value: write `type Net = network![..];` and then `Net::ZERO`",
    label = "not a value"
)]
pub trait IsValue<Body> {}

/// The expression that `network![..]` expands to in the place of a value.
#[doc(hidden)]
#[expect(non_snake_case, reason = "one path is both the type and this")]
pub fn NetworkType<Body, Params, ArenaLength, Beside>()
where
    (): IsValue<Net<Body, Params, ArenaLength, Beside>>,
{
}

/// A `new` for networks, which never compiles. Its error says what to write instead.
#[doc(hidden)]
pub trait New: Sized {
    /// Does not compile.
    fn new() -> Self
    where
        Self: MadeByNew,
    {
        Self::made()
    }
}

impl<N: Network> New for N {}

/// Implemented for no network.
#[diagnostic::on_unimplemented(
    message = "a network has no `new`: write `Net::ZERO`, or `Net::random(&mut rng)` for weights that can learn",
    label = "has no `new`"
)]
pub trait MadeByNew {
    /// The value.
    fn made() -> Self;
}

/// A struct that the item form writes.
pub trait Named: Layer {
    /// The network.
    type Network: Network + Composed;
}

// An impl for all: the compiler would compute the typenum numbers again in each item of an impl of its own.
#[diagnostic::do_not_recommend]
impl<N: Named> Network for N {
    type Params = <N::Network as Network>::Params;
    type Arena = <N::Network as Network>::Arena;
    type FlashBytes = <N::Network as Network>::FlashBytes;

    const FLASH_BYTES: usize = N::Network::FLASH_BYTES;
}
