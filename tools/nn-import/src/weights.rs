//! The weights of layers under the names of nn-core, which are those of PyTorch's `nn.Sequential`.

use std::collections::BTreeMap;

use crate::layer::{Activation, Layer, Stage};
use crate::tensor::Tensor;

/// The tensors of a normalization.
const NORMALIZATION: [&str; 4] = ["weight", "bias", "running_mean", "running_var"];
/// The tensors of a recurrent layer.
const RECURRENT: [&str; 4] = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"];

/// All weights of a network, by name.
pub(crate) fn of(stages: &[Stage]) -> BTreeMap<String, Tensor> {
    let mut weights = BTreeMap::new();
    add(stages, "", &mut weights);
    weights
}

/// Adds the weights of a chain. A layer is one module, and so is its activation.
fn add(stages: &[Stage], prefix: &str, weights: &mut BTreeMap<String, Tensor>) {
    let mut index = 0;
    for stage in stages {
        let name = match &stage.name {
            Some(name) => format!("{prefix}{name}"),
            None => format!("{prefix}{index}"),
        };
        add_layer(&stage.layer, &name, weights);
        index += stage.layer.modules() + usize::from(stage.activation != Activation::Identity);
    }
}

fn add_layer(layer: &Layer, name: &str, weights: &mut BTreeMap<String, Tensor>) {
    let mut put = |what: &str, tensor: &Tensor| {
        weights.insert(format!("{name}.{what}"), tensor.clone());
    };
    match layer {
        Layer::Dense { weight, bias } | Layer::Conv { weight, bias, .. } => {
            put("weight", weight);
            if let Some(bias) = bias {
                put("bias", bias);
            }
        }
        Layer::PRelu { slopes } => put("weight", slopes),
        Layer::Recurrent {
            weights, biases, ..
        } => {
            let tensors = weights.iter().chain(biases.iter().flatten());
            put_all(RECURRENT, tensors, &mut put);
        }
        Layer::Standardize { mean, scale } => {
            put("mean", mean);
            put("scale", scale);
        }
        Layer::BatchNorm { parameters, .. } => put_all(NORMALIZATION, parameters, &mut put),
        Layer::LayerNorm { parameters, .. } => put_all(NORMALIZATION, parameters, &mut put),
        Layer::Residual { branch, projection } => {
            add(branch, &format!("{name}."), weights);
            let name = format!("{name}.projection");
            add_projection(projection.as_deref(), &name, weights);
        }
        Layer::Concat(branches) => {
            for (index, branch) in branches.iter().enumerate() {
                add(branch, &format!("{name}.{index}."), weights);
            }
        }
        // The others have no weights.
        _ => {}
    }
}

/// Adds tensors with these names, as many as there are.
fn put_all<'a>(
    names: [&str; 4],
    tensors: impl IntoIterator<Item = &'a Tensor>,
    put: &mut impl FnMut(&str, &Tensor),
) {
    for (what, tensor) in names.iter().zip(tensors) {
        put(what, tensor);
    }
}

/// Adds the weights of a projection. A single module is not numbered.
fn add_projection(stages: Option<&[Stage]>, name: &str, weights: &mut BTreeMap<String, Tensor>) {
    match stages {
        Some([stage]) if stage.activation == Activation::Identity => {
            add_layer(&stage.layer, name, weights);
        }
        Some(stages) => add(stages, &format!("{name}."), weights),
        None => {}
    }
}
