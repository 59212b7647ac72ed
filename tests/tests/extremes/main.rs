//! Bad inputs, lengths and labels, as tables of cases: a row for each public function that takes data.

mod answers;
mod metrics;
mod networks;
mod targets;
