//! Convolutions and pools.

use super::arithmetic::most;
use super::{Inputs, Windows};
use crate::graph::Node;
use crate::tensor::{Tensor, count, positions};

pub(super) const OPERATORS: [&str; 5] = [
    "Conv",
    "MaxPool",
    "AveragePool",
    "GlobalAveragePool",
    "GlobalMaxPool",
];

/// What an element of a window costs, compared with a product: the search for its place.
const OF_A_PLACE: usize = 64;

pub(super) fn compute(node: &Node, inputs: Inputs<'_>) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let [batch, channels, plane @ ..] = &input.shape[..] else {
        return Err(format!(
            "its input has the shape {:?}, not a batch and channels",
            input.shape
        ));
    };
    match &*node.operator {
        "GlobalAveragePool" | "GlobalMaxPool" => {
            let length = count(plane)?.max(1);
            let pooled = input
                .values
                .chunks(length)
                .map(|plane| match &*node.operator {
                    "GlobalMaxPool" => plane.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                    _ => plane.iter().sum::<f64>() / length as f64,
                });
            let shape = [&[*batch, *channels][..], &vec![1; plane.len()]].concat();
            Tensor::new(shape, pooled.collect())
        }
        "Conv" => convolve(node, inputs, [*batch, *channels], plane),
        _ => pool(node, inputs, [*batch, *channels], plane),
    }
}

fn convolve(
    node: &Node,
    inputs: Inputs<'_>,
    [batch, channels]: [usize; 2],
    plane: &[usize],
) -> Result<Tensor, String> {
    let (input, weight) = (inputs.at(0)?, inputs.at(1)?);
    let [filters, each, kernel @ ..] = &weight.shape[..] else {
        return Err(format!("its weights have the shape {:?}", weight.shape));
    };
    let groups = usize::try_from(node.int("group").unwrap_or(1)).unwrap_or_default();
    let is_divided = groups != 0 && filters % groups == 0;
    if !is_divided || kernel.len() != plane.len() || each.checked_mul(groups) != Some(channels) {
        return Err(format!(
            "weights of {:?} in {groups} groups do not fit an input of {:?}",
            weight.shape, input.shape
        ));
    }
    let bias = bias(inputs, *filters)?;
    let windows = Windows::of(node, plane, Some(kernel))?.counted(plane)?;
    let number = count(&windows.output)?;
    let shape = [&[batch, *filters][..], &windows.output].concat();
    let taps = count(kernel)?;
    let mut values = zeros(inputs, &shape, [number, taps], *each)?;
    let (size, length) = (count(plane)? * each, taps * each);
    for (index, window) in positions(&windows.output).enumerate() {
        let places = windows.places(&window, plane).map(|(place, _)| place);
        let places: Vec<Option<usize>> = places.collect();
        for output in 0..batch * filters {
            let (sample, filter) = (output / filters, output % filters);
            let group = sample * groups + filter / (filters / groups);
            let images = &input.values[group * size..][..size];
            let weights = &weight.values[filter * length..][..length];
            let sum = products(images, weights, &places, *each);
            values[output * number + index] = bias[filter] + sum;
        }
    }
    Tensor::new(shape, values)
}

/// An output of this shape, after the work is paid: the places of all windows, and `each` products for an element of a window.
fn zeros(
    inputs: Inputs<'_>,
    shape: &[usize],
    [windows, taps]: [usize; 2],
    each: usize,
) -> Result<Vec<f64>, String> {
    let length = count(shape)?;
    inputs.budget.write(length)?;
    inputs.budget.operations(&[windows, taps, OF_A_PLACE])?;
    inputs.budget.operations(&[length, taps, each])?;
    Ok(vec![0.0; length])
}

/// The bias of each filter.
fn bias(inputs: Inputs<'_>, filters: usize) -> Result<Vec<f64>, String> {
    match inputs.get(2) {
        None => Ok(vec![0.0; filters]),
        Some(bias) if bias.shape == [filters] => Ok(bias.values.clone()),
        Some(bias) => Err(format!(
            "a bias of {:?} does not fit {filters} filters",
            bias.shape
        )),
    }
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
    inputs: Inputs<'_>,
    [batch, channels]: [usize; 2],
    plane: &[usize],
) -> Result<Tensor, String> {
    let input = inputs.at(0)?;
    let is_max = node.operator == "MaxPool";
    let windows = Windows::of(node, plane, None)?.counted(plane)?;
    let counts_padding = node
        .int("count_include_pad")
        .is_some_and(|counts| counts != 0);
    let (size, number) = (count(plane)?, count(&windows.output)?);
    let shape = [&[batch, channels][..], &windows.output].concat();
    let taps = count(&windows.kernel)?;
    let mut values = zeros(inputs, &shape, [number, taps], 1)?;
    for (index, window) in positions(&windows.output).enumerate() {
        let places: Vec<_> = windows.places(&window, plane).collect();
        let is_counted = |(place, is_padding): &&(Option<usize>, bool)| {
            place.is_some() || counts_padding && *is_padding
        };
        let divisor = places.iter().filter(is_counted).count() as f64;
        for (plane, image) in input.values.chunks(size.max(1)).enumerate() {
            let inside = places
                .iter()
                .filter_map(|(place, _)| place.map(|place| image[place]));
            values[plane * number + index] = match is_max {
                true => inside.fold(f64::NEG_INFINITY, most),
                false => inside.sum::<f64>() / divisor,
            };
        }
    }
    Tensor::new(shape, values)
}
