//! The activation that a person states for the hidden layers.

use super::modules::{Kind, Module};
use super::natural::place;

/// An activation: its word in the language, and its operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) word: &'static str,
    /// `None` for SiLU, which is the product of the input and its sigmoid. ONNX writes `Relu6` as `Clip`.
    pub(super) operator: Option<&'static str>,
}

const WORDS: [(&str, Option<&str>); 9] = [
    ("Relu", Some("Relu")),
    ("Relu6", Some("Relu6")),
    ("Tanh", Some("Tanh")),
    ("Sigmoid", Some("Sigmoid")),
    ("Softplus", Some("Softplus")),
    ("Gelu", Some("Gelu")),
    ("Silu", None),
    ("HardSigmoid", Some("HardSigmoid")),
    ("HardSwish", Some("HardSwish")),
];

/// Finds a word, if one was stated.
///
/// # Errors
/// There is no such activation.
pub(super) fn find(word: Option<&str>) -> Result<Option<Word>, String> {
    let Some(word) = word else {
        return Ok(None);
    };
    let mut words = WORDS.into_iter();
    match words.find(|(known, _)| known.eq_ignore_ascii_case(word)) {
        Some((word, operator)) => Ok(Some(Word { word, operator })),
        None => Err(format!(
            "`--activation {word}` is none of {}: write another one into the line",
            WORDS.map(|(word, _)| word).join(", ")
        )),
    }
}

/// After which modules the activations are: one for each dense layer or convolution with its normalizations, but the last. In an
/// `nn.Sequential` the number of a module is left free for it. Otherwise it is after the normalizations. A `PRelu` is an activation itself.
pub(super) fn places(modules: &[Module]) -> Vec<bool> {
    let mut places = vec![false; modules.len()];
    let affine = modules.iter().enumerate();
    let affine: Vec<usize> = affine
        .filter_map(|(index, module)| module.is_affine().then_some(index))
        .collect();
    for pair in affine.windows(2) {
        let [one, next] = *pair else {
            continue;
        };
        let has_room = |index: &usize| match modules.get(*index..index + 2) {
            Some([module, after]) => has_room(&module.path, &after.path),
            _ => false,
        };
        let between = modules.get(one..next).unwrap_or_default();
        if between.iter().any(|module| module.kind == Kind::PRelu) {
            continue;
        }
        let place = (one..next).rev().find(has_room);
        if let Some(place) = place.and_then(|place| places.get_mut(place)) {
            *place = true;
        }
    }
    places
}

/// Whether another module can be between two modules.
fn has_room(one: &str, next: &str) -> bool {
    match (place(one), place(next)) {
        (Some((parent, number)), Some((other, next))) if parent == other => {
            number.saturating_add(1) != next
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::Tensor;

    #[test]
    fn numbers_leave_room_for_activations() {
        let module = |path: &&str| Module {
            path: (*path).to_owned(),
            kind: if path.starts_with('n') {
                Kind::BatchNorm
            } else {
                Kind::Dense
            },
            weight: Tensor::list([]),
            bias: None,
            running: None,
        };
        for (paths, expected) in [
            // the activation is after the normalization `n`
            (&["a.0", "na.1", "a.3"][..], &[false, true, false][..]),
            (&["0", "1", "3"], &[false, true, false]),
            (&["conv1", "norm1", "fc1"], &[false, true, false]),
        ] {
            let modules: Vec<Module> = paths.iter().map(module).collect();
            assert_eq!(places(&modules), expected, "{paths:?}");
        }
        // before the normalization, whose number is the next but one
        let mut modules: Vec<Module> = ["0", "2", "3"].iter().map(module).collect();
        modules[1].kind = Kind::BatchNorm;
        assert_eq!(places(&modules), [true, false, false]);
    }
}
