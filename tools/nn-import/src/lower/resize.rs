//! Zeros around an image or a sequence, and repeated elements.

use super::{Lowering, Position, Refused, Step, refused};
use crate::evaluate::Resized;
use crate::graph::Node;
use crate::layer::{Activation, Layer, Stage};

impl Lowering<'_> {
    /// A `Pad` with zeros along all axes but the channels. The next convolution or pool takes them as its padding if it can.
    pub(super) fn pad(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        let pads = match self.constant(node, 1) {
            Some(pads) => pads.integers(),
            None => node.ints("pads").unwrap_or_default().to_vec(),
        };
        let value = match self.constant(node, 2) {
            Some(value) => value.single().unwrap_or(f64::NAN),
            None => node.float("value").unwrap_or_default().into(),
        };
        let pads = pads.into_iter().map(|pad| usize::try_from(pad).ok());
        let pads: Option<Vec<usize>> = pads.collect();
        let axes = at.shape.len() + 1 + usize::from(at.has_row);
        let Some(pads) = pads.filter(|pads| pads.len() == 2 * axes && value == 0.0) else {
            return refused(
                "it does not add zeros to an image or a sequence",
                "`ZeroPad1d` and `ZeroPad2d` add zeros",
            );
        };
        // in the order of the network
        let mut own = [vec![0; axes], vec![0; axes]];
        for (side, pads) in own.iter_mut().zip(pads.chunks(axes)) {
            for (axis, pad) in pads.iter().enumerate() {
                let place = at.axes.as_ref().and_then(|axes| axes.get(axis));
                side[place.copied().unwrap_or(axis)] = *pad;
            }
        }
        let fixed = 2 + usize::from(at.has_row);
        if own
            .iter()
            .any(|side| side.iter().take(fixed).any(|pad| *pad != 0))
        {
            return refused("it pads channels", "");
        }
        let own = own.map(|side| side.get(fixed..).unwrap_or_default().to_vec());
        let is_padded = own.iter().flatten().any(|pad| *pad != 0);
        // the shape stays that of the value before it
        at.padding = is_padded.then_some(own);
        Ok(Step::Done)
    }

    /// `Resize` or `Upsample` that repeats each element.
    pub(super) fn enlarge(&mut self, node: &Node, at: &mut Position) -> Result<Step, Refused> {
        if at.axes.is_some() {
            return refused("its input has its channels last", "");
        }
        let row = if at.has_row { &[1][..] } else { &[] };
        let [channels, plane @ ..] = &at.shape[..] else {
            return refused("its input is a single number", "");
        };
        let shape = [&[1, *channels][..], row, plane].concat();
        let opset = self.graph.opset;
        let resized = Resized::of(node, opset, &shape, |index| self.constant(node, index));
        let resized = resized.map_err(|reason| (reason, ""))?;
        let axes = shape.iter().enumerate();
        let factors: Option<Vec<usize>> = axes
            .map(|(axis, size)| resized.factor(axis, *size))
            .collect();
        let fixed = shape.len() - plane.len();
        match factors {
            Some(factors)
                if !plane.is_empty() && factors[..fixed].iter().all(|factor| *factor == 1) =>
            {
                Ok(Step::Layer(Layer::Upsample(factors[fixed..].to_vec())))
            }
            _ => refused(
                "it does not repeat each element equally often",
                "`Upsample2d` enlarges an image by whole factors: export `nn.Upsample(scale_factor=2)`",
            ),
        }
    }
}

/// Adds the zeros of a `Pad` as a layer.
pub(super) fn add_padding(at: &mut Position, stages: &mut Vec<Stage>) {
    if let Some(padding) = at.padding.take() {
        add_zeros(padding, at, stages);
    }
}

/// Adds a layer of zeros before and after each axis but the channels.
pub(super) fn add_zeros(padding: [Vec<usize>; 2], at: &mut Position, stages: &mut Vec<Stage>) {
    let sizes = at.shape.iter_mut().skip(1);
    let [before, after] = &padding;
    for (size, (before, after)) in sizes.zip(before.iter().zip(after)) {
        *size += before + after;
    }
    stages.push(Stage {
        name: None,
        layer: Layer::ZeroPad(padding),
        activation: Activation::Identity,
        output: at.shape.clone(),
    });
}

/// Whether no element of the value after these layers is below 0, so that zeros change no maximum.
pub(super) fn is_never_negative(stages: &[Stage]) -> bool {
    for stage in stages.iter().rev() {
        match (stage.activation, &stage.layer) {
            (Activation::Relu | Activation::Sigmoid | Activation::Softplus, _) => return true,
            (Activation::Identity, layer) if layer.only_selects() => {}
            _ => return false,
        }
    }
    false
}

/// Whether the zeros of a `Pad` before a node can wait: it can take them as its padding, or changes nothing that they depend on.
pub(super) fn takes_padding(node: &Node, at: &Position) -> bool {
    match &*node.operator {
        "Conv" | "AveragePool" | "Identity" | "Cast" | "Dropout" | "FakeQuant" => true,
        "Transpose" => !at.is_input || at.axes.is_some(),
        _ => false,
    }
}
