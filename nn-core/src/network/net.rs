//! The type that `network!` writes: layers and their lengths.

use core::marker::PhantomData;

use super::{Composed, Network};
use crate::error::Error;
use crate::layer::{Layer, Standardized, Trainable};
use crate::size::{Count, FlashLength, Length};
use crate::state::StateTree;
#[cfg(feature = "alloc")]
use crate::zero::Boxed;
use crate::zero::Zero;

/// A composition of layers with its lengths: what [`network!`](crate::network!) and [`sized!`](crate::sized) write.
///
/// `Params`, `ArenaLength` and `Beside` are [`Count`]s: the number of parameters, the length of the arena of inference, and the number of
/// bytes in the layers that are not parameters, which is usually 0.
///
/// With the feature `simd` it is aligned to 64 bytes, so that the rows of the first layer are in as few cache lines as possible.
#[derive(Debug, PartialEq)]
#[cfg_attr(feature = "simd", repr(C, align(64)))]
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "Body: bytemuck::Zeroable")
)]
pub struct Net<Body, Params, ArenaLength, Beside = Count<0, 0, 0, 0>> {
    /// The composed layers.
    pub layers: Body,
    lengths: PhantomData<(Params, ArenaLength, Beside)>,
}

impl<Body, Params, ArenaLength, Beside> Net<Body, Params, ArenaLength, Beside> {
    /// A network of these layers.
    pub const fn of(layers: Body) -> Self {
        Net {
            layers,
            lengths: PhantomData,
        }
    }
}

impl<Body: Clone + Zero, Params, ArenaLength, Beside> Clone
    for Net<Body, Params, ArenaLength, Beside>
{
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.layers.clone_from(&self.layers);
        copy
    }

    /// Copies in place, layer by layer.
    fn clone_from(&mut self, source: &Self) {
        self.layers.clone_from(&source.layers);
    }
}

#[cfg(feature = "alloc")]
impl<Body, Params, ArenaLength, Beside> Net<Body, Params, ArenaLength, Beside>
where
    Self: Clone + bytemuck::Zeroable,
{
    /// A copy of a boxed network, made on the heap.
    ///
    /// `boxed.clone()` calls this method, which takes precedence over that of the trait. `Clone for Box` copies through the stack. It
    /// is still called for the field of a struct with `#[derive(Clone)]`. As paths, `Net::clone` is this method and `Clone::clone` is
    /// that of the trait.
    ///
    /// ```
    /// use nn_core::prelude::*;
    ///
    /// type Net = network![784 => Dense<128, Relu> => Dense<10, Softmax>];
    ///
    /// let mut net = Net::boxed();
    /// net.initialize(&mut Random::seed(1));
    /// let best = net.clone();
    /// assert_eq!(best, net);
    /// ```
    pub fn clone(self: &alloc::boxed::Box<Self>) -> alloc::boxed::Box<Self> {
        (**self).boxed_clone()
    }
}

/// All zeros, like [`ZERO`](Zero::ZERO): call `initialize` before training.
impl<Body: Zero, Params, ArenaLength, Beside> Default for Net<Body, Params, ArenaLength, Beside> {
    fn default() -> Self {
        Self::ZERO
    }
}

impl<Body: Zero, Params, ArenaLength, Beside> Zero for Net<Body, Params, ArenaLength, Beside> {
    const ZERO: Self = Net::of(Body::ZERO);
}

crate::delegate_layer!(
    #[diagnostic::do_not_recommend]
    [Body: Layer, Params, ArenaLength, Beside] Net<Body, Params, ArenaLength, Beside>,
    layers: Body, Body::FACTS.name, Body::Activation, Body::THRESHOLD,
    Body::describe,
    StateTree::sequence("Network", &Body::STATE)
);

crate::delegate_training!(
    [Body: Trainable, Params, ArenaLength, Beside] Net<Body, Params, ArenaLength, Beside>,
    layers: Body
);

#[diagnostic::do_not_recommend]
impl<Body: Standardized, Params, ArenaLength, Beside> Standardized
    for Net<Body, Params, ArenaLength, Beside>
{
    fn standardize(&mut self, samples: &[Body::Input]) -> Result<(), Error> {
        self.layers.standardize(samples)
    }
}

impl<Body: Layer, Params, ArenaLength, Beside> Composed for Net<Body, Params, ArenaLength, Beside> {
    type Layers = Body;

    fn layers(&self) -> &Body {
        &self.layers
    }

    fn layers_mut(&mut self) -> &mut Body {
        &mut self.layers
    }
}

#[diagnostic::do_not_recommend]
impl<Body: Layer, Params: Length, ArenaLength: Length, Beside: Length> Network
    for Net<Body, Params, ArenaLength, Beside>
where
    Params: FlashLength<Beside>,
{
    type Params = Params::Typenum;
    type Arena = ArenaLength::Typenum;
    type FlashBytes = Params::Bytes;

    const FLASH_BYTES: usize = size_of::<Body>();
}
