//! Invalid inputs, lengths, labels, settings, truncations and bit flips as tables of cases. Each public function that takes data has a row.

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
