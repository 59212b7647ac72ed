//! JSON whose text does not depend on the features of its library.

use std::collections::BTreeMap;

use serde_json::Value;

/// The same value with the names of each object in the order of the alphabet.
pub(crate) fn sorted(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries: BTreeMap<String, Value> = entries.into_iter().collect();
            let entries = entries.into_iter();
            Value::Object(entries.map(|(name, value)| (name, sorted(value))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(sorted).collect()),
        other => other,
    }
}
