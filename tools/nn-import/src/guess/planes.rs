//! Finds the size of images: from the input, if it is stated, or back from the inputs of the first dense layer.

use super::modules::{Kind, Module};
use super::natural::place;
use super::windows::{Step, Way, ways};

/// The sizes of a network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Planes {
    /// The shape of the input without the batch.
    pub(super) input: Vec<usize>,
    /// Whether the input was stated, and not guessed.
    pub(super) is_stated: bool,
    /// The windows of each convolution.
    pub(super) ways: Vec<Way>,
    /// Other windows that are as simple and fit as well.
    pub(super) others: Vec<Vec<Way>>,
    /// The number of values of a channel that the first layer of vectors reads.
    pub(super) goal: Option<usize>,
}

impl Planes {
    /// Whether the dense layers read the mean of each channel.
    pub(super) fn has_mean(&self) -> bool {
        self.goal == Some(1)
    }
}

/// Finds the sizes of a network.
///
/// # Errors
/// The input is not known, or no windows that were tried fit. The text says what to state.
pub(super) fn planes(modules: &[Module], input: Option<&[usize]>) -> Result<Planes, String> {
    let steps = steps(modules);
    let channels = channels(modules);
    if steps.is_empty() {
        return vector(channels, input);
    }
    let goal = goal(modules);
    let (input, is_stated) = match input {
        Some(input) => (stated(input, channels, &steps)?, true),
        None => (backward(channels, goal, &steps)?, false),
    };
    let plane = input.get(1..).unwrap_or_default();
    let free = goal.filter(|goal| *goal != 1);
    let mut ways = ways(&steps, plane, free).into_iter();
    let Some(first) = ways.next() else {
        let goal = free.map_or_else(String::new, |goal| {
            format!(", which has {goal} values of each channel before its dense layers")
        });
        return Err(format!(
            "its convolutions do not fit the input {input:?}{goal}: neither without padding nor with padding that keeps the size, with pools of 2 or strides of 2; export the model as ONNX, which has its graph"
        ));
    };
    Ok(Planes {
        input,
        is_stated,
        ways: first,
        others: ways.collect(),
        goal,
    })
}

/// The convolutions.
fn steps(modules: &[Module]) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (index, module) in modules.iter().enumerate() {
        match (module.kind, steps.last_mut()) {
            (Kind::Conv, _) => steps.push(Step {
                kernel: module.kernel(),
                stated: None,
                has_room: has_room(modules.get(index..).unwrap_or_default()),
            }),
            (Kind::LayerNorm, Some(last)) if module.weight.shape.len() > 1 => {
                last.stated = module.weight.shape.get(1..);
            }
            _ => {}
        }
    }
    steps
}

/// Whether a pool can be between a convolution, the first of these modules, and the next one that is no normalization of images: besides
/// an activation, which may be a `PRelu`, and `Flatten` before a vector.
fn has_room(modules: &[Module]) -> Option<bool> {
    let after = modules.iter().skip(1);
    let is_end = |module: &Module| module.is_affine() || module.values().is_some();
    let between = after.take_while(|module| !is_end(module)).count();
    let (first, next) = (modules.first()?, modules.get(between + 1)?);
    let (parent, number) = place(&first.path)?;
    let (other, end) = place(&next.path)?;
    let norms = modules.get(1..=between)?.iter();
    let norms = norms.filter(|module| module.is_normalization()).count();
    let known = norms as u64 + 2 + u64::from(next.values().is_some());
    (parent == other).then(|| end.saturating_sub(number) > known)
}

/// The channels of the input, or its values.
fn channels(modules: &[Module]) -> usize {
    let first = modules.first();
    first.map_or(0, |module| {
        if module.is_affine() {
            module.size(1)
        } else {
            module.size(0)
        }
    })
}

/// The values of each channel that the first layer of vectors after a convolution reads.
fn goal(modules: &[Module]) -> Option<usize> {
    let flat = modules
        .iter()
        .position(|module| module.values().is_some())?;
    let mut before = modules.get(..flat)?.iter().rev();
    let conv = before.find(|module| module.kind == Kind::Conv)?;
    modules.get(flat)?.values()?.checked_div(conv.size(0))
}

/// The sizes of a network without convolutions.
fn vector(values: usize, input: Option<&[usize]>) -> Result<Planes, String> {
    let input = input.map_or(vec![values], <[usize]>::to_vec);
    let found = input
        .iter()
        .try_fold(1_usize, |all, size| all.checked_mul(*size));
    if found != Some(values) || input.len() > 3 {
        return Err(format!(
            "its first layer takes {values} values, and the input {input:?} does not have them"
        ));
    }
    Ok(Planes {
        is_stated: true,
        input,
        ..Planes::default()
    })
}

/// The input that was stated, if it fits the first convolution.
fn stated(input: &[usize], channels: usize, steps: &[Step<'_>]) -> Result<Vec<usize>, String> {
    let axes = steps.first().map_or(0, |step| step.kernel.len());
    let most = 1 << 16;
    if input.first() != Some(&channels)
        || input.len() != axes + 1
        || input.iter().any(|size| *size > most)
    {
        let sizes = if axes == 1 { "LENGTH" } else { "HEIGHT,WIDTH" };
        return Err(format!(
            "its first convolution takes {channels} channels and {axes} more axes, and the input is {input:?}: write `--input {channels},{sizes}`"
        ));
    }
    Ok(input.to_vec())
}

/// The input from which convolutions without padding compute what is known: the plane of a normalization or of the first dense layer.
fn backward(
    channels: usize,
    goal: Option<usize>,
    steps: &[Step<'_>],
) -> Result<Vec<usize>, String> {
    let axes = steps.first().map_or(0, |step| step.kernel.len());
    let known = steps.iter().position(|step| step.stated.is_some());
    let (last, plane) = match known {
        Some(index) => (
            index,
            steps
                .get(index)
                .and_then(|step| step.stated)
                .map(<[usize]>::to_vec),
        ),
        None => {
            let side = goal
                .filter(|goal| *goal > 1)
                .and_then(|goal| root(goal, axes));
            (steps.len() - 1, side.map(|side| vec![side; axes]))
        }
    };
    let Some(mut plane) = plane else {
        let sizes = if axes == 1 { "LENGTH" } else { "HEIGHT,WIDTH" };
        return Err(format!(
            "the size of its input does not follow from its weights: state it with `--input {channels},{sizes}`"
        ));
    };
    for step in steps.get(..=last).unwrap_or_default() {
        for (size, kernel) in plane.iter_mut().zip(step.kernel) {
            *size += kernel.saturating_sub(1);
        }
    }
    plane.insert(0, channels);
    Ok(plane)
}

/// The side of a square or a line with this many elements.
fn root(count: usize, axes: usize) -> Option<usize> {
    let side = if axes == 1 { count } else { count.isqrt() };
    (side.checked_pow(axes as u32) == Some(count)).then_some(side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_are_roots() {
        assert_eq!(
            (root(484, 2), root(485, 2), root(7, 1)),
            (Some(22), None, Some(7))
        );
    }
}
