//! Names of layers: from the names of nodes to identifiers of Rust.

use std::collections::BTreeSet;

use crate::layer::Stage;

/// Words that say nothing about a layer: names of operators.
const OPERATORS: [&str; 24] = [
    "gemm",
    "mat_mul",
    "matmul",
    "addmm",
    "t",
    "transpose",
    "depthwise",
    "separable_conv2d",
    "batchnorm",
    "sequential",
    "functional",
    "stateful_partitioned_call",
    "linear",
    "conv",
    "conv1d",
    "conv2d",
    "add",
    "sub",
    "mul",
    "div",
    "cat",
    "bias_add",
    "batch_norm",
    "layer_norm",
];

/// Names that every network has as methods or fields, and words of Rust.
const TAKEN: [&str; 24] = [
    "layers",
    "infer",
    "run",
    "state",
    "predict",
    "classify",
    "load",
    "save",
    "new",
    "random",
    "initialize",
    "summary",
    "derive",
    "scales",
    "forward",
    "backward",
    "gradient",
    "describe",
    "parameters",
    "fold_into",
    "in",
    "type",
    "match",
    "loop",
];

/// Gives each layer the name of its node, if all of these names are different identifiers. Otherwise no layer has a name, so that files
/// number all of them.
pub(crate) fn choose(stages: &mut [Stage]) {
    choose_with(stages, identifier);
}

fn choose_with(stages: &mut [Stage], identifier: impl Fn(&str) -> String) {
    let mut seen = BTreeSet::new();
    let names: Vec<Option<String>> = stages
        .iter()
        .map(|stage| stage.name.as_deref().map(&identifier))
        .collect();
    let are_usable = names
        .iter()
        .flatten()
        .all(|name| is_usable(name) && seen.insert(name.clone()));
    for (stage, name) in stages.iter_mut().zip(names) {
        stage.name = if are_usable { name } else { None };
    }
}

/// Gives each layer the whole name of its weights, if all of these names are different identifiers. Otherwise no layer has a name.
pub(crate) fn choose_whole(stages: &mut [Stage]) {
    choose_with(stages, sanitized);
}

/// The last part of a path of names that says something about the layer, or nothing.
fn identifier(node: &str) -> String {
    let (path, number) = without_recurrent(node);
    let parts = path.split(['/', ':', '.']).map(sanitized);
    let mut telling = parts.filter(|part| says_something(part));
    match telling.next_back() {
        Some(name) => name + number,
        None => String::new(),
    }
}

/// A path of names without the operator of a recurrent layer at its end, and the number of that: `/rnn/GRU_1` is `/rnn` and `_1`.
fn without_recurrent(node: &str) -> (&str, &str) {
    let (path, last) = node.rsplit_once('/').unwrap_or(("", node));
    let word = last.strip_prefix("node_").unwrap_or(last);
    let operators = ["gru", "lstm", "rnn"].into_iter();
    let mut rests = operators.filter_map(|operator| {
        let (start, number) = word.split_at_checked(operator.len())?;
        let is_number = |letter: char| letter.is_ascii_digit() || letter == '_';
        (start.eq_ignore_ascii_case(operator) && number.chars().all(is_number)).then_some(number)
    });
    rests.next().map_or((node, ""), |number| (path, number))
}

/// Whether a part of a name is not only that of an operator, with a number.
fn says_something(part: &str) -> bool {
    let is_number = |letter: char| letter.is_ascii_digit() || letter == '_';
    let word = part.strip_prefix("node_").unwrap_or(part);
    let is_operator = |word: &str| {
        OPERATORS.contains(&word) || word.contains("normalization") || word.contains("batch_norm")
    };
    !is_operator(word)
        && !is_operator(word.trim_end_matches(is_number))
        && !word.chars().all(is_number)
}

/// Lower case letters, digits and underscores.
fn sanitized(part: &str) -> String {
    let mut name = String::new();
    let mut was_lower = false;
    for character in part.chars() {
        if character.is_ascii_alphanumeric() {
            if character.is_ascii_uppercase() && was_lower {
                name.push('_');
            }
            was_lower = character.is_ascii_lowercase();
            name.push(character.to_ascii_lowercase());
        } else {
            name.push('_');
            was_lower = false;
        }
    }
    name.trim_matches('_').to_owned()
}

fn is_usable(name: &str) -> bool {
    let starts_with_letter = name
        .chars()
        .next()
        .is_some_and(|first| first.is_ascii_lowercase());
    starts_with_letter && !TAKEN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_exporters_become_identifiers() {
        for (node, name) in [
            ("/fc1/Gemm", "fc1"),
            ("/features/features.0/Conv", "features"),
            ("sequential/dense_1/MatMul", "dense_1"),
            ("Convolution28", "convolution28"),
            ("node_linear_1", ""),
            ("/hiddenLayer/MatMul_2", "hidden_layer"),
            ("/encoder/GRU", "encoder"),
            ("/rnn/LSTM_1", "rnn_1"),
            ("node_gru__1", ""),
            ("GRU", ""),
            ("", ""),
        ] {
            assert_eq!(identifier(node), name, "{node}");
        }
    }
}
