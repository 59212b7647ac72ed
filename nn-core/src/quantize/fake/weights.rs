//! Rounding of weights to the numbers that 8 bits represent, in training.

use rand_core::Rng;

use super::super::channel::{Weighted, round_weights};
use crate::activation::Identity;
use crate::batch::Batch;
use crate::init::Init;
use crate::layer::{Facts, Layer, Sink, Trainable, Values, ValuesMut};
use crate::opaque::opaque;
use crate::rng::Noise;
use crate::scratch::with_zeros_in_each;
use crate::zero::{Zero, ZeroMemory};

/// The map of the layer `L` with its weights rounded as in the network of `i8`: to 255 numbers, with a scale for each output channel.
///
/// The gradient is that of the map with the rounded weights, and moves the weights that are not rounded (straight-through estimator). So
/// the largest weight of a channel, which sets the scale, has a gradient like every other. Inference rounds a copy of all
/// weights, which is on the stack if there is no heap.
#[derive(Debug, PartialEq)]
#[repr(transparent)]
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable))]
pub struct FakeWeights<L> {
    /// The layer with the weights that are trained.
    pub layer: L,
}

/// The tape of [`FakeWeights`]: the layer with rounded weights, and its tape.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "FakeWeights<L>: bytemuck::Zeroable, L::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct FakeWeightsTape<L: Trainable, const BATCH: usize> {
    rounded: FakeWeights<L>,
    tape: L::Tape<BATCH>,
}

opaque!([L: Trainable, const BATCH: usize] FakeWeightsTape<L, BATCH>);

impl<L: Trainable, const BATCH: usize> Zero for FakeWeightsTape<L, BATCH> {
    const ZERO: Self = FakeWeightsTape {
        rounded: Zero::ZERO,
        tape: Zero::ZERO,
    };
}

impl<L: Zero> Zero for FakeWeights<L> {
    const ZERO: Self = FakeWeights { layer: L::ZERO };
}

impl<L: Clone> Clone for FakeWeights<L> {
    fn clone(&self) -> Self {
        FakeWeights {
            layer: self.layer.clone(),
        }
    }

    /// Copies in place.
    fn clone_from(&mut self, source: &Self) {
        self.layer.clone_from(&source.layer);
    }
}

impl<L: Weighted + Clone> FakeWeights<L> {
    /// Writes the layer with rounded weights.
    fn round_into(&self, rounded: &mut L) {
        rounded.clone_from(&self.layer);
        round_weights(&self.layer, rounded);
    }
}

#[diagnostic::do_not_recommend]
impl<L: Weighted + Clone + ZeroMemory> Layer for FakeWeights<L> {
    type Element = f32;
    type Input = L::Input;
    type Output = L::Output;
    type Activation = Identity;

    const FACTS: Facts = L::FACTS;

    fn infer(&self, input: &L::Input, output: &mut L::Output) {
        with_zeros_in_each(|rounded: &mut L| {
            self.round_into(rounded);
            rounded.infer(input, output);
        });
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        self.layer.parameters(visit);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        self.layer.parameters_mut(visit);
    }

    fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
        self.layer.state(visit);
    }

    fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
        self.layer.state_mut(visit);
    }
}

#[diagnostic::do_not_recommend]
impl<L: Weighted + Trainable + Clone + ZeroMemory> Trainable for FakeWeights<L> {
    type Tape<const BATCH: usize> = FakeWeightsTape<L, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, L::Input>,
        output: &mut [L::Output],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        let FakeWeightsTape { rounded, tape } = tape;
        self.round_into(&mut rounded.layer);
        rounded.layer.forward(input, output, tape, noise);
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, L::Input>,
        d_output: &[L::Output],
        d_input: Option<&mut [L::Input]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let FakeWeightsTape { rounded, tape } = tape;
        rounded.layer.backward(input, d_output, d_input, tape);
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, L::Input>,
        d_output: &[L::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        L::gradient(input, d_output, &tape.tape, sink);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.layer.initialize_with(init, rng);
    }

    fn is_dead(&self) -> bool {
        self.layer.is_dead()
    }
}
