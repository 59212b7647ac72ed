//! An inspection as JSON.

use serde_json::{Value, json};

use super::{Inspection, Statistics, StoredTensor};
use crate::sorted::sorted;

/// The version of the schema. It rises when a field is removed or changes its meaning.
const SCHEMA: u32 = 1;

impl Inspection {
    /// The inspection as JSON, which the book describes.
    pub fn to_json(&self) -> String {
        let named = |pairs: &[(String, String)]| -> Vec<Value> {
            let pairs = pairs.iter();
            pairs
                .map(|(name, value)| json!({ "name": name, "value": value }))
                .collect()
        };
        let operators = self.operators.iter();
        let operators: Vec<Value> = operators
            .map(|(name, count)| json!({ "name": name, "count": count }))
            .collect();
        let value = json!({
            "schema": SCHEMA,
            "format": self.format.name(),
            "bytes": self.bytes,
            "metadata": named(&self.metadata),
            "inputs": self.inputs,
            "outputs": self.outputs,
            "operators": operators,
            "tensors": self.tensors.iter().map(tensor).collect::<Vec<_>>(),
            "line": self.line,
            "notes": self.notes,
            "refusals": self.refusals,
        });
        format!("{:#}", sorted(value))
    }
}

fn tensor(tensor: &StoredTensor) -> Value {
    let StoredTensor {
        name,
        numbers,
        shape,
        bytes,
        statistics,
    } = tensor;
    json!({
        "name": name,
        "type": numbers,
        "shape": shape,
        "bytes": bytes,
        "statistics": statistics.as_ref().map(self::statistics),
    })
}

fn statistics(statistics: &Statistics) -> Value {
    let range = statistics.range;
    json!({
        "min": range.map(|range| range.min),
        "max": range.map(|range| range.max),
        "mean": range.map(|range| range.mean),
        "nan": statistics.nan,
        "infinite": statistics.infinite,
    })
}
