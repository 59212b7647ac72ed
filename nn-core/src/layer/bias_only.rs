//! A layer of which training changes only the biases.

use rand_core::Rng;

use super::{Description, Facts, Layer, Numbers, Sink, Trainable};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::Isa;
use crate::require::require;
use crate::rng::Noise;
use crate::state::{StateTensor, StateTree, Values, ValuesMut};
use crate::zero::Zero;

const RULE: &str = "`BiasOnly` takes one layer with a bias: `BiasOnly<Dense<4, 8, Relu>>`";

/// The layer `L`, whose weights stay as they are when it is trained: only its biases move (Cai et al., "TinyTL: reduce memory, not
/// parameters for efficient on-device learning", 2020).
///
/// The weights are not [parameters](Facts::params) but [fixed](Facts::fixed) numbers. So there are no gradients, moments or other
/// numbers of an optimizer for them, and a step does not compute their gradient. The gradient with respect to the input passes
/// through the layer, so the layers before it learn, unlike those before a [`Frozen`](crate::network::Frozen) network.
///
/// In a file and in an image it is the layer `L`, with the same names and the same fingerprint. So the weights that `L` was trained
/// with are loaded into it, and what it learned is loaded into an `L`.
///
/// # Shapes
/// Those of `L`. In [`network!`](crate::network!) write the inputs, too, as for every layer that it does not know.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::layer::BiasOnly;
/// use nn_core::train::TrainRam;
/// use nn_core::weights::image;
///
/// type Net = network![16 => Dense<32, Relu> => Dense<32, Relu> => Dense<4, Softmax>];
/// type Tuned = network![16 => BiasOnly<Dense<16, 32, Relu>> => BiasOnly<Dense<32, 32, Relu>> => Dense<4, Softmax>];
///
/// assert_eq!((Net::PARAMS, Tuned::PARAMS), (1_732, 32 + 32 + 132));
/// assert_eq!((Net::FLASH_BYTES, Tuned::FLASH_BYTES), (6_928, 6_928));
/// assert_eq!((TrainRam::<Net, Adam, 1>::BYTES, TrainRam::<Tuned, Adam, 1>::BYTES), (28_296, 9_864));
///
/// let mut bytes = [0; image::bytes::<Net>()];
/// image::write(&Net::random(&mut Random::seed(1)), &mut bytes).unwrap();
/// let mut net = Tuned::ZERO;
/// image::read(&mut net, &bytes).unwrap();
/// let before = net.layers.last.weights;
/// OnlineTrainer::new(CrossEntropy, 0.1).step(&mut net, &[0.5; 16], &2usize)?;
/// assert_ne!(net.layers.last.weights, before);
/// # Ok::<(), nn_core::Error>(())
/// ```
#[derive(Debug, PartialEq)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
#[repr(transparent)]
pub struct BiasOnly<L> {
    /// The layer.
    pub layer: L,
}

impl<L: Clone> Clone for BiasOnly<L> {
    fn clone(&self) -> Self {
        BiasOnly {
            layer: self.layer.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.layer.clone_from(&source.layer);
    }
}

impl<L: Zero> Zero for BiasOnly<L> {
    const ZERO: Self = BiasOnly { layer: L::ZERO };
}

impl<L: Layer<Element = f32>> BiasOnly<L> {
    /// The tensors of the layer: weights, then biases.
    const TENSORS: &'static [StateTensor] = {
        let tensors = L::FACTS.tensors;
        require(tensors.len() == 2 && is_bias(tensors[1].name), RULE);
        tensors
    };
    /// The number of biases.
    const BIASES: usize = Self::TENSORS[1].len();
}

/// Whether a tensor has this name: `bias`.
const fn is_bias(name: &str) -> bool {
    matches!(name.as_bytes(), b"bias")
}

impl<L: Layer<Element = f32>> Layer for BiasOnly<L> {
    type Element = f32;
    type Input = L::Input;
    type Output = L::Output;
    type Activation = L::Activation;

    const FACTS: Facts = Facts {
        params: Self::BIASES,
        fixed: L::FACTS.params - Self::BIASES,
        ..L::FACTS
    };
    const STATE: StateTree = L::STATE;

    #[inline]
    fn infer(&self, input: &L::Input, output: &mut L::Output) {
        self.layer.infer(input, output);
    }

    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &L::Input, arena: Arena<'_>) {
        self.layer.run(isa, input, arena);
    }

    /// The biases.
    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        let mut block = 0;
        self.layer.parameters(&mut |values| {
            if block == 1 {
                visit(values);
            }
            block += 1;
        });
    }

    /// The biases, mutable.
    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        let mut block = 0;
        self.layer.parameters_mut(&mut |values| {
            if block == 1 {
                visit(values);
            }
            block += 1;
        });
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.layer.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.layer.state_mut(visit);
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        visit(Description::of::<Self>());
    }
}

impl<L: Trainable> Trainable for BiasOnly<L> {
    type Tape<const BATCH: usize> = L::Tape<BATCH>;

    #[inline]
    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, L::Input>,
        output: &mut [L::Output],
        tape: &mut L::Tape<BATCH>,
        noise: Noise,
    ) {
        self.layer.forward(input, output, tape, noise);
    }

    #[inline]
    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, L::Input>,
        d_output: &[L::Output],
        d_input: Option<&mut [L::Input]>,
        tape: &mut L::Tape<BATCH>,
    ) {
        self.layer.backward(input, d_output, d_input, tape);
    }

    #[inline]
    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, L::Input>,
        d_output: &[L::Output],
        tape: &L::Tape<BATCH>,
        sink: &mut S,
    ) {
        let mut second = Second { sink, block: 0 };
        L::gradient(input, d_output, tape, &mut second);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.layer.initialize_with(init, rng);
    }

    fn is_dead(&self) -> bool {
        self.layer.is_dead()
    }
}

/// Passes on the gradient of the second block, the biases, and computes no other.
struct Second<'a, S> {
    sink: &'a mut S,
    block: usize,
}

impl<S> Second<'_, S> {
    /// Whether the next block is the second.
    #[inline(always)]
    fn is_next(&mut self) -> bool {
        self.block += 1;
        self.block == 2
    }
}

impl<S: Sink> Sink for Second<'_, S> {
    #[inline(always)]
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        if self.is_next() {
            self.sink.outer(x, d);
        }
    }

    #[inline(always)]
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]) {
        if self.is_next() {
            self.sink.sum(d);
        }
    }

    #[inline(always)]
    fn rows<R: Iterator<Item = f32>>(&mut self, length: usize, rows: impl Iterator<Item = R>) {
        if self.is_next() {
            self.sink.rows(length, rows);
        }
    }

    #[inline(always)]
    fn numbers(&mut self, length: usize, numbers: &impl Numbers) {
        if self.is_next() {
            self.sink.numbers(length, numbers);
        }
    }
}
