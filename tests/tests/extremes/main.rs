//! Bad inputs, lengths, labels, cuts and bit flips as tables of cases: a row for each public function that takes data.

mod answers;
mod files;
mod files_table;
mod metrics;
mod networks;
mod targets;
