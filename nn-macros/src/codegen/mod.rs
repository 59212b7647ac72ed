//! Writes the checked network as Rust code. One file per generated thing.

pub(crate) mod accessors;
pub(crate) mod budget;
pub(crate) mod checks;
mod constant_output;
pub(crate) mod derives;
mod docs;
pub(crate) mod item_form;
pub(crate) mod path;
pub(crate) mod place;
pub(crate) mod questions;
mod shapes;
mod sizes;
pub(crate) mod stub;
pub(crate) mod type_form;
pub(crate) mod types;

pub(crate) use self::path::CorePath;
