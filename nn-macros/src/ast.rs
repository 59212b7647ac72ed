//! What the user wrote, piece by piece, with the user's own tokens.

use proc_macro2::{Ident, Literal};
use syn::{Attribute, Visibility};

use crate::errors::Mistake;
use crate::text::text;
use crate::tokens::{Spot, Tokens};

/// Which of the two forms of `network!` is read.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// `network![784 => Dense<10>]` where a type may stand.
    Type,
    /// `network! { struct Tiny { 784 => Dense<10> } }` where an item may stand.
    Item,
    /// The layers inside another layer.
    Branch,
}

/// `#[attributes] pub struct Tiny`
pub(crate) struct Head {
    /// All but budgets.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) budget: Vec<Limit>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
}

/// `#[attributes] pub struct Tiny { 784 => Dense<10> }`
pub(crate) struct Item {
    pub(crate) head: Head,
    pub(crate) body: ItemBody,
}

/// `#[budget(flash = "64 KiB", train_ram(Adam, batch = 8) = "40 KiB")]`, an entry of it.
pub(crate) struct Limit {
    pub(crate) figure: Figure,
    /// Bytes, or multiply-accumulates.
    pub(crate) value: u64,
    /// `flash = "64 KiB"`
    pub(crate) spot: Spot,
}

/// What can have a limit.
pub(crate) enum Figure {
    Flash,
    InferRam,
    Macs,
    /// Online training.
    OnlineRam,
    /// Training in batches of this size with this optimizer.
    TrainRam {
        optimizer: Tokens,
        batch: Tokens,
    },
}

impl Figure {
    /// Its key, as the user would write it.
    pub(crate) fn text(&self) -> String {
        match self {
            Figure::Flash => "flash".to_owned(),
            Figure::InferRam => "infer_ram".to_owned(),
            Figure::Macs => "macs".to_owned(),
            Figure::OnlineRam => "train_ram".to_owned(),
            Figure::TrainRam { .. } => format!("train_ram({})", self.how()),
        }
    }

    /// How the network is trained, if it is.
    pub(crate) fn how(&self) -> String {
        match self {
            Figure::TrainRam { optimizer, batch } => {
                format!("{}, batch = {}", text(optimizer), text(batch))
            }
            _ => String::new(),
        }
    }
}

/// What follows the name of a named network.
pub(crate) enum ItemBody {
    /// `{ 784 => Dense<10> }`: what stands between the braces, and where they are.
    Braces(Tokens, Spot),
    /// Something else.
    Broken(Mistake),
}

/// `784 => Dense<128, Relu> => [128] => Dense<10>`
pub(crate) struct Body {
    /// `784` or `[1, 28, 28]`; nothing if it is missing or wrong, which has been reported.
    pub(crate) input: Option<Shape>,
    pub(crate) stages: Vec<Stage>,
}

/// What stands behind an arrow.
pub(crate) enum Stage {
    /// `hidden: Dense<128, Relu>` or `3 x Dense<64>`
    Layer(Layer),
    /// `[128]`: the shape at this point, asserted.
    Shape(Shape),
    /// Something wrong, which has been reported; perhaps with a name.
    Broken(Option<Ident>),
}

/// `hidden: Dense<128, Relu>` or `3 x Dense<64>`
pub(crate) struct Layer {
    /// `hidden`
    pub(crate) name: Option<Ident>,
    /// `3`; 1 if there is none.
    pub(crate) repeat: usize,
    /// In how many other layers it stands.
    pub(crate) depth: usize,
    /// `Dense`, if the layer's path is a single name.
    pub(crate) ident: Option<Ident>,
    /// `<128, Relu>`, if the layer's path is a single name.
    pub(crate) arguments: Arguments,
    /// `Dense<128, Relu>`
    pub(crate) tokens: Tokens,
}

/// `<128, Relu>`
#[derive(Default)]
pub(crate) struct Arguments {
    /// `128` and `Relu`
    pub(crate) list: Vec<Tokens>,
    /// `<128, Relu>`; empty if there are no angle brackets.
    pub(crate) tokens: Tokens,
}

/// `784` or `[1, 28, 28]`
#[derive(Clone)]
pub(crate) struct Shape {
    pub(crate) sizes: Vec<Size>,
    pub(crate) tokens: Tokens,
}

/// `784`, `HIDDEN`, `config::HIDDEN` or `{ 2 * HIDDEN }`
#[derive(Clone)]
pub(crate) enum Size {
    /// `784`
    Literal { value: u64, token: Literal },
    /// A constant's path, or a constant expression in braces.
    Constant(Tokens),
}
