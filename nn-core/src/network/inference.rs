//! Inference of one sample.

use crate::arena::Arena;
use crate::kernel::{Isa, Kernel, dispatch};
use crate::layer::{Layer, Scalar, Scale};
use crate::tensor::Tensor;

/// The output for one sample, at the start of the arena, with or without the last activation.
#[inline]
pub(crate) fn infer_in<'a, N: Layer>(
    net: &N,
    input: &N::Input,
    block: &'a mut [N::Element],
    activates: bool,
) -> Option<&'a mut N::Output> {
    dispatch(Inference {
        net,
        input,
        block: &mut *block,
        activates,
    });
    N::Output::from_mut_slice(block)
}

/// Inference of one sample. The instruction set is selected once for all layers.
struct Inference<'a, N: Layer> {
    net: &'a N,
    input: &'a N::Input,
    block: &'a mut [N::Element],
    /// Whether the last activation is applied.
    activates: bool,
}

impl<N: Layer> Kernel for Inference<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        self.net.run(isa, self.input, Arena::new(self.block));
        if self.activates
            && let Some(output) = N::Output::from_mut_slice(self.block)
        {
            N::Element::apply_with::<N::Activation, S>(isa, output.as_mut_slice());
        }
    }
}

/// The class that an output predicts. For a single value, 1 if it is above the threshold, otherwise 0. For several values, the index
/// of the largest, the first of equal ones. Returns `None` if a value is NaN.
pub(super) fn class<T: Tensor<Element: Scalar>>(
    output: &T,
    threshold: f32,
    scale: Scale,
) -> Option<usize> {
    let values = output.as_slice().iter().map(|value| value.to_real(scale));
    if values.clone().any(f32::is_nan) {
        return None;
    }
    if T::LEN == 1 {
        return values
            .clone()
            .next()
            .map(|value| usize::from(value > threshold));
    }
    let mut best = (0, f32::NEG_INFINITY);
    for (index, value) in values.enumerate() {
        if value > best.1 {
            best = (index, value);
        }
    }
    Some(best.0)
}
