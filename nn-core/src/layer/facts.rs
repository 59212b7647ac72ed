//! The facts about a layer that are known at compile time.

use crate::state::StateTensor;
use crate::tensor::Tensor;

/// The facts about a layer: a constant that sizes, budgets, summaries and weight files are computed from.
///
/// [`Facts::of`] sets the name and a default for every other field. Struct update syntax sets what differs:
///
/// ```
/// use nn_core::layer::Facts;
///
/// const FACTS: Facts = Facts { params: 12, macs: 12, ..Facts::of::<[f32; 4]>("Scale") };
/// assert_eq!((FACTS.name, FACTS.params, FACTS.arena), ("Scale", 12, 4));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The name in a summary.
    pub name: &'static str,
    /// The number of trained parameters.
    pub params: usize,
    /// The number of weights that are not trained, as in a layer of integers.
    pub fixed: usize,
    /// The multiply-accumulate operations of one inference.
    pub macs: usize,
    /// The length of the arena that one inference needs: the output, and all values between the layers.
    pub arena: usize,
    /// The length of the output.
    pub output: usize,
    /// The bytes of the output.
    pub output_bytes: usize,
    /// The rows and columns at the end of the input that no window covers.
    pub left_out: [usize; 2],
    /// The smallest batch with which the layer can be trained.
    pub least_batch: usize,
    /// Whether the layer computes the gradient with respect to its input. Only [`Frozen`](crate::network::Frozen) does not.
    pub passes_gradient: bool,
    /// Whether the output is the input in the same memory order. A composition then leaves the layer out in inference.
    pub is_view: bool,
    /// What the output depends on besides shapes and parameters, for example a stride. The settings are part of the fingerprint of
    /// weights.
    pub settings: &'static [usize],
    /// The tensors in a weight file, in the order in which [`Layer::state`](super::Layer::state) visits them.
    pub tensors: &'static [StateTensor],
}

impl Facts {
    /// The facts about a layer without parameters whose output is an `O`.
    pub const fn of<O: Tensor>(name: &'static str) -> Self {
        Facts {
            name,
            params: 0,
            fixed: 0,
            macs: 0,
            arena: O::LEN,
            output: O::LEN,
            output_bytes: size_of::<O>(),
            left_out: [0, 0],
            least_batch: 1,
            passes_gradient: true,
            is_view: false,
            settings: &[],
            tensors: &[],
        }
    }

    /// The facts about two parts of a composition with an arena of this length.
    pub(crate) const fn both<O: Tensor>(
        name: &'static str,
        first: &Facts,
        last: &Facts,
        arena: usize,
    ) -> Self {
        Facts {
            params: first.params + last.params,
            fixed: first.fixed + last.fixed,
            macs: first.macs + last.macs,
            arena,
            least_batch: larger(first.least_batch, last.least_batch),
            ..Facts::of::<O>(name)
        }
    }
}

/// The larger of two numbers.
pub(crate) const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}
