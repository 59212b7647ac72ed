//! Convolutions and pools.

use super::{Inputs, Windows};
use crate::graph::Node;
use crate::tensor::{Tensor, count, positions};

pub(super) const OPERATORS: [&str; 4] = ["Conv", "MaxPool", "AveragePool", "GlobalAveragePool"];

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let [1, channels, plane @ ..] = &input.shape[..] else {
        return Err(format!(
            "its input has the shape {:?}, not a batch of 1 and channels",
            input.shape
        ));
    };
    match &*node.operator {
        "GlobalAveragePool" => {
            let length = count(plane)?.max(1);
            let means = input
                .values
                .chunks(length)
                .map(|plane| plane.iter().sum::<f64>() / length as f64);
            let shape = [&[1, *channels][..], &vec![1; plane.len()]].concat();
            Tensor::new(shape, means.collect())
        }
        "Conv" => convolve(node, inputs, *channels, plane),
        operator => pool(node, input, *channels, plane, operator == "MaxPool"),
    }
}

fn convolve(
    node: &Node,
    inputs: Inputs<'_>,
    channels: usize,
    plane: &[usize],
) -> Result<Tensor, String> {
    let (input, weight) = (inputs.at(0)?, inputs.at(1)?);
    let [filters, each, kernel @ ..] = &weight.shape[..] else {
        return Err(format!("its weights have the shape {:?}", weight.shape));
    };
    let groups = usize::try_from(node.int("group").unwrap_or(1)).unwrap_or_default();
    if kernel.len() != plane.len()
        || groups == 0
        || each * groups != channels
        || filters % groups != 0
    {
        return Err(format!(
            "weights of {:?} in {groups} groups do not fit an input of {:?}",
            weight.shape, input.shape
        ));
    }
    let windows = Windows::of(node, plane, Some(kernel))?.counted(plane)?;
    let shape = [&[1, *filters][..], &windows.output].concat();
    let mut values = Vec::with_capacity(count(&shape)?);
    // all places of all windows are in memory
    count(&[&windows.output, kernel].concat())?;
    let places = places(&windows, plane);
    let (size, length) = (count(plane)? * each, count(kernel)? * each);
    for filter in 0..*filters {
        let bias = inputs.get(2).and_then(|bias| bias.values.get(filter));
        let group = filter / (filters / groups);
        let images = &input.values[group * size..][..size];
        let weights = &weight.values[filter * length..][..length];
        let sums = places.iter().map(|places| {
            bias.copied().unwrap_or_default() + products(images, weights, places, *each)
        });
        values.extend(sums);
    }
    Tensor::new(shape, values)
}

/// The places of all windows in an image, `None` outside of it.
fn places(windows: &Windows, plane: &[usize]) -> Vec<Vec<Option<usize>>> {
    let of_window = |window: Vec<usize>| {
        let places = windows.places(&window, plane);
        places.map(|(place, _)| place).collect()
    };
    positions(&windows.output).map(of_window).collect()
}

/// The sum of the products of a window of several images and their weights.
fn products(images: &[f64], weights: &[f64], places: &[Option<usize>], count: usize) -> f64 {
    let (size, length) = (images.len() / count.max(1), places.len());
    let images = images.chunks(size.max(1));
    let pairs = images.zip(weights.chunks(length.max(1)));
    let of_image = |(image, weights): (&[f64], &[f64])| -> f64 {
        let products = places.iter().zip(weights);
        let product = |(place, weight): (&Option<usize>, &f64)| {
            place.map_or(0.0, |place| image[place] * weight)
        };
        products.map(product).sum()
    };
    pairs.map(of_image).sum()
}

fn pool(
    node: &Node,
    input: &Tensor,
    channels: usize,
    plane: &[usize],
    is_max: bool,
) -> Result<Tensor, String> {
    let windows = Windows::of(node, plane, None)?.counted(plane)?;
    let counts_padding = node
        .int("count_include_pad")
        .is_some_and(|counts| counts != 0);
    // all places of all windows are computed
    count(&[&windows.output[..], &windows.kernel].concat())?;
    let size = count(plane)?;
    let shape = [&[1, channels][..], &windows.output].concat();
    let mut values = Vec::with_capacity(count(&shape)?);
    for image in input.values.chunks(size.max(1)) {
        for window in positions(&windows.output) {
            let places: Vec<_> = windows.places(&window, plane).collect();
            let inside = places
                .iter()
                .filter_map(|(place, _)| place.map(|place| image[place]));
            values.push(if is_max {
                inside.fold(f64::NEG_INFINITY, f64::max)
            } else {
                let is_counted = |(place, is_padding): &&(Option<usize>, bool)| {
                    place.is_some() || counts_padding && *is_padding
                };
                inside.sum::<f64>() / places.iter().filter(is_counted).count() as f64
            });
        }
    }
    Tensor::new(shape, values)
}
