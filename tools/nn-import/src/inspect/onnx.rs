//! What is in a model of ONNX.

use std::path::Path;

use rten_onnx::onnx::{
    AttributeProto, GraphProto, ModelProto, NodeProto, TensorProto, ValueInfoProto,
};

use super::{Inspection, Statistics, StoredTensor};
use crate::onnx::{decode, of_tensor, type_name};

pub(super) fn read(bytes: &[u8], folder: &Path, found: &mut Inspection) -> Result<(), String> {
    let model = decode(bytes)?;
    state(&model, found);
    let Some(graph) = model.graph else {
        return Err("it is not an ONNX model: it has no graph".to_owned());
    };
    let name = |info: &ValueInfoProto| info.name.clone().unwrap_or_default();
    let initializers = || {
        graph
            .initializer
            .iter()
            .filter_map(|tensor| tensor.name.clone())
    };
    let inputs = graph
        .input
        .iter()
        .filter(|info| !initializers().any(|tensor| tensor == name(info)));
    found.inputs = inputs.map(value).collect();
    found.outputs = graph.output.iter().map(value).collect();
    found.count(graph.node.iter().map(operator));
    for tensor in &graph.initializer {
        let name = tensor.name.clone().unwrap_or_default();
        found.tensors.push(stored(name, tensor, folder));
    }
    for (name, attribute) in constants(&graph) {
        found.tensors.extend(
            attribute
                .t
                .iter()
                .map(|tensor| stored(name.clone(), tensor, folder)),
        );
    }
    Ok(())
}

fn state(model: &ModelProto, found: &mut Inspection) {
    let texts = [
        ("producer", &model.producer_name),
        ("producer version", &model.producer_version),
    ];
    for (name, text) in texts {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            found.state(name, &text);
        }
    }
    if let Some(version) = model.ir_version {
        found.state("version of the format", &version);
    }
    for set in &model.opset_import {
        let domain = set.domain.as_deref().filter(|domain| !domain.is_empty());
        let version = set.version.unwrap_or_default();
        found.state(
            &format!("opset of {}", domain.unwrap_or("ai.onnx")),
            &version,
        );
    }
    for entry in &model.metadata_props {
        let key = entry.key.as_deref().unwrap_or_default();
        found.state(key, &entry.value.as_deref().unwrap_or_default());
    }
}

/// The operator of a node, with its domain if it is not that of ONNX.
fn operator(node: &NodeProto) -> String {
    let name = node.op_type.clone().unwrap_or_default();
    match node.domain.as_deref() {
        None | Some("" | "ai.onnx") => name,
        Some(domain) => format!("{domain}.{name}"),
    }
}

/// The tensors of `Constant` nodes, by the names of their outputs.
fn constants(graph: &GraphProto) -> impl Iterator<Item = (String, &AttributeProto)> {
    let nodes = graph
        .node
        .iter()
        .filter(|node| node.op_type.as_deref() == Some("Constant"));
    nodes.flat_map(|node| {
        let name = node.output.first().cloned().unwrap_or_default();
        node.attribute
            .iter()
            .map(move |attribute| (name.clone(), attribute))
    })
}

/// An input or an output: its name, type and shape. An axis without a fixed size has its name.
fn value(info: &ValueInfoProto) -> String {
    let name = info.name.as_deref().unwrap_or_default();
    let tensor = info
        .r#type
        .as_ref()
        .and_then(|kind| kind.tensor_type.as_ref());
    let Some(tensor) = tensor else {
        return format!("{name}, not a tensor");
    };
    let kind = tensor.elem_type.map_or_else(String::new, type_name);
    let axes = tensor.shape.iter().flat_map(|shape| &shape.dim);
    let axes = axes.map(|axis| match (axis.dim_value, &axis.dim_param) {
        (Some(size), _) => size.to_string(),
        (None, Some(name)) => name.clone(),
        (None, None) => "?".to_owned(),
    });
    format!("{name} {kind} [{}]", axes.collect::<Vec<_>>().join(", "))
}

fn stored(name: String, tensor: &TensorProto, folder: &Path) -> StoredTensor {
    let sizes = tensor
        .dims
        .iter()
        .map(|size| usize::try_from(*size).unwrap_or_default());
    let values = of_tensor(tensor, folder).ok();
    let raw = tensor.raw_data.as_ref().map_or(0, |raw| raw.borrow().len());
    // the weights of a large model are in a file next to it
    let mut entries = tensor.external_data.iter();
    let length = entries.find(|entry| entry.key.as_deref() == Some("length"));
    let length = length.and_then(|entry| entry.value.as_deref()?.parse::<usize>().ok());
    let bytes = length.unwrap_or_default().saturating_add(raw)
        + 4 * (tensor.float_data.len() + tensor.int32_data.len())
        + 8 * (tensor.int64_data.len() + tensor.double_data.len());
    StoredTensor {
        name,
        numbers: tensor.data_type.map_or_else(|| "?".to_owned(), type_name),
        shape: sizes.collect(),
        bytes,
        statistics: values.map(|(tensor, _)| Statistics::of(&tensor.values)),
    }
}
