//! A layer inside a composition: its tape, its outputs after the activation, and their gradients.

use super::{Layer, Trainable};
use crate::activation::{Activation, Memory};
use crate::arena::Arena;
use crate::batch::Batch;
use crate::kernel::Isa;
use crate::opaque::opaque;
use crate::rng::Noise;
use crate::slices;
use crate::tensor::Tensor;
use crate::zero::Zero;

/// The tape of the layer `L`, its outputs, and their gradients, for up to `BATCH` samples.
#[cfg_attr(
    feature = "alloc",
    derive(bytemuck::Zeroable),
    zeroable(bound = "L::Tape<BATCH>: bytemuck::Zeroable")
)]
pub struct Part<L: Trainable, const BATCH: usize> {
    pub(super) tape: L::Tape<BATCH>,
    pub(super) seam: Seam<L, BATCH>,
}

opaque!([L: Trainable, const BATCH: usize] Part<L, BATCH>);

impl<L: Trainable, const BATCH: usize> Zero for Part<L, BATCH> {
    const ZERO: Self = Part {
        tape: Zero::ZERO,
        seam: Zero::ZERO,
    };
}

impl<L: Trainable, const BATCH: usize> Part<L, BATCH> {
    /// The forward pass through the layer and its activation.
    pub(super) fn forward(&mut self, layer: &L, input: Batch<'_, L::Input>, noise: Noise) {
        self.seam.forward(layer, input, &mut self.tape, noise);
    }

    /// The backward pass through the activation and the layer.
    pub(super) fn backward(
        &mut self,
        layer: &L,
        input: Batch<'_, L::Input>,
        d_input: Option<&mut [L::Input]>,
    ) {
        self.seam.backward(layer, input, d_input, &mut self.tape);
    }
}

/// The outputs of the layer `L` after its activation, and their gradients, without its tape.
///
/// A chain stores a tape and a seam as separate fields: each struct around a tape costs the compiler two levels of recursion per
/// layer.
#[cfg_attr(feature = "alloc", derive(bytemuck::Zeroable), zeroable(bound = ""))]
pub struct Seam<L: Trainable, const BATCH: usize> {
    outputs: [L::Output; BATCH],
    d_outputs: [L::Output; BATCH],
    memory: [<L::Activation as Activation>::Memory<L::Output>; BATCH],
}

opaque!([L: Trainable, const BATCH: usize] Seam<L, BATCH>);

impl<L: Trainable, const BATCH: usize> Zero for Seam<L, BATCH> {
    const ZERO: Self = Seam {
        outputs: Zero::ZERO,
        d_outputs: Zero::ZERO,
        memory: Zero::ZERO,
    };
}

impl<L: Trainable, const BATCH: usize> Seam<L, BATCH> {
    /// Whether the derivative of the activation follows from the outputs alone.
    const FORGETS: bool = size_of::<<L::Activation as Activation>::Memory<L::Output>>() == 0;

    /// The outputs of the first `count` samples.
    pub(super) fn outputs(&self, count: usize) -> &[L::Output] {
        slices::range(&self.outputs, ..count)
    }

    /// The gradients with respect to the outputs before the activation, after [`backward`](Self::backward).
    pub(super) fn d_outputs(&self, count: usize) -> &[L::Output] {
        slices::range(&self.d_outputs, ..count)
    }

    /// The outputs of the first `count` samples, and their gradients mutably.
    pub(super) fn both(&mut self, count: usize) -> (&[L::Output], &mut [L::Output]) {
        let outputs = slices::range(&self.outputs, ..count);
        (outputs, slices::range_mut(&mut self.d_outputs, ..count))
    }

    /// The forward pass through the layer and its activation.
    pub(super) fn forward(
        &mut self,
        layer: &L,
        input: Batch<'_, L::Input>,
        tape: &mut L::Tape<BATCH>,
        noise: Noise,
    ) {
        let outputs = slices::range_mut(&mut self.outputs, ..input.len());
        layer.forward(input, outputs, tape, noise);
        self.activate(input.len());
    }

    /// One slice of [`forward`](Self::forward). The activation follows the last one.
    pub(super) fn forward_slice(
        &mut self,
        slice: usize,
        layer: &L,
        input: Batch<'_, L::Input>,
        tape: &mut L::Tape<BATCH>,
        noise: Noise,
    ) {
        let outputs = slices::range_mut(&mut self.outputs, ..input.len());
        layer.forward_slice(slice, input, outputs, tape, noise);
        if slice + 1 == L::SLICES {
            self.activate(input.len());
        }
    }

    /// Applies the activation to the outputs of the first `count` samples.
    #[inline(always)]
    fn activate(&mut self, count: usize) {
        let outputs = slices::range_mut(&mut self.outputs, ..count);
        for (values, memory) in outputs.iter().zip(&mut self.memory) {
            memory.store(values);
        }
        if L::Activation::ELEMENTWISE {
            return L::Activation::apply(Tensor::all_mut(outputs));
        }
        for values in outputs {
            L::Activation::apply(values.as_mut_slice());
        }
    }

    /// The backward pass through the activation and the layer.
    pub(super) fn backward(
        &mut self,
        layer: &L,
        input: Batch<'_, L::Input>,
        d_input: Option<&mut [L::Input]>,
        tape: &mut L::Tape<BATCH>,
    ) {
        self.differentiate(input.len());
        layer.backward(input, self.d_outputs(input.len()), d_input, tape);
    }

    /// One slice of [`backward`](Self::backward). The activation comes before the last one, which is computed first.
    pub(super) fn backward_slice(
        &mut self,
        slice: usize,
        layer: &L,
        input: Batch<'_, L::Input>,
        d_input: Option<&mut [L::Input]>,
        tape: &mut L::Tape<BATCH>,
    ) {
        if slice + 1 == L::SLICES {
            self.differentiate(input.len());
        }
        layer.backward_slice(slice, input, self.d_outputs(input.len()), d_input, tape);
    }

    /// The backward pass through the activation for the first `count` samples.
    #[inline(always)]
    fn differentiate(&mut self, count: usize) {
        let outputs = slices::range(&self.outputs, ..count);
        let d_outputs = slices::range_mut(&mut self.d_outputs, ..count);
        if L::Activation::ELEMENTWISE && Self::FORGETS {
            L::Activation::backward(&[], Tensor::all(outputs), Tensor::all_mut(d_outputs));
        } else {
            let rows = d_outputs.iter_mut().zip(outputs).zip(&self.memory);
            for ((d_values, outputs), memory) in rows {
                let outputs = outputs.as_slice();
                L::Activation::backward(memory.inputs(), outputs, d_values.as_mut_slice());
            }
        }
    }
}

impl<L: Trainable> Seam<L, 1> {
    /// The output of the only sample, and the gradient with respect to it before the activation.
    pub(super) fn single(&self) -> (&[L::Output; 1], &[L::Output; 1]) {
        (&self.outputs, &self.d_outputs)
    }
}

/// Runs a layer and its activation in the arena.
#[inline(always)]
pub(super) fn run_part<L: Layer<Element = f32>, S: Isa>(
    layer: &L,
    isa: S,
    input: &L::Input,
    mut arena: Arena<'_>,
) {
    layer.run(isa, input, arena.reborrow());
    if let Some(values) = arena.place::<L::Output>() {
        L::Activation::apply_with(isa, values.as_mut_slice());
    }
}

/// Splits a concatenated output.
pub(super) fn cut<X: Tensor<Element = f32>>(joined: &mut [f32]) -> (&mut [f32], &mut [f32]) {
    slices::split_mut(joined, X::LEN)
}
