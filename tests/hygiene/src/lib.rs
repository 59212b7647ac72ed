//! Nothing: the proof is in `tests/hygiene.rs`.
