//! The memory of inference and training.
//!
//! nn-core computes these figures from types, with the compiler. Here are the same sums for a network that is not compiled. The test
//! `figures` compares both for networks with every layer of the language.

use crate::model::{Activation, Argument, Layer, Network, Shape, Size, Type};

/// The bytes of a number.
const NUMBER: u64 = 4;
/// The bytes of the seed and of the number of the step in the buffers of training.
const SEED_AND_STEP: u64 = 8;
/// The bytes of a learning rate.
const RATE: u64 = 4;
/// The bytes of Adam's settings, and of the count and the correction in its state.
const ADAM: u64 = 20 + 8;
/// The bytes of the noise of a step.
const NOISE: u64 = 12;

/// The memory of a network, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Memory {
    /// RAM to infer.
    pub(crate) infer: u64,
    /// RAM to train online, weights included.
    pub(crate) online: u64,
    /// RAM to train with Adam and batches of [`BATCH`], weights included.
    pub(crate) adam: u64,
}

/// The batch size of [`Memory::adam`].
pub(crate) const BATCH: u64 = 32;

/// What a part of a network needs.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// The length of the arena of inference.
    arena: u64,
    /// The bytes of the tape for any number of samples.
    fixed: u64,
    /// The bytes of the tape for each sample.
    each: u64,
    /// The length of the output.
    output: u64,
    /// The values that the activation after it stores for each sample.
    remembered: u64,
}

/// The memory of a network, or `None` if it depends on constants or on types of the user.
pub(crate) fn of(network: &Network) -> Option<Memory> {
    let need = chain(&network.layers)?;
    let parameters = number(&network.cost.parameters)?;
    let weights = number(&network.cost.bytes())?;
    let buffers = |batch| SEED_AND_STEP + need.fixed + batch * (need.each + need.seam());
    Some(Memory {
        infer: NUMBER * need.arena,
        online: weights + RATE + buffers(1),
        // Two moments and a gradient for each parameter, and the order of the samples.
        adam: weights + 3 * NUMBER * parameters + ADAM + buffers(BATCH) + NUMBER * BATCH,
    })
}

impl Need {
    /// The bytes of the outputs for each sample, of their gradients, and of what the activation stores.
    fn seam(&self) -> u64 {
        NUMBER * (2 * self.output + self.remembered)
    }
}

/// Layers in order.
fn chain(layers: &[Layer]) -> Option<Need> {
    let (first, rest) = layers.split_first()?;
    let mut all = layer(first)?;
    for last in rest {
        let last = layer(last)?;
        all = Need {
            arena: all.arena.max(all.output + last.arena),
            fixed: all.fixed + last.fixed,
            each: all.each + all.seam() + last.each,
            ..last
        };
    }
    Some(all)
}

fn layer(layer: &Layer) -> Option<Need> {
    part(&layer.ty, length(&layer.input)?, length(&layer.output)?)
}

/// A layer of this type.
fn part(ty: &Type, input: u64, output: u64) -> Option<Need> {
    let Type::Builtin { name, arguments } = ty else {
        return None;
    };
    let plain = Need {
        arena: output,
        output,
        remembered: output * u64::from(remembers(arguments)?),
        ..Need::default()
    };
    match (*name, &**arguments) {
        ("Residual", [branch, ..]) => {
            let branch = branch_of(branch, input)?;
            Some(Need { output, remembered: plain.remembered, ..branch })
        }
        ("ProjectedResidual", [branch, projection, ..]) => {
            let (branch, projection) = (branch_of(branch, input)?, branch_of(projection, input)?);
            Some(Need {
                arena: branch.arena.max(output + projection.arena),
                fixed: branch.fixed + projection.fixed,
                each: branch.each + projection.each + NUMBER * (output + input),
                ..plain
            })
        }
        ("Concat", [first, last, ..]) => {
            let (first, last) = (branch_of(first, input)?, branch_of(last, input)?);
            Some(Need {
                arena: first.arena.max(first.output + last.arena),
                fixed: first.fixed + last.fixed,
                each: first.each + first.seam() + last.each + last.seam() + NUMBER * input,
                ..plain
            })
        }
        ("Activated", [inner, ..]) => Some(Need { remembered: plain.remembered, ..branch_of(inner, input)? }),
        ("Dropout", _) => Some(Need { fixed: NOISE, ..plain }),
        // The mean and the factor of the deviation.
        ("LayerNorm", _) => Some(Need { each: 2 * NUMBER, ..plain }),
        // A count, mean, variance, and the gradients of scale and shift.
        ("BatchNorm", [channels, ..]) => Some(Need { fixed: NUMBER * (1 + 4 * size(channels)?), ..plain }),
        ("Gru" | "Lstm" | "Rnn" | "MinGru" | "FastGrnn", _) => recurrent(name, arguments, plain),
        _ => Some(plain),
    }
}

/// The layers of a branch, or a layer whose type is an argument.
fn branch_of(argument: &Argument, input: u64) -> Option<Need> {
    match argument {
        Argument::Branch(layers, _) => chain(layers),
        Argument::Type(ty) => part(ty, input, joined(ty)?),
        _ => None,
    }
}

/// The length of the output of a `Concat`, which states it. `Activated` takes that of its layers.
fn joined(ty: &Type) -> Option<u64> {
    let Type::Builtin { arguments, .. } = ty else {
        return None;
    };
    arguments.iter().find_map(|argument| match argument {
        Argument::Tensor(shape) => length(shape),
        Argument::Branch(layers, _) => length(&layers.last()?.output),
        _ => None,
    })
}

/// A recurrent layer. Its arguments begin with the features and the units.
fn recurrent(name: &str, arguments: &[Argument], plain: Need) -> Option<Need> {
    let (features, units) = (size(arguments.first()?)?, size(arguments.get(1)?)?);
    let has_gates = !matches!(name, "Rnn" | "FastGrnn");
    let gates = if has_gates { size(arguments.get(2)?)? } else { units };
    let steps = size(arguments.get(2 + usize::from(has_gates))?)?;
    // Sums that a step stores besides its gates, the cell, and gradients of the rule.
    let (hidden, cell, own) = match name {
        "Gru" => (gates, 0, 0),
        "Lstm" => (0, units, 0),
        "FastGrnn" => (units, 0, 4 * units),
        _ => (0, 0, 0),
    };
    let of_a_step = gates + hidden + units + cell;
    Some(Need {
        arena: plain.output + features + of_a_step,
        each: NUMBER * (steps * of_a_step + 2 * units + cell + own),
        ..plain
    })
}

/// Whether the activation stores its inputs for the backward pass. `None` for an activation of the user.
fn remembers(arguments: &[Argument]) -> Option<bool> {
    let mut remembers = false;
    for argument in arguments {
        match argument {
            Argument::Activation(Activation::Builtin { name, .. }) => {
                remembers |= matches!(*name, "Gelu" | "Silu" | "HardSwish");
            }
            Argument::Activation(Activation::Own(_)) => return None,
            _ => {}
        }
    }
    Some(remembers)
}

fn size(argument: &Argument) -> Option<u64> {
    match argument {
        Argument::Size(size) => size.value(),
        _ => None,
    }
}

/// The number of values, if the dimensions are numbers.
fn length(shape: &Shape) -> Option<u64> {
    match shape {
        Shape::Sizes(sizes) => sizes
            .iter()
            .try_fold(1u64, |product, size| product.checked_mul(Size::value(size)?)),
        _ => None,
    }
}

fn number(amount: &crate::amount::Amount) -> Option<u64> {
    if amount.is_number() { amount.least().try_into().ok() } else { None }
}
