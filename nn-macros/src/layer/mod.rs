//! The layers of nn-core. A new one is a row of `table.rs` and a file here.
//!
//! A file reads the layer's arguments, infers its output shape and its cost, and writes its type. `Residual` and `Concat`
//! hold other layers. They are generic over their branches (`composite.rs`), so that each pass can replace the branches by
//! its own result.

mod arguments;
mod bare;
mod batch_norm;
mod channels;
mod composite;
mod concat;
mod conv;
mod dense;
mod depthwise_conv;
mod dropout;
mod flag;
mod flatten;
mod global_pool;
mod kernel;
mod layer_norm;
mod parameter;
mod part;
mod pass;
mod placed;
mod pool;
mod prelu;
mod projection;
mod recurrent;
mod residual;
mod resized;
mod row;
mod standardize;
mod table;
mod upsample;
mod window;
mod zero_pad;

pub(crate) use self::composite::Composite;
pub(crate) use self::part::Part;
pub(crate) use self::placed::Placed;
use self::placed::{ask, builtin, ratio};
pub(crate) use self::row::{Builtin, Row};
pub(crate) use self::table::{find, known};
