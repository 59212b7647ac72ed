//! What a name may stand for: an activation, an optimizer, or a type and not a value.

use crate::activation::Activation;
use crate::network::{Net, Network};
use crate::optim::Optimizer;
use crate::train::TrainRam;

/// The user's activation, as itself. A type that is not an activation gives one error, here.
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

/// What an optimizer needs, asked of it as of a type that may be none.
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

/// A network's type is asked for a value, of which there is none.
#[diagnostic::on_unimplemented(
    message = "a network is a type, not a value: write `type Net = network![..];` and then `Net::ZERO`",
    label = "not a value"
)]
pub trait IsValue<Body> {}

/// What `network![..]` is in the place of an expression.
#[doc(hidden)]
#[expect(non_snake_case, reason = "one path is both the type and this")]
pub fn NetworkType<Body, Params, Room, Beside>()
where
    (): IsValue<Net<Body, Params, Room, Beside>>,
{
}

/// Gives networks the `new` that many types have, to say what they have in its place.
#[doc(hidden)]
pub trait New: Sized {
    /// Nothing.
    fn new() -> Self
    where
        Self: MadeByNew,
    {
        Self::made()
    }
}

impl<N: Network> New for N {}

/// What `new` makes, which no network is.
#[diagnostic::on_unimplemented(
    message = "a network has no `new`: write `Net::ZERO`, or `Net::random(&mut rng)` for weights that can learn",
    label = "has no `new`"
)]
pub trait MadeByNew {
    /// The value.
    fn made() -> Self;
}

/// A struct that the item form writes, with the network in it.
pub trait Named {
    /// The network.
    type Network: Network;
}
