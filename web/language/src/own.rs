//! The names of a network that are not those of nn-core: types and constants of the user, which the compiler looks up.

use std::collections::BTreeSet;

use crate::model::{Activation, Argument, Layer, Network, Shape, Size, Type};

/// The names in the layers of a network, sorted.
pub(crate) fn names(network: &Network) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    network
        .layers
        .iter()
        .for_each(|layer| of_layer(layer, &mut names));
    names
}

fn of_layer(layer: &Layer, names: &mut BTreeSet<String>) {
    of_type(&layer.ty, names);
    for shape in [&layer.input, &layer.output] {
        of_shape(shape, names);
    }
}

fn of_type(ty: &Type, names: &mut BTreeSet<String>) {
    let arguments = match ty {
        Type::Own(own) => {
            names.insert(own.text());
            return;
        }
        Type::Builtin { arguments, .. } => arguments,
    };
    for argument in arguments {
        match argument {
            Argument::Size(size) => of_size(size, names),
            Argument::Activation(Activation::Own(own)) => {
                names.insert(own.text());
            }
            Argument::Activation(Activation::Builtin { .. }) => {}
            Argument::Tensor(shape) => of_shape(shape, names),
            Argument::Type(ty) => of_type(ty, names),
            Argument::Slides(slides) => slides.iter().for_each(|slide| of_type(slide, names)),
            Argument::Branch(layers, _) => layers.iter().for_each(|layer| of_layer(layer, names)),
        }
    }
}

fn of_shape(shape: &Shape, names: &mut BTreeSet<String>) {
    if let Shape::Sizes(sizes) = shape {
        sizes.iter().for_each(|size| of_size(size, names));
    }
}

fn of_size(size: &Size, names: &mut BTreeSet<String>) {
    if let Size::Constant(constant) = size {
        names.insert(constant.text());
    }
}
