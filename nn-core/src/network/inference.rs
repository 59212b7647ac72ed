//! One sample's way through a network.

use crate::activation::Activation;
use crate::arena::Arena;
use crate::kernel::{Isa, Kernel, dispatch};
use crate::layer::Layer;
use crate::memory::Workspace;
use crate::tensor::Tensor;

use super::Network;

/// The output of a network for one sample, at the start of the workspace; its sums if the last activation does not follow.
#[inline]
pub(crate) fn infer_in<'a, N: Network>(
    net: &N,
    input: &N::Input,
    workspace: &'a mut Workspace<N>,
    activates: bool,
) -> Option<&'a mut N::Output> {
    let floats = workspace.as_mut_slice();
    dispatch(Inference {
        net,
        input,
        floats: &mut *floats,
        activates,
    });
    N::Output::from_mut_slice(floats)
}

/// One sample's way through a network: the instruction set is chosen once for all layers.
struct Inference<'a, N: Layer> {
    net: &'a N,
    input: &'a N::Input,
    floats: &'a mut [f32],
    /// Whether the last activation follows.
    activates: bool,
}

impl<N: Layer> Kernel for Inference<'_, N> {
    type Output = ();

    #[inline(always)]
    fn run<S: Isa>(self, isa: S) {
        self.net.run(isa, self.input, Arena::new(self.floats));
        if self.activates
            && let Some(output) = N::Output::from_mut_slice(self.floats)
        {
            N::Activation::apply_with(isa, output.as_mut_slice());
        }
    }
}
