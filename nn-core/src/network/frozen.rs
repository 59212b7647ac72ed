//! Frozen networks as the first layer of other networks.

use super::{Network, Workspace};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::Isa;
use crate::layer::{Facts, Layer, Scalar, Trainable, dequantize, quantize, single};
use crate::opaque::opaque;
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::state::StateTree;
use crate::tensor::{Cell, Tensor};
use crate::zero::Zero;

/// A trained network, for example a `static` in flash, as the first layer of another network. Training does not change it.
///
/// It stores the address of the network. Gradients, optimizer state and tape exist only for the layers after it. The frozen network
/// needs only the arena of its inference. In training it behaves as in inference: batch normalization uses the running statistics, and
/// dropout does nothing. It computes no gradient with respect to its input, so trained layers before it do not compile.
///
/// The network may compute with integers. Its input is then converted from `f32` and its output to `f32`, with its
/// [scales](crate::layer::Layer::scales). The channels of both are the [first dimension](crate::tensor::Tensor#channels), as in every
/// network of `f32`.
///
/// Without a network, as in `ZERO`, the output is 0.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Features = network![4 => Dense<32, Relu> => Dense<8, Tanh>];
/// type Personal = network![4 => Frozen<Features> => Dense<3, Softmax>];
///
/// static FEATURES: Features = Features::ZERO; // usually `include_weights!`
///
/// let mut net = Personal::ZERO;
/// net.layers.first = Frozen::new(&FEATURES);
/// assert_eq!(Personal::PARAMS, 8 * 3 + 3);
/// assert!(Personal::TRAIN_RAM_BYTES < Features::FLASH_BYTES);
///
/// let mut trainer = OnlineTrainer::new(CrossEntropy, 0.1);
/// trainer.step(&mut net, &[1.0, 2.0, 3.0, 4.0], &2usize)?;
/// # Ok::<(), nn_core::Error>(())
/// ```
///
/// A frozen network cannot be trained itself:
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// type Features = network![4 => Dense<32, Relu> => Dense<8, Softmax>];
/// static FEATURES: Features = Features::ZERO;
/// let mut net = <network![4 => Frozen<Features>]>::ZERO;
/// OnlineTrainer::new(CrossEntropy, 0.1).step(&mut net, &[0.0; 4], &2usize).unwrap();
/// ```
///
/// Trained layers before it do not compile:
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// type Features = network![4 => Dense<32, Relu> => Dense<8, Tanh>];
/// let mut net = <network![4 => Dense<4> => Frozen<Features> => Dense<3, Softmax>]>::ZERO;
/// OnlineTrainer::new(CrossEntropy, 0.1).step(&mut net, &[0.0; 4], &2usize).unwrap();
/// ```
#[derive(Debug)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Frozen<N: 'static> {
    network: Option<&'static N>,
}

impl<N> Frozen<N> {
    /// A layer with this network.
    pub const fn new(network: &'static N) -> Self {
        Frozen {
            network: Some(network),
        }
    }

    /// The network, if there is one.
    pub const fn network(&self) -> Option<&'static N> {
        self.network
    }
}

impl<N> Zero for Frozen<N> {
    const ZERO: Self = Frozen { network: None };
}

impl<N> Clone for Frozen<N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N> Copy for Frozen<N> {}

impl<N> PartialEq for Frozen<N> {
    /// Whether both refer to the same network in memory.
    fn eq(&self, other: &Self) -> bool {
        match (self.network, other.network) {
            (Some(one), Some(other)) => core::ptr::eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The tape of a [`Frozen`] network: its arena, and its input if it is converted.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct FrozenTape<N: Network> {
    workspace: Workspace<N>,
    input: <N::Element as Scalar>::Converted<N::Input>,
}

opaque!([N: Network] FrozenTape<N>);

impl<N: Network> Zero for FrozenTape<N> {
    const ZERO: Self = FrozenTape {
        workspace: Zero::ZERO,
        input: Zero::ZERO,
    };
}

/// A tensor as real numbers.
type Real<T> = <<T as Cell>::Element as Scalar>::Real<T>;

impl<N: Network> Frozen<N> {
    /// The logits of the network for one sample.
    fn infer_in(
        &self,
        input: &Real<N::Input>,
        output: &mut Real<N::Output>,
        tape: &mut FrozenTape<N>,
    ) {
        let Some(net) = self.network else {
            return output.as_mut_slice().fill(0.0);
        };
        let [from, to] = net.scales().map(Option::unwrap_or_default);
        if let Some(input) = N::Element::convert(input.as_slice(), from, &mut tape.input) {
            let logits = net.logits_in(input, &mut tape.workspace);
            dequantize(logits, to, output.as_mut_slice());
        }
    }

    /// The logits of a network of integers for one sample, in an arena of real numbers.
    #[inline(always)]
    fn run_converted<S: Isa>(net: &N, isa: S, input: &Real<N::Input>, arena: Arena<'_>) {
        let Some((output, rest)) = arena.reserve::<Real<N::Output>>() else {
            return;
        };
        let [from, to] = net.scales().map(Option::unwrap_or_default);
        let memory = N::Element::memory(rest.into_block());
        let (converted, block) = memory
            .split_at_mut_checked(N::Input::LEN)
            .unwrap_or_default();
        if let Some(converted) = N::Input::from_mut_slice(converted) {
            quantize(input.as_slice(), from, converted);
            let input: &N::Input = converted;
            net.run(isa, input, Arena::new(&mut *block));
        }
        if let Some(logits) = N::Output::from_slice(block) {
            dequantize(logits, to, output.as_mut_slice());
        }
    }
}

impl<N: Network> Layer for Frozen<N> {
    type Element = f32;
    type Input = Real<N::Input>;
    type Output = Real<N::Output>;
    type Activation = N::Activation;

    const THRESHOLD: f32 = N::THRESHOLD;
    const FACTS: Facts = Facts {
        macs: N::FACTS.macs,
        arena: if N::Element::IS_REAL {
            N::FACTS.arena
        } else {
            let numbers = N::Input::LEN + N::FACTS.arena;
            N::Output::LEN + (numbers * size_of::<N::Element>()).div_ceil(size_of::<f32>())
        },
        passes_gradient: false,
        ..Facts::of::<Self::Output>("Frozen")
    };

    // A `Frozen` layer has no state.
    const STATE: StateTree = single::<Self>(1);

    fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
        with_zeros_in_each(|tape| self.infer_in(input, output, tape));
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_>) {
        let Some(net) = self.network else {
            if let Some(output) = arena.place::<Self::Output>() {
                output.as_mut_slice().fill(0.0);
            }
            return;
        };
        match N::Element::arena(arena) {
            Ok(arena) => {
                let input = N::Element::reals(input.as_slice());
                if let Some(input) = input.and_then(N::Input::from_slice) {
                    net.run(isa, input, arena);
                }
            }
            Err(arena) => Self::run_converted(net, isa, input, arena),
        }
    }
}

impl<N: Network> Trainable for Frozen<N> {
    type Tape<const BATCH: usize> = FrozenTape<N>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        tape: &mut FrozenTape<N>,
        _noise: Noise,
    ) {
        for (input, output) in input.iter().zip(output) {
            self.infer_in(input, output, tape);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, Self::Input>,
        _d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        _tape: &mut FrozenTape<N>,
    ) {
        for d_input in d_input.unwrap_or_default() {
            d_input.as_mut_slice().fill(0.0);
        }
    }
}
