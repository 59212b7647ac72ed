//! Streaming: a network over sequences that takes one step of time at a time.
//!
//! A network over `[channels, length]` sees a whole window. When samples come one after the other, most of the work for the next window
//! was done for the last one. [`streaming!`](crate::streaming) is the type of the same network with a memory of what it needs of the
//! past: the last inputs of each convolution and pool. Each step computes only what is new.

mod branches;
mod chain;
mod inside;
mod integers;
mod live;
mod longer;
mod pair;
mod pointwise;
mod recent;
mod recurrent;
mod rhythm;
mod state;
mod steps;
mod vector;
mod whole;
mod window;
mod windows;

pub use self::live::{Checked, Live};
pub use self::pair::Pair;
pub use self::recent::{Consecutive, Recent};
pub use self::state::StreamState;
pub use self::steps::Steps;
pub use self::window::Window;

use crate::layer::Layer;
use crate::network::{Composed, Network};
use crate::tensor::Tensor;

/// What the outputs of a stream equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Each output is that of the network for the window that ends with the last step.
    Window,
    /// Each output is that of the same layers over the whole sequence, from its first step on: a layer pads the beginning of the
    /// sequence, or remembers all of it.
    Beginning,
}

impl Meaning {
    /// The meaning of two layers, one after the other.
    pub(crate) const fn and(self, other: Meaning) -> Meaning {
        match (self, other) {
            (Meaning::Window, Meaning::Window) => Meaning::Window,
            _ => Meaning::Beginning,
        }
    }
}

/// A layer or a network that takes one step of time at a time.
///
/// The layers of the crate over sequences and vectors implement it, except those that need the whole sequence at once. A layer of your
/// own implements it to be part of [`streaming!`](crate::streaming).
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot compute one step at a time",
    label = "it has no streaming form",
    note = "layers over sequences `[channels, length]` have one, if they need no later steps; a layer of your own implements `nn_core::stream::Stream`"
)]
pub trait Stream: Layer {
    /// What is remembered of the past.
    type State: StreamState;
    /// One step of the input: a value for each channel of a sequence, or a vector.
    type Frame: Tensor<Element = Self::Element>;
    /// One step of the output.
    type Step: Tensor<Element = Self::Element>;

    /// The number of steps until the first output.
    const WARM_UP: usize = 1;
    /// The number of steps from one output to the next.
    const STEP: usize = 1;
    /// The multiply-accumulate operations of a step in which every layer computes.
    const MACS_PER_STEP: usize;
    /// What an output equals.
    const MEANING: Meaning = Meaning::Window;

    /// Takes one step. Returns the output, without the activation of the last layer, if there is a new one.
    fn push<'a>(
        &self,
        state: &'a mut Self::State,
        frame: &Self::Frame,
    ) -> Option<&'a mut Self::Step>;
}

/// A network whose layers take one step of time at a time.
pub trait Streamed: Network + Composed<Layers: Stream> {}

impl<N: Network + Composed<Layers: Stream>> Streamed for N {}

/// The type of a network's stream: what it remembers of the past steps.
///
/// The weights stay where they are, for example in flash. Each call of [`push`](Live::push) takes one step of the time axis, and
/// returns an output if one is complete.
///
/// ```
/// use nn_core::prelude::*;
/// use nn_core::streaming;
///
/// type Motion = network![[3, 20]
///     => Conv1d<filters = 8, kernel = 5, Relu> => MaxPool1d<2>
///     => Conv1d<filters = 8, kernel = 3, Relu> => GlobalAvgPool => Dense<4, Softmax>];
/// type Live = streaming![Motion];
///
/// let net = Motion::random(&mut Random::seed(1));
/// let mut live = Live::ZERO; // or a `static`
/// let signal: [[f32; 3]; 22] = core::array::from_fn(|t| [0.1, 0.2, 0.3].map(|f| nn_core::math::sin(f * t as f32)));
///
/// let mut outputs = 0;
/// for step in &signal {
///     if let Some(probabilities) = live.push(&net, step) {
///         outputs += 1;
///         assert!((probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
///     }
/// }
/// // an output after 20 steps, and then with every second one, because of the pool
/// assert_eq!((Live::WARM_UP, Live::STEP, outputs), (20, 2, 2));
/// // a window takes 2,704 multiply-accumulate operations, a step at most 344
/// assert_eq!((Motion::MACS, Live::MACS_PER_STEP), (3_104, 344));
/// ```
///
/// # What an output equals
/// [`MEANING`](Live::MEANING) says it. Without padding, each output is the prediction for the window of the last steps. With
/// `padding = Causal` there are zeros before the first step, and each output is that of the sequence from its beginning. The bits are
/// those of the network with the portable instruction set.
///
/// # Networks of `i8`
/// `streaming![quantized![Net]]` takes steps of `i8`: [`input_scale`](crate::network::Net::input_scale) converts what a sensor gives.
///
/// # What cannot stream
/// Padding at the end of a sequence needs later steps, so it is a compile error: write `padding = Causal`, or no padding.
///
/// ```compile_fail
/// use nn_core::prelude::*;
///
/// type Live = nn_core::streaming![network![[1, 9] => Conv1d<filters = 2, kernel = 3, padding = Same>]];
/// let _ = Live::WARM_UP;
/// ```
#[macro_export]
macro_rules! streaming {
    ($net:ty) => {
        <$crate::stream::Live<$net> as $crate::stream::Checked<
            { <<$net as $crate::network::Composed>::Layers as $crate::stream::Stream>::WARM_UP },
        >>::Live
    };
}
