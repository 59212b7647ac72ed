//! The picture of a network, drawn by nn-core.

use nn_core::network::{Block, Blocks, Diagram};
use nn_core::tensor::Shape;

use crate::amount::Amount;
use crate::model::{self, Activation, Argument, Layer, Network, Type};

/// The layers of a network whose shapes are numbers.
struct Drawn {
    input: Shape,
    layers: Vec<Row>,
}

/// A layer.
struct Row {
    label: String,
    name: String,
    activation: String,
    output: Shape,
    params: usize,
    macs: usize,
}

impl Blocks for Drawn {
    fn input(&self) -> Option<Shape> {
        Some(self.input)
    }

    fn visit(&self, visit: &mut dyn FnMut(&Block<'_>)) {
        for row in &self.layers {
            visit(&Block {
                label: &row.label,
                name: &row.name,
                activation: &row.activation,
                output: row.output,
                params: row.params,
                macs: row.macs,
            });
        }
    }
}

/// The picture as an SVG image, or `None` if a shape or a size depends on constants or on types of the user.
pub(crate) fn picture(network: &Network) -> Option<String> {
    let layers: Option<Vec<Row>> = network.layers.iter().map(row).collect();
    let input = shape(&network.layers.first()?.input)?;
    let drawn = Drawn {
        input,
        layers: layers?,
    };
    Some(Diagram(drawn).to_string())
}

fn row(layer: &Layer) -> Option<Row> {
    let label = layer.name.as_ref().map(ToString::to_string);
    let name: String = layer
        .text
        .chars()
        .take_while(|letter| *letter != '<')
        .collect();
    Some(Row {
        label: label.unwrap_or_default(),
        name: name.trim().to_owned(),
        activation: activation(&layer.ty),
        output: shape(&layer.output)?,
        params: number(&layer.cost.parameters)?,
        macs: number(&layer.cost.macs)?,
    })
}

/// The activation after the layer, if it changes values.
fn activation(ty: &Type) -> String {
    let Type::Builtin { arguments, .. } = ty else {
        return String::new();
    };
    let name = arguments.iter().find_map(|argument| match argument {
        Argument::Activation(Activation::Builtin { name, .. }) => Some((*name).to_owned()),
        Argument::Activation(Activation::Own(own)) => Some(own.text()),
        _ => None,
    });
    name.filter(|name| name != "Identity").unwrap_or_default()
}

fn shape(shape: &model::Shape) -> Option<Shape> {
    let model::Shape::Sizes(sizes) = shape else {
        return None;
    };
    let sizes: Option<Vec<usize>> = sizes
        .iter()
        .map(|size| size.value()?.try_into().ok())
        .collect();
    match *sizes? {
        [length] => Some(Shape::Vector(length)),
        [channels, length] => Some(Shape::Sequence(channels, length)),
        [channels, height, width] => Some(Shape::Image(channels, height, width)),
        _ => None,
    }
}

fn number(amount: &Amount) -> Option<usize> {
    if amount.is_number() {
        amount.least().try_into().ok()
    } else {
        None
    }
}
