//! The trait of all layers.

use rand_core::Rng;

use super::{Description, activation, single};
use crate::activation::Activation;
use crate::arena::Arena;
use crate::batch::Batch;
use crate::init::Init;
use crate::kernel::Isa;
use crate::rng::Noise;
use crate::state::{StateTensor, StateTree};
use crate::tensor::Tensor;
use crate::zero::Zero;

/// A map between tensors of fixed shape, followed by an activation, that can be trained.
///
/// The four methods of training run in this order, each over all samples of a batch: [`forward`](Self::forward), then
/// [`backward`](Self::backward), which carries the error to the layer before, and last either
/// [`accumulate`](Self::accumulate) (mini-batch: the parameters' gradients are added up) or
/// [`descend`](Self::descend) (online: the parameters move at once). No parameter moves before the error has passed
/// through all layers.
///
/// A layer without parameters and without anything to remember needs only [`infer`](Self::infer) and
/// [`backward`](Self::backward); a layer with parameters that leaves one of the methods for them out does not compile
/// where it is trained:
///
/// ```
/// use nn_core::prelude::*;
///
/// /// Swaps the two numbers of a pair.
/// struct Swap;
///
/// impl Zero for Swap { const ZERO: Self = Swap; }
///
/// impl Layer for Swap {
///     type Input = [f32; 2];
///     type Output = [f32; 2];
///     type Activation = Identity;
///     type Tape<const BATCH: usize> = ();
///     const NAME: &'static str = "Swap";
///
///     fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
///         *output = [input[1], input[0]];
///     }
///
///     fn backward<const BATCH: usize>(
///         &self, _: Batch<'_, [f32; 2]>, d_output: &[[f32; 2]], d_input: Option<&mut [[f32; 2]]>, _: &mut (),
///     ) {
///         for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
///             *d_input = [d_output[1], d_output[0]];
///         }
///     }
/// }
///
/// type Net = network![2 => Swap => Dense<1>];
/// assert_eq!(Net::ZERO.predict(&[1.0, 2.0]), [0.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a layer",
    label = "not a layer",
    note = "layers are those of nn-core, other networks, and types that implement `nn_core::layer::Layer`"
)]
pub trait Layer: Zero {
    /// What goes in, for one sample.
    type Input: Tensor<Element = f32>;
    /// What comes out, for one sample.
    type Output: Tensor<Element = f32>;
    /// What follows the map; [`Identity`](crate::activation::Identity) if nothing does.
    type Activation: Activation;
    /// What the layer itself must remember from [`forward`](Self::forward) to [`backward`](Self::backward) for up to
    /// `BATCH` samples: `()`, or for example which inputs were the largest.
    type Tape<const BATCH: usize>: Zero;

    /// What the summary calls it.
    const NAME: &'static str;
    /// The number of parameters that are trained.
    const PARAMS: usize = 0;
    /// The multiply-accumulate operations of one inference.
    const MACS: usize = 0;
    /// The floats that one inference needs for its output and on the way to it.
    const ARENA: usize = <Self::Output as Tensor>::LEN;
    /// The arena and the output; `network!` asks for both at once, as each question takes the compiler time.
    #[doc(hidden)]
    const FLOATS: (usize, usize) = (Self::ARENA, <Self::Output as Tensor>::LEN);
    /// The rows and columns at the end of the input that no window reaches.
    const LEFT_OUT: [usize; 2] = [0, 0];
    /// The fewest samples from which it can learn at once.
    const LEAST_BATCH: usize = 1;
    /// Whether it carries the gradient on to its input, as all but a [`Frozen`](crate::frozen::Frozen) network do.
    const PASSES_GRADIENT: bool = true;
    /// What its output depends on beside shapes and parameters, such as a stride: an image of another layer is refused by it.
    const SETTINGS: &'static [usize] = &[];
    /// The tensors that a file of weights holds for it, in the order in which [`state`](Self::state) shows them.
    const TENSORS: &'static [StateTensor] = &[];
    /// All layers in it, with their tensors.
    const STATE: StateTree = single::<Self>(1 + activation::<Self::Activation>().modules());

