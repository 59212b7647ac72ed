//! Reads tokens into the syntax tree. Continues after a mistake to find the next one.
//!
#![doc = include_str!("grammar.md")]

mod body;
mod budget;
mod calculation;
pub(crate) mod fraction;
mod item;
mod layer;
pub(crate) mod size;
mod split;
mod stage;
mod word;

pub(crate) use self::body::{body, branch};
pub(crate) use self::calculation::Calculation;
pub(crate) use self::item::{is_item_form, items};
pub(crate) use self::layer::own_type;
use self::split::is_arrow;
pub(crate) use self::split::{arguments, closing, top_level};
pub(crate) use self::word::{flag, is_path};
