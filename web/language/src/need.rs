//! What the parts of a network need: the arena of inference and the tape of training, as the layers of nn-core state them.

use crate::model::{Activation, Argument, Layer, Shape, Type};

/// The bytes of a number.
pub(crate) const NUMBER: u64 = 4;
/// The bytes of the noise of a step.
const NOISE: u64 = 12;
/// Larger shapes fit into no memory, and their sums could overflow.
const MOST: u64 = 1 << 40;

/// What a part of a network needs.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Need {
    /// The length of the arena of inference.
    pub(crate) arena: u64,
    /// The bytes of the tape for any number of samples.
    pub(crate) fixed: u64,
    /// The bytes of the tape for each sample.
    pub(crate) each: u64,
    /// The length of the output.
    output: u64,
    /// The values that the activation after it stores for each sample.
    remembered: u64,
}

impl Need {
    /// A layer without a tape that needs only its output to infer.
    fn plain(arguments: &[Argument], output: u64) -> Option<Self> {
        Some(Need {
            arena: output,
            output,
            remembered: output * u64::from(remembers(arguments)?),
            ..Need::default()
        })
    }

    /// The bytes of the outputs for each sample, of their gradients, and of what the activation stores.
    pub(crate) fn seam(&self) -> u64 {
        NUMBER * (2 * self.output + self.remembered)
    }
}

/// Layers in order.
pub(crate) fn chain(layers: &[Layer]) -> Option<Need> {
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
    let plain = Need::plain(arguments, output)?;
    match (*name, &**arguments) {
        ("Residual" | "Activated", [inner, ..]) => Some(Need {
            output,
            remembered: plain.remembered,
            ..branch_of(inner, input)?
        }),
        ("ProjectedResidual", [branch, projection, ..]) => {
            let parts = [branch_of(branch, input)?, branch_of(projection, input)?];
            Some(projected(parts, input, plain))
        }
        ("Concat", [first, last, ..]) => {
            let parts = [branch_of(first, input)?, branch_of(last, input)?];
            Some(concat(parts, input, plain))
        }
        ("Dropout", _) => Some(Need {
            fixed: NOISE,
            ..plain
        }),
        // The mean and the factor of the deviation.
        ("LayerNorm", _) => Some(Need {
            each: 2 * NUMBER,
            ..plain
        }),
        // A count, mean, variance, and the gradients of scale and shift.
        ("BatchNorm", [channels, ..]) => {
            let fixed = NUMBER * (1 + 4 * size(channels)?);
            Some(Need { fixed, ..plain })
        }
        ("Gru" | "Lstm" | "Rnn" | "MinGru" | "FastGrnn", _) => recurrent(name, arguments, plain),
        _ => Some(plain),
    }
}

/// A branch next to a projection, whose output and input gradient are stored.
fn projected([branch, projection]: [Need; 2], input: u64, plain: Need) -> Need {
    Need {
        arena: branch.arena.max(plain.output + projection.arena),
        fixed: branch.fixed + projection.fixed,
        each: branch.each + projection.each + NUMBER * (plain.output + input),
        ..plain
    }
}

/// Two branches, and the gradient with respect to the input of the last one.
fn concat([first, last]: [Need; 2], input: u64, plain: Need) -> Need {
    Need {
        arena: first.arena.max(first.output + last.arena),
        fixed: first.fixed + last.fixed,
        each: first.each + first.seam() + last.each + last.seam() + NUMBER * input,
        ..plain
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

/// The length of the output of a `Concat`, which is its last argument, or of an `Activated`, whose only layers it has.
fn joined(ty: &Type) -> Option<u64> {
    let Type::Builtin { arguments, .. } = ty else {
        return None;
    };
    match &**arguments {
        [.., Argument::Tensor(shape)] => length(shape),
        [Argument::Branch(layers, _), ..] => length(&layers.last()?.output),
        _ => None,
    }
}

/// A recurrent layer. Its arguments begin with the features and the units.
fn recurrent(name: &str, arguments: &[Argument], plain: Need) -> Option<Need> {
    let (features, units) = (size(arguments.first()?)?, size(arguments.get(1)?)?);
    let has_gates = !matches!(name, "Rnn" | "FastGrnn");
    let gates = if has_gates {
        size(arguments.get(2)?)?
    } else {
        units
    };
    let steps = size(arguments.get(2 + usize::from(has_gates))?)?;
    // Sums that a step stores besides its gates, the cell, and gradients of the rule.
    let (hidden, cell, own) = match name {
        "Gru" => (gates, 0, 0),
        "Lstm" => (0, units, 0),
        "FastGrnn" => (units, 0, 4 * units),
        _ => (0, 0, 0),
    };
    let of_a_step = gates + hidden + units + cell;
    let steps = steps.checked_mul(of_a_step)?;
    Some(Need {
        arena: plain.output + features + of_a_step,
        each: NUMBER * (steps + 2 * units + cell + own),
        ..plain
    })
    .filter(|_| steps < MOST)
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
    let Shape::Sizes(sizes) = shape else {
        return None;
    };
    let product = sizes
        .iter()
        .try_fold(1u64, |product, size| product.checked_mul(size.value()?));
    product.filter(|length| *length < MOST)
}
