//! Reads a model, runs it, and compares its outputs.

use std::path::Path;

use nn_core::prelude::*;
use nn_core::tensor::Tensor;
use nn_core::weights::tflite::ModelOptions;
use serde_json::Value;

use super::inputs;
use super::models::Model;

/// What is printed about a model.
pub(crate) struct Row {
    params: usize,
    macs: usize,
    flash: usize,
    ram: usize,
    cases: usize,
    /// Whether all outputs have the expected bytes.
    pub(crate) is_same: bool,
}

impl Row {
    /// The row of the table.
    pub(crate) fn text(&self, model: &Model) -> String {
        let said = match (self.is_same, model.until) {
            (true, None) => "the same bytes".to_owned(),
            (true, Some(until)) => format!("the same bytes before operator {until}"),
            (false, _) => "OTHER BYTES".to_owned(),
        };
        let Row {
            params,
            macs,
            flash,
            ram,
            cases,
            ..
        } = self;
        let (name, published) = (model.name, model.published);
        format!("| {name} | {params} | {published} | {macs} | {flash} | {ram} | {cases} | {said} |")
    }
}

/// Runs a model whose input is of `i8`.
pub(crate) fn integers<N: Network<Element = i8> + Boxed>(
    model: &Model,
    path: &Path,
    expected: &Value,
) -> Result<Row, String> {
    run::<N>(model, path, expected, |_, case, input| {
        inputs::integers(case, input);
    })
}

/// Runs a model whose input is of `f32`.
pub(crate) fn reals<N: Network<Element = i8> + Boxed>(
    model: &Model,
    path: &Path,
    expected: &Value,
) -> Result<Row, String> {
    run::<N>(model, path, expected, |net, case, input| {
        let mut numbers = vec![0.0; input.len()];
        inputs::reals(case, &mut numbers);
        let [scale, _] = net.scales();
        let scale = scale.unwrap_or_default();
        for (place, number) in input.iter_mut().zip(numbers) {
            *place = scale.to_i8(number);
        }
    })
}

fn run<N: Network<Element = i8> + Boxed>(
    model: &Model,
    path: &Path,
    expected: &Value,
    fill: impl Fn(&N, u64, &mut [i8]),
) -> Result<Row, String> {
    let mut net = N::boxed();
    let options = model.until.map_or(ModelOptions::new(), |until| {
        ModelOptions::new().until(until)
    });
    options
        .load(&mut *net, path)
        .map_err(|error| error.to_string())?;
    let (mut input, mut workspace) = (N::Input::boxed(), Workspace::<N>::boxed());
    let cases = expected["cases"]
        .as_array()
        .ok_or("no cases are expected")?;
    let mut is_same = !cases.is_empty();
    for case in cases {
        let number = case["case"]
            .as_u64()
            .ok_or("the number of a case is missing")?;
        fill(&net, number, Tensor::as_mut_slice(&mut *input));
        let output = net.predict_in(&input, &mut workspace);
        is_same &= bytes(model, case)? == hexadecimal(output.as_slice());
    }
    Ok(Row {
        params: N::FACTS.fixed,
        macs: N::MACS,
        flash: N::FLASH_BYTES,
        ram: N::INFER_RAM_BYTES,
        cases: cases.len(),
        is_same,
    })
}

/// The expected output of a case, or of the last operator that the network has.
fn bytes<'a>(model: &Model, case: &'a Value) -> Result<&'a str, String> {
    let output = match model.until {
        Some(until) => &case["op_outputs"][until - 1]["first16_hex"],
        None => &case["output_hex"],
    };
    output
        .as_str()
        .ok_or_else(|| "a case has no output".to_owned())
}

/// Bytes as digits.
fn hexadecimal(bytes: &[i8]) -> String {
    bytes
        .iter()
        .map(|byte| format!("{:02x}", byte.cast_unsigned()))
        .collect()
}
