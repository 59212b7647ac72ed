//! Every kernel under each instruction set: against its slow form, with inputs of 0, and with products that show how they are
//! rounded.

mod fused;
mod sizes;
mod slow_forms;
mod zeros;
