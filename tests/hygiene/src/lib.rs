//! Empty. The test is `tests/hygiene.rs`.
