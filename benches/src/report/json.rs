//! One line of JSON for each workload.

use serde_json::json;

use super::Outcome;

/// `ns` is the median time of a unit, `gflops` its useful operations per nanosecond, and `of_limit` the least possible time as a
/// fraction of the median time. `None` if the results of nn-core are wrong.
pub fn line(outcome: &Outcome) -> Option<String> {
    let ns = outcome.ours()?;
    let line = json!({
        "work": outcome.name,
        "ns": rounded(ns, 2),
        "gflops": rounded(outcome.flops / ns, 2),
        "of_limit": rounded(outcome.least.0 / ns, 3),
    });
    Some(line.to_string())
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}
