//! From the tensors of a file to modules: what belongs to one name.

use std::collections::BTreeMap;

use safetensors::{Dtype, SafeTensors};

use super::natural::compare;
use super::refusal;
use crate::error::Found;
use crate::kind;
use crate::refusal::Refusal;
use crate::tensor::Tensor;

/// A layer with weights.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Module {
    /// Its name, with those of the modules around it.
    pub(super) path: String,
    pub(super) kind: Kind,
    pub(super) weight: Tensor,
    pub(super) bias: Option<Tensor>,
    /// The running mean and variance.
    pub(super) running: Option<[Tensor; 2]>,
}

/// What a module computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Dense,
    Conv,
    BatchNorm,
    LayerNorm,
    PRelu,
}

impl Module {
    /// Whether it is a dense layer or a convolution.
    pub(super) fn is_affine(&self) -> bool {
        matches!(self.kind, Kind::Dense | Kind::Conv)
    }

    /// Whether it is a normalization.
    pub(super) fn is_normalization(&self) -> bool {
        matches!(self.kind, Kind::BatchNorm | Kind::LayerNorm)
    }

    /// The number of values that it reads, if it reads a vector also after a convolution.
    pub(super) fn values(&self) -> Option<usize> {
        match (self.kind, &self.weight.shape[..]) {
            (Kind::Dense, [_, inputs]) => Some(*inputs),
            (Kind::LayerNorm, [values]) => Some(*values),
            _ => None,
        }
    }

    /// The size of an axis of the weights.
    pub(super) fn size(&self, axis: usize) -> usize {
        self.weight.shape.get(axis).copied().unwrap_or_default()
    }

    /// The kernel of a convolution.
    pub(super) fn kernel(&self) -> &[usize] {
        self.weight.shape.get(2..).unwrap_or_default()
    }
}

/// The tensors of one name, by the last part of theirs.
type Parts = BTreeMap<String, Tensor>;

const GRAPH: &str = "export the model as ONNX, which has its graph";

