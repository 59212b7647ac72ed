//! A memory with fewer places than classes.

use nn_core::prelude::*;
use nn_core::train::Replay;

static MEMORY: Replay<[f32; 4], 5, 7> = Replay::ZERO;

fn main() {
    assert!(MEMORY.is_empty());
}
