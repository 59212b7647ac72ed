//! Products whose input is transposed: `(W x')'` becomes `x W'`.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Attribute, Graph, Node};

/// Rewrites products of constant weights and the transposed input, whose result is transposed again.
pub(crate) fn rewrite(graph: &mut Graph) {
    let mut dynamic: BTreeSet<String> = graph
        .inputs
        .iter()
        .map(|input| input.name.clone())
        .collect();
    // For each value the value that it is the transpose of, and for each product its input and its weights.
    let mut turned: BTreeMap<String, String> = BTreeMap::new();
    let mut products: BTreeMap<String, [String; 2]> = BTreeMap::new();
    for node in &mut graph.nodes {
        if !node.inputs.iter().any(|name| dynamic.contains(name)) {
            continue;
        }
        dynamic.extend(node.outputs.iter().cloned());
        let (inputs, Some(output)) = (node.inputs.clone(), node.outputs.first().cloned()) else {
            continue;
        };
        match (&*node.operator, &inputs[..]) {
            ("Transpose", [input]) if is_matrix(node) => {
                if let Some([input, weights]) = products.get(input) {
                    *node = product(node, input, weights, &output);
                } else {
                    turned.insert(output, input.clone());
                }
            }
            ("MatMul", [weights, input]) if !dynamic.contains(weights) => {
                if let Some(input) = turned.get(input) {
                    products.insert(output, [input.clone(), weights.clone()]);
                }
            }
            ("Gemm", [input, ..]) if node.int("transA").is_some_and(|turned| turned != 0) => {
                if let Some(input) = turned.get(input) {
                    node.attributes.remove("transA");
                    if let Some(first) = node.inputs.first_mut() {
                        first.clone_from(input);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a `Transpose` exchanges the two axes of a matrix.
fn is_matrix(node: &Node) -> bool {
    node.ints("perm").is_none_or(|order| order == [1, 0])
}

/// A dense layer in the place of a node.
fn product(node: &Node, input: &str, weights: &str, output: &str) -> Node {
    Node {
        name: node.name.clone(),
        label: node.label.clone(),
        operator: "Gemm".to_owned(),
        inputs: vec![input.to_owned(), weights.to_owned()],
        outputs: vec![output.to_owned()],
        attributes: BTreeMap::from([("transB".to_owned(), Attribute::Int(1))]),
    }
}
