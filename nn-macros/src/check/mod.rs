//! Infers the shape after each layer, checks every rule that the macro can check, and notes the rules for the compiler.

mod flow;
mod network;
mod softmax;

pub(crate) use self::network::check;
