//! The trait of the layers that can be trained.

use rand_core::Rng;

use super::facts::larger;
use super::sink::Descend;
use super::{Layer, Sink};
use crate::batch::Batch;
use crate::init::Init;
use crate::require::require;
use crate::rng::Noise;
use crate::zero::Zero;

const GRADIENT: &str = "a layer with parameters implements `gradient`";

#[doc = include_str!("trainable.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be trained",
    label = "has no gradient",
    note = "implement `nn_core::layer::Trainable` for it"
)]
pub trait Trainable: Layer<Element = f32> {
    /// The values that [`forward`](Self::forward) stores for [`backward`](Self::backward) and [`gradient`](Self::gradient), for up to
    /// `BATCH` samples. It is `()` for most layers, which need only the input.
    type Tape<const BATCH: usize>: Zero;

    /// The number of slices into which a step divides each pass through the layer. A composition has those of its parts, another layer
    /// has one. See [`Slices`](crate::train::Slices).
    const SLICES: usize = 1;
    /// The cost of the largest slice for one sample, as [`slice_cost`](Self::slice_cost) counts it.
    const LARGEST_SLICE: usize = larger(Self::FACTS.macs, Self::FACTS.output);

    /// The forward pass in training, without the activation. By default it calls [`infer`](Layer::infer) for each sample. Override it
    /// if the layer behaves differently in training or writes to its tape.
    #[inline]
    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        let _ = (tape, noise);
        for (input, output) in input.iter().zip(output) {
            self.infer(input, output);
        }
    }

    /// The backward pass: computes `d_input`, the gradient with respect to the input, from `d_output`, the gradient with respect to
    /// the output before the activation. `d_input` is `None` for the first layer, whose input needs no gradient. If
    /// [`gradient`](Self::gradient) needs values of the parameters, this method writes them to the tape.
    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        tape: &mut Self::Tape<BATCH>,
    );

    /// Passes the gradient with respect to the parameters to a sink, block by block in the order of [`parameters`](Layer::parameters).
    /// Every layer with parameters implements this method.
    ///
    /// It has no `self`, because a sink may change the parameters.
    #[inline]
    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        const { require(Self::FACTS.params == 0, GRADIENT) };
        let _ = (input, d_output, tape, sink);
    }

    /// Moves the parameters against the gradient of one sample: `p -= learning_rate * d_p`. A composition calls it for each of its
    /// parts instead, which is faster than the default.
    #[inline]
    fn descend(
        &mut self,
        input: &Self::Input,
        d_output: &Self::Output,
        tape: &Self::Tape<1>,
        learning_rate: f32,
    ) {
        let input = Batch::all(core::slice::from_ref(input));
        let d_output = core::slice::from_ref(d_output);
        Self::gradient(
            input,
            d_output,
            tape,
            &mut Descend::new(self, learning_rate),
        );
    }

    /// The cost of one slice for one sample: its multiply-accumulates, and at least one for each output.
    fn slice_cost(slice: usize) -> usize {
        let _ = slice;
        Self::LARGEST_SLICE
    }

    /// One slice of [`forward`](Self::forward). The slices are called in order, with the same arguments.
    #[inline]
    fn forward_slice<const BATCH: usize>(
        &self,
        slice: usize,
        input: Batch<'_, Self::Input>,
        output: &mut [Self::Output],
        tape: &mut Self::Tape<BATCH>,
        noise: Noise,
    ) {
        let _ = slice;
        self.forward(input, output, tape, noise);
    }

    /// One slice of [`backward`](Self::backward). The slices are called in reverse order, with the same arguments.
    #[inline]
    fn backward_slice<const BATCH: usize>(
        &self,
        slice: usize,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        tape: &mut Self::Tape<BATCH>,
    ) {
        let _ = slice;
        self.backward(input, d_output, d_input, tape);
    }

    /// One slice of [`gradient`](Self::gradient). The slices are called in order.
    #[inline]
    fn gradient_slice<const BATCH: usize, S: Sink>(
        slice: usize,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        tape: &Self::Tape<BATCH>,
        sink: &mut S,
    ) {
        let _ = slice;
        Self::gradient(input, d_output, tape, sink);
    }

    /// Updates the statistics that [`forward`](Self::forward) computed, for example running means. It is called after an accepted
    /// step.
    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        let _ = tape;
    }

    /// Initializes the parameters in place by the given rule. `None` selects the default rule for the activation.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let _ = (init, rng);
    }

    /// Whether the layer, or a layer in it, cannot learn: all its parameters are 0, and its output and its gradient are 0 for
    /// every input.
    fn is_dead(&self) -> bool {
        false
    }
}
