//! What layers and activations are in ONNX.

use super::{Graph, Value};
use crate::activation::Activation;
use crate::layer::Layer;

/// A layer that can be exported: it adds nodes to the graph of a model.
///
/// A layer of your own takes its tensors, in the order of its [`FACTS.tensors`](crate::layer::Facts::tensors), and returns the value
/// before the activation:
///
/// ```
/// use nn_core::layer::StateTensor;
/// use nn_core::onnx::{Export, Graph, Value};
/// use nn_core::prelude::*;
///
/// /// `y = scale x`, with a scale for each element.
/// struct Scale {
///     scale: [f32; 2],
/// }
/// # impl Zero for Scale { const ZERO: Self = Scale { scale: [0.0; 2] }; }
///
/// impl Layer for Scale {
///     type Element = f32;
///     type Input = [f32; 2];
///     type Output = [f32; 2];
///     type Activation = Relu;
///     const FACTS: Facts = Facts {
///         params: 2,
///         tensors: &[StateTensor::new("scale", &[2])],
///         ..Facts::of::<[f32; 2]>("Scale")
///     };
///
///     fn infer(&self, input: &[f32; 2], output: &mut [f32; 2]) {
///         *output = [self.scale[0] * input[0], self.scale[1] * input[1]];
///     }
///     fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
///         visit(&self.scale);
///     }
///     fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
///         visit(&mut self.scale);
///     }
/// }
///
/// impl Export for Scale {
///     fn export(&self, graph: &mut Graph, input: &Value) -> Value {
///         let scale = graph.weight();
///         graph.node("Mul", &[input, &scale], &[], input.shape())
///     }
/// }
///
/// let net = <network![2 => Scale => Dense<1>]>::ZERO;
/// assert!(net.to_onnx()?.len() > 100);
/// # Ok::<(), nn_core::onnx::OnnxError>(())
/// ```
///
/// A layer that holds others adds them with [`Graph::layer`] and [`Graph::map`]. A layer without a form in ONNX calls
/// [`Graph::refuse`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form in ONNX",
    label = "is not exported",
    note = "a layer of your own implements `nn_core::onnx::Export`"
)]
pub trait Export: Layer<Activation: ExportActivation> {
    /// Adds the nodes of the map, without the activation, and returns their output.
    fn export(&self, graph: &mut Graph, input: &Value) -> Value;
}

/// An activation that can be exported.
///
/// ```
/// use nn_core::onnx::{ExportActivation, Graph, Value};
/// # use nn_core::activation::{Activation, Forget};
/// # use nn_core::init::Init;
/// # use nn_core::prelude::*;
/// # struct Absolute;
/// # impl Activation for Absolute {
/// #     const NAME: &'static str = "Absolute";
/// #     const INIT: Init = Init::HeNormal;
/// #     type Memory<T: Tensor<Element = f32>> = Forget;
/// #     fn apply(values: &mut [f32]) { values.iter_mut().for_each(|value| *value = value.abs()); }
/// #     fn backward(_inputs: &[f32], _outputs: &[f32], _d_values: &mut [f32]) {}
/// # }
///
/// impl ExportActivation for Absolute {
///     fn export(graph: &mut Graph, input: &Value) -> Value {
///         graph.node("Abs", &[input], &[], input.shape())
///     }
/// }
///
/// assert!(<network![2 => Dense<1, Absolute>]>::ZERO.to_onnx().is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "the activation `{Self}` has no form in ONNX",
    label = "is not exported",
    note = "an activation of your own implements `nn_core::onnx::ExportActivation`"
)]
pub trait ExportActivation: Activation {
    /// Adds the nodes of the activation, and returns their output.
    fn export(graph: &mut Graph, input: &Value) -> Value;
}
