//! Reads ONNX files: from the messages of the format to a [`Graph`].

mod tensor;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rten_onnx::onnx::{
    AttributeProto, AttributeType, GraphProto, ModelProto, NodeProto, TensorProto,
};
use rten_onnx::protobuf::DecodeMessage;

pub(crate) use self::tensor::{of_tensor, type_name};
use crate::graph::{Attribute, Graph, Input, Node};
use crate::kind::Kind;
use crate::reader::Reader;
use crate::tensor::Tensor;

/// The most nodes of a graph.
const MOST_NODES: usize = 1 << 13;

/// Decodes the messages of a model.
///
/// # Errors
/// The bytes are not an ONNX model.
pub(crate) fn decode(bytes: &[u8]) -> Result<ModelProto, String> {
    let unread = |error: &dyn std::fmt::Display| {
        format!("it is not an ONNX model that can be read: {error}")
    };
    wire::check_model(bytes).map_err(|error| unread(&error))?;
    ModelProto::decode(Reader::new(bytes)).map_err(|error| unread(&error))
}

/// Reads a model. Tensors that are stored in other files are read from `folder`.
///
/// # Errors
/// The bytes are not an ONNX model, or a tensor is damaged or missing. The text says which.
pub(crate) fn read(bytes: &[u8], folder: &Path) -> Result<Graph, String> {
    let model = decode(bytes)?;
    let domain_of_onnx =
        |domain: &Option<String>| matches!(domain.as_deref(), None | Some("" | "ai.onnx"));
    let mut opsets = model.opset_import.iter();
    let opset = opsets.find(|set| domain_of_onnx(&set.domain));
    let opset = opset.and_then(|set| set.version).unwrap_or_default();
    let name = model.producer_name.unwrap_or_default();
    let version = model.producer_version.unwrap_or_default();
    let graph = model
        .graph
        .ok_or("it is not a model of ONNX, or it is damaged: it has no graph")?;
    if graph.node.is_empty() {
        return Err("its graph has no nodes, so it computes nothing".to_owned());
    }
    let (mut constants, mut kinds) = (BTreeMap::new(), BTreeMap::new());
    for tensor in &graph.initializer {
        let name = tensor.name.clone().unwrap_or_default();
        let read = of_tensor(tensor, folder);
        let (read, kind) =
            read.map_err(|error| format!("its tensor `{name}` cannot be read: {error}"))?;
        constants.insert(name.clone(), read);
        kinds.insert(name, kind);
    }
    let inputs = inputs(&graph, &constants, &mut kinds)?;
    let nodes = graph.node.iter().map(|node| of_node(node, folder));
    let graph = Graph {
        producer: format!("{name} {version}").trim().to_owned(),
        version: format!("opset {opset}"),
        opset,
        is_integer: false,
        nodes: nodes.collect::<Result<_, _>>()?,
        inputs,
        outputs: graph
            .output
            .iter()
            .filter_map(|info| info.name.clone())
            .collect(),
        constants,
        kinds,
    };
    check(&graph)?;
    Ok(graph)
}

/// The numbers of a tensor in a file of its own, as ONNX's test data have them.
///
/// # Errors
/// The bytes are no tensor.
pub(crate) fn read_tensor(bytes: &[u8]) -> Result<(Tensor, Kind), String> {
    wire::check_tensor(bytes)?;
    let tensor = TensorProto::decode(Reader::new(bytes)).map_err(|error| error.to_string())?;
    of_tensor(&tensor, Path::new("."))
}

/// Each tensor has one origin. Otherwise following a tensor from node to node may not end.
fn check(graph: &Graph) -> Result<(), String> {
    if graph.nodes.len() > MOST_NODES {
        let nodes = graph.nodes.len();
        return Err(format!(
            "it has {nodes} nodes, and at most {MOST_NODES} are read"
        ));
    }
    let mut names: BTreeSet<&str> = graph.constants.keys().map(String::as_str).collect();
    let outputs = graph.nodes.iter().flat_map(|node| &node.outputs);
    let inputs = graph.inputs.iter().map(|input| &input.name);
    for name in inputs.chain(outputs).filter(|name| !name.is_empty()) {
        if !names.insert(name) {
            return Err(format!(
                "its tensor `{name}` is computed twice: the file is damaged"
            ));
        }
    }
    Ok(())
}

/// The inputs that are not constants. Their types are added to `kinds`.
fn inputs(
    graph: &GraphProto,
    constants: &BTreeMap<String, Tensor>,
    kinds: &mut BTreeMap<String, Kind>,
) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    for info in &graph.input {
        let name = info.name.clone().unwrap_or_default();
        if constants.contains_key(&name) {
            continue;
        }
        let tensor = info
            .r#type
            .as_ref()
            .and_then(|kind| kind.tensor_type.as_ref());
        if let Some(kind) = tensor.and_then(|tensor| tensor.elem_type) {
            kinds.insert(
                name.clone(),
                tensor::kind(kind).map_err(|error| format!("its input `{name}`: {error}"))?,
            );
        }
        let shape = tensor.and_then(|tensor| tensor.shape.as_ref());
        let size = |size: Option<i64>| {
            size.and_then(|size| usize::try_from(size).ok())
                .filter(|size| *size > 0)
        };
        inputs.push(Input {
            name,
            sizes: shape.map(|shape| shape.dim.iter().map(|axis| size(axis.dim_value)).collect()),
        });
    }
    Ok(inputs)
}

fn of_node(node: &NodeProto, folder: &Path) -> Result<Node, String> {
    let operator = node.op_type.clone().unwrap_or_default();
    let operator = match node.domain.as_deref() {
        None | Some("" | "ai.onnx") => operator,
        Some(domain) => format!("{domain}.{operator}"),
    };
    let mut found = Node {
        name: node.name.clone().unwrap_or_default(),
        label: None,
        operator,
        inputs: node.input.clone(),
        outputs: node.output.clone(),
        attributes: BTreeMap::new(),
    };
    for attribute in &node.attribute {
        let name = attribute.name.clone().unwrap_or_default();
        let value = of_attribute(attribute, folder)
            .map_err(|error| format!("`{name}` of {} cannot be read: {error}", found.label()))?;
        found.attributes.insert(name, value);
    }
    Ok(found)
}

fn of_attribute(attribute: &AttributeProto, folder: &Path) -> Result<Attribute, String> {
    let kind = attribute.r#type.unwrap_or(AttributeType::UNDEFINED);
    Ok(match kind {
        AttributeType::FLOAT => Attribute::Float(attribute.f.unwrap_or_default()),
        AttributeType::INT => Attribute::Int(attribute.i.unwrap_or_default()),
        AttributeType::STRING => Attribute::Text(attribute.s.clone().unwrap_or_default()),
        AttributeType::STRINGS => Attribute::Texts(attribute.strings.clone()),
        AttributeType::FLOATS => Attribute::Floats(attribute.floats.clone()),
        AttributeType::INTS => Attribute::Ints(attribute.ints.clone()),
        AttributeType::TENSOR => {
            let tensor = attribute.t.as_ref().ok_or("it has no tensor")?;
            let (tensor, kind) = of_tensor(tensor, folder)?;
            Attribute::Tensor(tensor, kind)
        }
        _ => Attribute::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        for bytes in [&b""[..], b"TFL3", b"\x08\x07", &[0xff; 64]] {
            assert!(read(bytes, Path::new(".")).is_err(), "{bytes:?}");
        }
    }
}
