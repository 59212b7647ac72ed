//! Runs with schedules, clipping, validation, the best network and the history, and that a resumed run has the same bits.

mod observed;
mod refused;
mod resumed;
mod schedules;
mod validation;
