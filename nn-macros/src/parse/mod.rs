//! Reads tokens into the syntax tree, and goes on after a mistake to find the next one.
//!
//! The language, in which `name`, `path`, `number`, `decimal`, `text`, `attribute`, `visibility` and `expression` are Rust's:
//!
//! ```text
//! network    = body | "<" body ">" | item { item } ;
//! item       = { attribute | budget } [ visibility ] "struct" name "{" body "}" ;
//! body       = ( size | shape ) "=>" stage { "=>" stage } ;
//! branch     = stage { "=>" stage } ;
//! stage      = [ name ":" ] layer | number "x" layer | shape ;
//! shape      = "[" size [ "," size [ "," size ] ] "]" ;
//! size       = number | path | "{" expression "}" ;
//! layer      = name [ "<" [ argument { "," argument } ] ">" ] | path ;
//! argument   = [ name "=" ] value ;
//! value      = size [ "->" size ] | "[" size "," size "]" | "Same" | decimal | activation | branch | "[" [ branch ] "]" ;
//! activation = name [ "<" ( decimal | number "," number ) ">" ] | path ;
//! budget     = "#[budget(" limit { "," limit } ")]" ;
//! limit      = ( "flash" | "infer_ram" | "train_ram" [ "(" path "," "batch" "=" size ")" ] ) "=" text | "macs" "=" number ;
//! ```
//!
//! A comma may stand behind the last argument and the last limit. Names stand only in items, and not in branches.

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
