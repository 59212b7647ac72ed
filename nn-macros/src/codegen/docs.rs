//! The table of layers in a named network's documentation.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Cost, Layer, Network, Shape, Size};

/// The doc comments.
pub(crate) fn generate(network: &Network) -> TokenStream {
    let lines = lines(network);
    let lines = lines.iter().map(|line| format!(" {line}"));
    quote!(#(#[doc = #lines])*)
}

/// The lines of the table.
fn lines(network: &Network) -> Vec<String> {
    let mut lines = vec![
        row([
            "layer",
            "input",
            "output",
            "parameters",
            "bytes",
            "multiply-accumulates",
        ]),
        "| --- | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    lines.extend(network.layers.iter().map(layer));
    let [parameters, bytes, macs] = cost(&network.cost);
    lines.push(row(["total", "", "", &parameters, &bytes, &macs]));
    lines.extend(lost(network));
    lines
}

/// The parts of their inputs that the layers do not use, in a paragraph.
fn lost(network: &Network) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for layer in &network.layers {
        let line = layer.lost.as_ref();
        let line = line.map(|lost| format!("`{}` {lost}.", layer.text));
        lines.extend(line.filter(|line| !lines.contains(line)));
    }
    if !lines.is_empty() {
        lines.insert(0, String::new());
    }
    lines
}

fn layer(layer: &Layer) -> String {
    let name = layer
        .name
        .as_ref()
        .map_or(String::new(), |name| format!("{name}: "));
    let text = format!("`{name}{}`", layer.text);
    let [parameters, bytes, macs] = cost(&layer.cost);
    let (input, output) = (shape(&layer.input), shape(&layer.output));
    row([&text, &input, &output, &parameters, &bytes, &macs])
}

fn row(cells: [&str; 6]) -> String {
    let cells = cells.map(|cell| cell.replace('|', "\\|"));
    format!("| {} |", cells.join(" | "))
}

fn cost(cost: &Cost) -> [String; 3] {
    [&cost.parameters, &cost.bytes(), &cost.macs].map(|amount| cell(&amount.to_string()))
}

/// A vector as its size, an image as `1 × 28 × 28`.
fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Sizes(sizes) => {
            let text = |size: &Size| match sizes.len() {
                1 => size.amount().to_string(),
                _ => size.amount().operand(),
            };
            let sizes: Vec<_> = sizes.iter().map(text).collect();
            cell(&sizes.join(" × "))
        }
        other => cell(&other.to_string()),
    }
}

/// Numbers as text, names as code.
fn cell(text: &str) -> String {
    if text.contains(|letter: char| letter.is_alphabetic() || letter == '_') {
        format!("`{text}`")
    } else {
        text.to_owned()
    }
}
