//! Instruction sets: the choice among them, what is the same under all of them, and what holds under each.

mod choice;
mod fused;
mod networks;
mod same_bits;
mod zeros;
