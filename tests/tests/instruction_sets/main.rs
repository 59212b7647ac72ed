//! Instruction sets: the choice, results that are equal with all of them, and whole networks with each.

mod choice;
mod networks;
mod same_bits;
