//! Runs the node tests of ONNX: a model with its inputs and outputs in a folder each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use nn_import::{Kind, Model, Typed};

/// The tolerances of ONNX's own runner. Two units in the last place of `float16` are more: a chain of operators rounds differently.
const RELATIVE: f64 = 1e-3;
const RELATIVE_OF_FLOAT16: f64 = 1.0 / 512.0;
const RELATIVE_OF_BFLOAT16: f64 = 1.0 / 64.0;
const ABSOLUTE: f64 = 1e-7;

/// The row of graphs with several operators: those that define an operator by others.
pub(crate) const SEVERAL: &str = "several operators";

/// What became of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The outputs are the expected ones.
    Passed,
    /// It was not computed, for this reason.
    Refused(String),
    /// An output is another one.
    Wrong(String),
}

/// A test that ran.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    /// Its name.
    pub(crate) name: String,
    /// Its operator, or [`SEVERAL`].
    pub(crate) operator: String,
    /// Whether all of its operators are known.
    pub(crate) is_known: bool,
    /// What became of it.
    pub(crate) outcome: Outcome,
}

/// Runs all tests of a folder, in the order of their names.
///
/// # Errors
/// A file cannot be read.
pub(crate) fn run(folder: &Path) -> io::Result<Vec<Test>> {
    let mut tests: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.join("model.onnx").exists() {
            tests.push(path);
        }
    }
    tests.sort();
    tests.iter().map(|path| test(path)).collect()
}

fn test(path: &Path) -> io::Result<Test> {
    let bytes = std::fs::read(path.join("model.onnx"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut test = Test {
        name: name.into_owned(),
        operator: SEVERAL.to_owned(),
        is_known: true,
        outcome: Outcome::Passed,
    };
    let model = match Model::onnx_bytes(&bytes, path) {
        Ok(model) => model,
        Err(reason) => {
            test.is_known = false;
            test.outcome = Outcome::Refused(reason);
            return Ok(test);
        }
    };
    let operators: Vec<_> = model.operators().collect();
    if let [(operator, _)] = operators[..] {
        test.operator = operator.to_owned();
    }
    if let Some((operator, _)) = operators.iter().find(|(_, is_known)| !is_known) {
        test.is_known = false;
        test.outcome = Outcome::Refused(format!("the operator `{operator}` is not known"));
        return Ok(test);
    }
    let data = path.join("test_data_set_0");
    test.outcome = match (tensors(&data, "input")?, tensors(&data, "output")?) {
        (Ok(inputs), Ok(expected)) => outcome(&model, inputs, &expected),
        (Err(reason), _) | (_, Err(reason)) => Outcome::Refused(reason),
    };
    Ok(test)
}

/// The tensors of a test, in their order.
pub(crate) fn tensors(data: &Path, what: &str) -> io::Result<Result<Vec<Typed>, String>> {
    let mut tensors = Vec::new();
    loop {
        let path = data.join(format!("{what}_{}.pb", tensors.len()));
        if !path.exists() {
            return Ok(Ok(tensors));
        }
        match Typed::onnx_bytes(&std::fs::read(path)?) {
            Ok(tensor) => tensors.push(tensor),
            Err(reason) => return Ok(Err(reason)),
        }
    }
}

fn outcome(model: &Model, inputs: Vec<Typed>, expected: &[Typed]) -> Outcome {
    if expected.is_empty() || inputs.len() != model.inputs().count() {
        return Outcome::Refused("its values are no tensors".to_owned());
    }
    let found = match model.compute(inputs.into_iter().map(Some).collect()) {
        Ok(found) => found,
        Err(reason) => return Outcome::Refused(reason),
    };
    let pairs = found.iter().zip(expected);
    let wrong = pairs.map(|(found, expected)| difference(found, expected));
    match wrong.flatten().next() {
        _ if found.len() != expected.len() => Outcome::Wrong(format!("{} outputs", found.len())),
        Some(wrong) => Outcome::Wrong(wrong),
        None => Outcome::Passed,
    }
}

/// How a tensor differs from the expected one.
fn difference(found: &Typed, expected: &Typed) -> Option<String> {
    if found.kind != expected.kind {
        return Some(format!("{} instead of {}", found.kind, expected.kind));
    }
    let relative = match expected.kind {
        Kind::Float16 => RELATIVE_OF_FLOAT16,
        Kind::Bfloat16 => RELATIVE_OF_BFLOAT16,
        _ => RELATIVE,
    };
    let (found, expected) = (&found.tensor, &expected.tensor);
    if found.shape != expected.shape {
        return Some(format!("{:?} instead of {:?}", found.shape, expected.shape));
    }
    let mut pairs = found.values.iter().zip(&expected.values);
    let is_wrong = |(found, expected): &(&f64, &f64)| {
        let is_near = (*found - *expected).abs() <= ABSOLUTE + relative * expected.abs();
        let is_same = found == expected || found.is_nan() && expected.is_nan();
        !is_same && (!is_near || expected.is_infinite())
    };
    let (found, expected) = pairs.find(is_wrong)?;
    Some(format!("{found} instead of {expected}"))
}

/// The tests of each operator that is known, as a table of Markdown, with the totals.
pub(crate) fn table(tests: &[Test]) -> String {
    let mut rows: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut unknown = 0;
    let mut total = [0; 3];
    for test in tests {
        if !test.is_known {
            unknown += 1;
            continue;
        }
        let column = match test.outcome {
            Outcome::Passed => 0,
            Outcome::Refused(_) => 1,
            Outcome::Wrong(_) => 2,
        };
        rows.entry(&test.operator).or_default()[column] += 1;
        total[column] += 1;
    }
    let mut text =
        "| operator | passed | refused | wrong |\n| --- | ---: | ---: | ---: |\n".to_owned();
    for (name, [passed, refused, wrong]) in rows.into_iter().chain([("all", total)]) {
        let is_word = name == SEVERAL || name == "all";
        let name = if is_word {
            name.to_owned()
        } else {
            format!("`{name}`")
        };
        let _ = writeln!(text, "| {name} | {passed} | {refused} | {wrong} |");
    }
    let _ = writeln!(text, "\n{unknown} tests have operators that are not known.");
    text
}

/// The reasons of refusals of operators that are known, a line each, with the number of tests.
pub(crate) fn reasons(tests: &[Test]) -> String {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for test in tests.iter().filter(|test| test.is_known) {
        if let Outcome::Refused(reason) = &test.outcome {
            // without the name of the node, which is the only one
            let named = reason
                .strip_prefix("the ")
                .and_then(|rest| rest.split_once("`: "));
            let reason = named.map_or(&**reason, |(_, reason)| reason);
            *reasons
                .entry(format!("`{}`: {reason}", test.operator))
                .or_default() += 1;
        }
    }
    let lines = reasons
        .into_iter()
        .map(|(reason, count)| format!("- {reason} ({count})\n"));
    lines.collect()
}
