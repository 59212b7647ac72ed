//! Instruction sets: the choice among them, what is the same under all of them, and whole networks under each.

mod choice;
mod networks;
mod same_bits;
