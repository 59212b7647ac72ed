//! Every kernel with each instruction set: compared with its simple form, with inputs of 0, and with products that show how they are
//! rounded.

mod fused;
mod sizes;
mod slow_forms;
mod zeros;
