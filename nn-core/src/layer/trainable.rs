//! The trait of the layers that can be trained.

use rand_core::Rng;

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
    /// What [`backward`](Self::backward) and [`gradient`](Self::gradient) need from [`forward`](Self::forward) for up to `BATCH`
    /// samples, beside the input. It is `()` for most layers.
    type Tape<const BATCH: usize>: Zero;

    /// The forward pass in training, without the activation. It is [`infer`](Layer::infer) for each sample unless the layer behaves
    /// differently in training or writes to its tape.
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

    /// The backward pass: from the gradient with respect to the output before the activation to the gradient with respect to the
    /// input. `d_input` is `None` for the first layer, whose input needs no gradient. What the gradient of the parameters needs of
    /// the parameters goes onto the tape.
    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        tape: &mut Self::Tape<BATCH>,
    );

    /// Describes the gradient with respect to the parameters, block by block in the order of [`parameters`](Layer::parameters). A
    /// layer with parameters implements it.
    ///
    /// It has no `self`, so that a sink can change the parameters.
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
    /// parts, which is faster than the default.
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

    /// Stores what was measured in [`forward`](Self::forward), for example running means. It is called after an accepted step.
    fn update_statistics<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        let _ = tape;
    }

    /// Initializes the parameters in place: by the given rule, or by the one that suits the activation.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let _ = (init, rng);
    }

    /// Whether the layer, or a layer in it, cannot learn: all its parameters are 0, and its output and its gradient are 0 for
    /// every input.
    fn is_dead(&self) -> bool {
        false
    }
}
