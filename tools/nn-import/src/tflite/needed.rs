//! The ends of a model, and the operators between them.

use std::collections::BTreeSet;

use nn_core::tflite::{Operator, Tflite};

/// The most values of an input. All of a model's tensors are computed, so damaged sizes must not take minutes.
const MOST: usize = 1 << 20;

/// The tensors that are the input and the output of a model.
///
/// # Errors
/// There is not one of each.
pub(super) fn ends(file: &Tflite<'_>, output: Option<&str>) -> Result<(usize, usize), String> {
    let name = |tensor: usize| {
        file.tensor(tensor)
            .map_or("", |tensor| tensor.name())
            .to_owned()
    };
    let inputs: Vec<usize> = (0..file.inputs()).filter_map(|at| file.input(at)).collect();
    let outputs: Vec<usize> = (0..file.outputs())
        .filter_map(|at| file.output(at))
        .collect();
    let names = |tensors: &[usize]| {
        let names = tensors.iter().map(|tensor| name(*tensor));
        names.collect::<Vec<_>>().join(", ")
    };
    let [input] = inputs[..] else {
        return Err(format!(
            "it has {} inputs ({}), but a network has one",
            inputs.len(),
            names(&inputs)
        ));
    };
    let found = match (&outputs[..], output) {
        ([only], None) => Some(*only),
        (all, Some(wanted)) => all.iter().copied().find(|tensor| name(*tensor) == wanted),
        _ => None,
    };
    let output = found.ok_or_else(|| {
        format!(
            "it has {} outputs, and a network has one: select it with `--output`, one of {}",
            outputs.len(),
            names(&outputs)
        )
    })?;
    check_input(file, input)?;
    Ok((input, output))
}

/// Checks the size and the batch of the input.
fn check_input(file: &Tflite<'_>, input: usize) -> Result<(), String> {
    if file.tensor(input).is_some_and(|tensor| tensor.len() > MOST) {
        return Err(format!("its input has more than {MOST} values"));
    }
    let batch = file.tensor(input).and_then(|tensor| {
        let shape = tensor.shape();
        (shape.len() > 1).then(|| shape[0])
    });
    match batch {
        Some(1) | None => Ok(()),
        Some(batch) => Err(format!(
            "its batch has {batch} samples: convert the model with a batch of 1"
        )),
    }
}

/// Whether an operator changes only the shape. The shape is that of its output, so only its first input counts.
pub(super) fn changes_shape(operator: &Operator<'_>) -> bool {
    matches!(
        operator.code().name(),
        "RESHAPE" | "SQUEEZE" | "EXPAND_DIMS"
    )
}

/// The operators that a tensor depends on, without those that only compute shapes.
pub(super) fn operators(file: &Tflite<'_>, output: usize) -> BTreeSet<usize> {
    let (mut wanted, mut found) = (BTreeSet::from([output]), BTreeSet::new());
    for index in (0..file.len()).rev() {
        let Some(operator) = file.operator(index) else {
            continue;
        };
        let mut outputs = (0..operator.outputs()).filter_map(|at| operator.output(at));
        if outputs.any(|tensor| wanted.contains(&tensor)) {
            found.insert(index);
            let inputs = if changes_shape(&operator) {
                1
            } else {
                operator.inputs()
            };
            wanted.extend((0..inputs).filter_map(|at| operator.input(at)));
        }
    }
    found
}