/// The modules of a file in natural order, and what its metadata states.
pub(super) fn modules(bytes: &[u8]) -> Result<(Vec<Module>, Vec<String>), Found> {
    let damaged = |error| Found::Format(format!("it is not a file of safetensors: {error}"));
    let file = SafeTensors::deserialize(bytes).map_err(damaged)?;
    if file
        .names()
        .iter()
        .any(|name| name.ends_with("_zero_point"))
    {
        let reason = "it has the weights of a network of 8-bit integers: declare the network, and `include_weights!` compares both";
        return Err(Found::Format(reason.to_owned()));
    }
    let (mut groups, mut refusals) = (BTreeMap::<String, Parts>::new(), Vec::new());
    for (name, view) in file.iter() {
        let (path, part) = name.rsplit_once('.').unwrap_or(("", name));
        match check(path, part).and_then(|()| read(view.dtype(), view.data())) {
            _ if part == "num_batches_tracked" => {}
            Ok(values) => {
                let tensor = Tensor::new(view.shape().to_vec(), values).map_err(Found::Format)?;
                let parts = groups.entry(path.to_owned()).or_default();
                parts.insert(part.to_owned(), tensor);
            }
            Err((reason, advice)) => refusals.push(refusal(name, view.shape(), &reason, advice)),
        }
    }
    let mut modules = Vec::new();
    for (path, parts) in groups {
        match module(&path, parts) {
            Ok(module) => modules.push(module),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if !refusals.is_empty() {
        return Err(Found::Format(not_understood(&refusals)));
    }
    if modules.is_empty() {
        return Err(Found::Format("it has no weights".to_owned()));
    }
    modules.sort_by(|one, other| compare(&one.path, &other.path));
    Ok((modules, facts(bytes)))
}

/// What the metadata of a file states, as the files of nn-core do.
fn facts(bytes: &[u8]) -> Vec<String> {
    let header = SafeTensors::read_metadata(bytes).ok();
    let metadata = header.and_then(|(_, header)| header.metadata().clone());
    let stated = metadata.and_then(|entries| entries.get("architecture").cloned());
    let facts = stated.map(|text| format!("the file states its architecture: {text}"));
    facts.into_iter().collect()
}

/// Refuses tensors that no layer of the language has.
fn check(path: &str, part: &str) -> Result<(), (String, &'static str)> {
    const BRANCHES: [&str; 3] = ["downsample", "shortcut", "skip"];
    if path.split('.').any(|word| BRANCHES.contains(&word)) {
        let reason = "it is in a branch, and weights do not tell where branches begin and end";
        return Err((reason.to_owned(), GRAPH));
    }
    let recurrent = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];
    match part {
        "weight" | "bias" | "running_mean" | "running_var" | "num_batches_tracked" => Ok(()),
        _ if recurrent.iter().any(|word| part.starts_with(word)) => Err((
            "it is of a recurrent layer, whose type weights do not tell".to_owned(),
            GRAPH,
        )),
        "in_proj_weight" | "in_proj_bias" => Err((
            "it is of attention, which is not in the language".to_owned(),
            "",
        )),
        _ => Err((
            "its name does not end as those of PyTorch's layers: `weight`, `bias`, `running_mean`, `running_var`".to_owned(),
            GRAPH,
        )),
    }
}

/// All tensors that are not understood.
fn not_understood(refusals: &[Refusal]) -> String {
    let tensors = match refusals {
        [_] => "1 tensor is".to_owned(),
        all => format!("{} tensors are", all.len()),
    };
    let lines: Vec<String> = refusals
        .iter()
        .map(|refusal| format!("\n  - {refusal}"))
        .collect();
    format!("{tensors} not understood:{}", lines.concat())
}

fn read(kind: Dtype, bytes: &[u8]) -> Result<Vec<f64>, (String, &'static str)> {
    match kind::Kind::of_safetensors(kind).filter(|kind| kind.is_float()) {
        Some(kind) => kind.read(bytes).map_err(|reason| (reason, "")),
        None => Err((
            format!("its numbers are {kind:?}"),
            "weights are numbers of floating point",
        )),
    }
}

/// The module that tensors of one name are.
fn module(path: &str, mut parts: Parts) -> Result<Module, Refusal> {
    let (weight, bias) = (parts.remove("weight"), parts.remove("bias"));
    let running = match (parts.remove("running_mean"), parts.remove("running_var")) {
        (Some(mean), Some(variance)) => Some([mean, variance]),
        _ => None,
    };
    // a normalization without parameters of its own
    let ones = || Tensor::filled(running.as_ref()?.first()?.shape.clone(), 1.0).ok();
    let Some(weight) = weight.or_else(ones) else {
        let reason = "there is no `weight` of the same name";
        return Err(refusal(path, &[], reason, ""));
    };
    let shape = weight.shape.clone();
    let is_same = bias.as_ref().is_some_and(|bias| bias.shape == shape);
    let is_vector = |tensor: &Tensor| tensor.shape.len() == 1 && tensor.shape[..] == shape[..1];
    let kind = match (shape.len(), &running) {
        _ if shape.contains(&0) => Err("it has no numbers"),
        (1, Some(running)) if running.iter().chain(&bias).all(is_vector) => Ok(Kind::BatchNorm),
        (1..=3, None) if is_same => Ok(Kind::LayerNorm),
        (1, None) if bias.is_none() => Ok(Kind::PRelu),
        (2, None) if bias.iter().all(is_vector) => Ok(Kind::Dense),
        (3 | 4, None) if bias.iter().all(is_vector) => Ok(Kind::Conv),
        _ => Err("its shape, or that of a tensor of the same name, is not that of a layer"),
    };
    match kind {
        Ok(kind) => Ok(Module {
            path: path.to_owned(),
            kind,
            weight,
            bias,
            running,
        }),
        Err(reason) => Err(refusal(&format!("{path}.weight"), &shape, reason, GRAPH)),
    }
}
