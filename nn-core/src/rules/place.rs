//! Rules for the kinds of types: activations, optimizers, networks.

use crate::activation::Activation;
use crate::network::{Net, Network};
use crate::optim::Optimizer;
use crate::train::TrainRam;

/// A user's activation. A type that is not an activation causes one error, here.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an activation",
    label = "not an activation",
    note = "implement `nn_core::activation::Activation` for it"
)]
pub trait IsActivation {
    /// The activation.
    type Itself;
}

impl<A: Activation> IsActivation for A {
    type Itself = A;
}

/// The RAM that training with an optimizer needs. The type in a budget may not be an optimizer.
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
impl<N: Network, O: Optimizer, const BATCH: usize> Trains<N, BATCH> for O {
    const BYTES: usize = TrainRam::<N, O, BATCH>::BYTES;
}

/// Implemented for nothing: a network is not a value.
#[diagnostic::on_unimplemented(
    message = "a network is a type, not a value: write `type Net = network![..];` and then `Net::ZERO`",
    label = "not a value"
)]
pub trait IsValue<Body> {}

/// The expression that `network![..]` is in the place of a value.
#[doc(hidden)]
#[expect(non_snake_case, reason = "one path is both the type and this")]
pub fn NetworkType<Body, Params, Room, Beside>()
where
    (): IsValue<Net<Body, Params, Room, Beside>>,
{
}

/// A `new` for networks that never compiles. Its error says what to write instead.
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
pub trait Named {
    /// The network.
    type Network: Network;
}
