//! Finds the name that the user probably meant.

/// A name of nn-core and its names in other frameworks.
pub(crate) struct Known {
    pub(crate) name: &'static str,
    pub(crate) synonyms: &'static [&'static str],
}

/// The names of all layers, in the order of the table in `layer`. That table is above the passes that only need the names.
pub(crate) const LAYERS: &[&str] = &[
    "Dense",
    "Conv2d",
    "Conv1d",
    "DepthwiseConv2d",
    "DepthwiseConv1d",
    "MaxPool2d",
    "AvgPool2d",
    "MaxPool1d",
    "AvgPool1d",
    "GlobalAvgPool",
    "GlobalMaxPool",
    "Flatten",
    "Dropout",
    "BatchNorm",
    "LayerNorm",
    "Standardize",
    "PRelu",
    "ZeroPad2d",
    "ZeroPad1d",
    "Upsample2d",
    "Upsample1d",
    "Gru",
    "Lstm",
    "Rnn",
    "MinGru",
    "FastGrnn",
    "Residual",
    "Concat",
];

/// Whether a layer has exactly this name.
pub(crate) fn is_layer(word: &str) -> bool {
    LAYERS.contains(&word)
}

/// The layer with this name. Case does not matter.
pub(crate) fn find_layer(word: &str) -> Option<&'static str> {
    let mut names = LAYERS.iter();
    names.find(|name| name.eq_ignore_ascii_case(word)).copied()
}

/// The known name that `word` probably means. `word` is not a known name.
///
/// A word that contains a known name (`Relu2`, `MyDense`) is a user's own variant and not a mistake.
pub(crate) fn suggest(
    word: &str,
    known: impl IntoIterator<Item = &'static Known, IntoIter: Clone>,
) -> Option<&'static str> {
    let known = known.into_iter();
    if let Some(entry) = known.clone().find(|entry| is_alias(word, entry)) {
        return Some(entry.name);
    }
    let lower = word.to_lowercase();
    let names = known.map(|entry| entry.name);
    if names
        .clone()
        .any(|name| lower.contains(&name.to_lowercase()))
    {
        return None;
    }
    names
        .map(|name| (distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= tolerance(name))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Whether a word is a synonym, or a known name except for case.
pub(crate) fn is_alias(word: &str, known: &Known) -> bool {
    let mut names = known.synonyms.iter().chain([&known.name]);
    names.any(|name| name.eq_ignore_ascii_case(word))
}

/// The maximum number of typing mistakes.
fn tolerance(name: &str) -> usize {
    if name.len() < 6 { 1 } else { 2 }
}

/// The restricted Damerau-Levenshtein distance: insertions, deletions, substitutions, and swaps of adjacent letters.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, r) in right.iter().enumerate() {
            let mut least = (last[j] + usize::from(l != r))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *l == right[j - 1] && left[i - 1] == *r {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, suggest};
    use crate::{activation, layer};

    #[test]
    fn slips_and_synonyms_are_found() {
        for (word, meant) in [
            ("Dens", Some("Dense")),
            ("DENSE", Some("Dense")),
            ("Dnese", Some("Dense")),
            ("linear", Some("Dense")),
            ("Dense2", None),
            ("MyDense", None),
            ("Denser", None),
            ("Lens", None),
            ("Conv2D", Some("Conv2d")),
            ("MaxPooling2D", Some("MaxPool2d")),
            ("MyConv2d", None),
            ("Embedding", None),
            ("Upsample", Some("Upsample2d")),
            ("ZeroPadding2D", Some("ZeroPad2d")),
            ("GRU", Some("Gru")),
            ("SimpleRNN", Some("Rnn")),
            ("LstmCell", None),
            ("Encoder", None),
        ] {
            assert_eq!(suggest(word, layer::known()), meant, "{word}");
        }
        for (word, meant) in [
            ("ReLU", Some("Relu")),
            ("Rellu", Some("Relu")),
            ("SoftMax", Some("Softmax")),
            ("Softmux", Some("Softmax")),
            ("Sigmod", Some("Sigmoid")),
            ("Swish", Some("Silu")),
            ("ReLU6", Some("Relu6")),
            ("Hardswish", Some("HardSwish")),
            ("HardSigmoid2", None),
            ("Selu", None),
            ("Celu", None),
            ("PRelu", None),
            ("HardTanh", None),
            ("LogSoftmax", None),
            ("Mish", None),
            ("Sine", None),
            ("", None),
        ] {
            assert_eq!(suggest(word, activation::KNOWN), meant, "{word}");
        }
    }

    #[test]
    fn distances() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "ab", 2),
            ("dense", "dense", 0),
            ("dens", "dense", 1),
            ("desne", "dense", 1),
            ("danse", "dense", 1),
            ("sigmiod", "sigmoid", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
            assert_eq!(distance(right, left), expected, "{right} {left}");
        }
    }
}
