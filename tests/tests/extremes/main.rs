//! Bad inputs, lengths, labels, settings, cuts and bit flips as tables of cases: a row for each public function that takes data.

mod answers;
mod files;
mod files_table;
mod long_sums;
mod metrics;
mod networks;
mod optimizers;
mod outcome;
mod targets;
mod training;
mod uninitialized;
