//! Checks a whole network.

use super::flow::Flow;
use crate::errors::Errors;
use crate::messages::{self, LIMIT, MOST_LAYERS};
use crate::model::{Cost, Layer, Network, Quantity, Shape, Size, depth_after};
use crate::resolve::{self, Stage};

/// Checks a network. The result is valid only without errors.
pub(crate) fn check(network: resolve::Network, errors: &mut Errors) -> Network {
    let last = network
        .stages
        .iter()
        .rposition(|stage| !matches!(stage, Stage::Shape(_)));
    let sizes = network
        .input
        .map(|shape| -> Vec<Size> { shape.sizes.into_iter().map(Size::from).collect() });
    let mut flow = Flow::new(Shape::Unknown, false);
    if let Some(sizes) = sizes {
        let checks = sizes.iter().filter_map(|size| size.check(Quantity::Size));
        checks.for_each(|check| flow.note(check));
        flow.shape = Shape::Sizes(sizes);
    }
    flow.through(&network.stages, last, errors);
    check_depth(&flow.layers, errors);
    let cost = total(&flow.layers, errors);
    Network {
        layers: flow.layers,
        checks: flow.checks,
        cost,
        names: network.names,
    }
}

/// The compiler limits the depth of types.
fn check_depth(layers: &[Layer], errors: &mut Errors) {
    let mut depth = 0;
    for layer in layers.iter().take(MOST_LAYERS) {
        depth = depth_after(depth, &layer.ty);
        if depth > MOST_LAYERS {
            return errors.at(layer.spot, messages::too_deep());
        }
    }
}

/// The cost of all layers. Reports a cost over the limit.
fn total(layers: &[Layer], errors: &mut Errors) -> Cost {
    let mut total = Cost::default();
    for layer in layers {
        let before = total.parameters.least();
        total = total.plus(&layer.cost);
        let (alone, together) = (layer.cost.parameters.least(), total.parameters.least());
        if together > LIMIT.into() {
            let (who, parameters) = if alone > LIMIT.into() || before == 0 {
                ("this layer has", alone)
            } else {
                ("with this layer it has", together)
            };
            errors.at(layer.spot, messages::too_many_parameters(who, parameters));
            return total;
        }
    }
    total
}
