//! Networks that are used and not trained, by others that are.

use rand_core::Rng;

use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::Isa;
use crate::layer::{Layer, single};
use crate::memory::Workspace;
use crate::network::Network;
use crate::rng::Noise;
use crate::state::StateTree;
use crate::zero::Zero;

/// A trained network, such as a `static` in flash, as the first layer of another, whose training does not touch it.
///
/// Gradients, the optimizer's state and the tape exist for the layers behind it only; of itself it needs the arena of its inference. It
/// holds but the address of its weights. It infers in training, too: batch normalisation uses the running statistics, and Dropout drops
/// nothing. It passes no gradient on, so a network with layers before it that would learn is refused when it is trained.
///
/// Without weights, as in a network of zeros, its output is zero.
///
/// ```
/// use nn_core::prelude::*;
///
/// type Features = network![4 => Dense<32, Relu> => Dense<8, Tanh>];
/// type Personal = network![4 => Frozen<Features> => Dense<3, Softmax>];
///
/// static FEATURES: Features = Features::ZERO; // usually of `include_weights!`
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
/// It cannot be trained itself:
///
/// ```compile_fail
/// # use nn_core::prelude::*;
/// type Features = network![4 => Dense<32, Relu> => Dense<8, Softmax>];
/// static FEATURES: Features = Features::ZERO;
/// let mut net = <network![4 => Frozen<Features>]>::ZERO;
/// OnlineTrainer::new(CrossEntropy, 0.1).step(&mut net, &[0.0; 4], &2usize).unwrap();
/// ```
///
/// Nor does anything learn before it:
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
    /// This network, as it is.
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
    /// Whether both are the same network, at the same place.
    fn eq(&self, other: &Self) -> bool {
        match (self.network, other.network) {
            (Some(one), Some(other)) => core::ptr::eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<N: Network> Frozen<N> {
    /// The sums of the network's last layer for one sample.
    fn infer_in(&self, input: &N::Input, output: &mut N::Output, workspace: &mut Workspace<N>) {
        match self.network {
            Some(net) => *output = *net.logits_in(input, workspace),
            None => *output = N::Output::ZERO,
        }
    }
}

impl<N: Network> Layer for Frozen<N> {
    type Input = N::Input;
    type Output = N::Output;
    type Activation = N::Activation;
    type Tape<const BATCH: usize> = Workspace<N>;

    const NAME: &'static str = "Frozen";
    const MACS: usize = N::MACS;
    const ARENA: usize = <N as Layer>::ARENA;
    const PASSES_GRADIENT: bool = false;
    // A sequence in the sequence, of which nothing is stored.
    const STATE: StateTree = single::<Self>(1);

    fn infer(&self, input: &N::Input, output: &mut N::Output) {
        match self.network {
            Some(net) => net.infer(input, output),
            None => *output = N::Output::ZERO,
        }
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &N::Input, arena: Arena<'_>) {
        match self.network {
            Some(net) => net.run(isa, input, arena),
            None => {
                if let Some(output) = arena.place::<N::Output>() {
                    *output = N::Output::ZERO;
                }
            }
        }
    }

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, N::Input>,
        output: &mut [N::Output],
        workspace: &mut Workspace<N>,
        _noise: Noise,
    ) {
        for (input, output) in input.iter().zip(output) {
            self.infer_in(input, output, workspace);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, N::Input>,
        _d_output: &[N::Output],
        d_input: Option<&mut [N::Input]>,
        _workspace: &mut Workspace<N>,
    ) {
        for d_input in d_input.unwrap_or_default() {
            *d_input = N::Input::ZERO;
        }
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {}
}
