//! Networks of `i8`: their types, their layers against plain loops, their memory, their images, and trained layers after them.

mod forms;
mod frozen;
mod layers;
mod lstm_layers;
mod memory;
mod networks;
mod oracle;
mod predictions;
mod recurrent;
mod recurrent_layers;
mod storage;