    /// The map, for one sample and without the activation.
    fn infer(&self, input: &Self::Input, output: &mut Self::Output);

    /// The map, for one sample and without the activation, into the arena; with an instruction set chosen for the whole network.
    #[inline(always)]
    fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_>) {
        let _ = isa;
        if let Some(output) = arena.place::<Self::Output>() {
            self.infer(input, output);
        }
    }

    /// The map as training sees it, without the activation; the same as [`infer`](Self::infer) for each sample unless
    /// the layer behaves differently in training or must remember something.
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

    /// Carries the gradient from the map's output to its input, if somebody wants it there (the first layer's is not wanted).
    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        d_input: Option<&mut [Self::Input]>,
        tape: &mut Self::Tape<BATCH>,
    );

    /// Adds the parameters' gradients to `gradients`, which holds them in the order of [`parameters`](Self::parameters).
    #[inline]
    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, Self::Input>,
        d_output: &[Self::Output],
        tape: &Self::Tape<BATCH>,
        gradients: &mut [f32],
    ) {
        const {
            assert!(
                Self::PARAMS == 0,
                "a layer with parameters implements `accumulate`"
            );
        };
        let _ = (input, d_output, tape, gradients);
    }

    /// Moves the parameters against the gradient of one sample: `p -= learning_rate * d_p`, without storing it.
    #[inline]
    fn descend(
        &mut self,
        input: &Self::Input,
        d_output: &Self::Output,
        tape: &Self::Tape<1>,
        learning_rate: f32,
    ) {
        const {
            assert!(
                Self::PARAMS == 0,
                "a layer with parameters implements `descend`"
            );
        };
        let _ = (input, d_output, tape, learning_rate);
    }

    /// Shows the squared norm of the gradient of one sample, as [`descend`](Self::descend) would follow it: one number for
    /// each simple layer in this one, in order.
    #[inline]
    fn gradient_norms(
        &self,
        input: &Self::Input,
        d_output: &Self::Output,
        tape: &Self::Tape<1>,
        visit: &mut impl FnMut(f32),
    ) {
        const {
            assert!(
                Self::PARAMS == 0,
                "a layer with parameters implements `gradient_norms`"
            );
        };
        let _ = (input, d_output, tape);
        visit(0.0);
    }

    /// After a step that was not refused: takes over what is not trained but measured, such as running means.
    fn settle<const BATCH: usize>(&mut self, tape: &Self::Tape<BATCH>) {
        let _ = tape;
    }

    /// Shows all parameters, block by block.
    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        const {
            assert!(
                Self::PARAMS == 0,
                "a layer with parameters implements `parameters`"
            );
        };
        let _ = visit;
    }

    /// Shows all parameters, block by block in the same order, to be changed.
    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        const {
            assert!(
                Self::PARAMS == 0,
                "a layer with parameters implements `parameters_mut`"
            );
        };
        let _ = visit;
    }

    /// Shows all that is kept in a file, tensor by tensor: the parameters, and what is measured.
    fn state(&self, visit: &mut impl FnMut(&[f32])) {
        self.parameters(visit);
    }

    /// Shows all that is kept in a file, tensor by tensor in the same order, to be changed.
    fn state_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        self.parameters_mut(visit);
    }

    /// Gives the parameters their first values: by the rule given, or by the one that suits the activation.
    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        let _ = (init, rng);
    }

    /// Whether it, or a layer in it, can never learn: all its parameters are 0, and so its output and gradient are, whatever the input.
    fn is_dead(&self) -> bool {
        false
    }

    /// Describes each simple layer in this one, in order.
    fn describe(visit: &mut dyn FnMut(Description)) {
        visit(Description::of::<Self>());
    }

    #[doc(hidden)]
    fn describe_named(names: &[&'static str], visit: &mut dyn FnMut(Description)) {
        Description::named::<Self>(names, visit);
    }
}
