//! The syntax tree, with the user's own tokens.

use proc_macro2::{Ident, Literal};
use syn::{Attribute, Visibility};

use crate::errors::Mistake;
use crate::text::text;
use crate::tokens::{Spot, Tokens};

/// The form of a call of `network!`.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// `network![784 => Dense<10>]` in the place of a type.
    Type,
    /// `network! { struct Tiny { 784 => Dense<10> } }` in the place of an item.
    Item,
    /// The layers of a branch.
    Branch,
}

/// `#[attributes] pub struct Tiny`
pub(crate) struct Head {
    /// All attributes without budgets.
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

/// An entry of `#[budget(flash = "64 KiB", train_ram(Adam, batch = 8) = "40 KiB")]`.
pub(crate) struct Limit {
    pub(crate) figure: Figure,
    /// Bytes or multiply-accumulates.
    pub(crate) value: u64,
    /// `flash = "64 KiB"`
    pub(crate) spot: Spot,
}

/// The quantities that can have a limit.
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
    /// The key as the user writes it.
    pub(crate) fn text(&self) -> String {
        match self {
            Figure::Flash => "flash".to_owned(),
            Figure::InferRam => "infer_ram".to_owned(),
            Figure::Macs => "macs".to_owned(),
            Figure::OnlineRam => "train_ram".to_owned(),
            Figure::TrainRam { .. } => format!("train_ram({})", self.how()),
        }
    }

    /// How the network is trained. Empty if it is not.
    pub(crate) fn how(&self) -> String {
        match self {
            Figure::TrainRam { optimizer, batch } => {
                format!("{}, batch = {}", text(optimizer), text(batch))
            }
            _ => String::new(),
        }
    }
}

/// The part after the name of a named network.
pub(crate) enum ItemBody {
    /// `{ 784 => Dense<10> }`: the tokens between the braces and the place of the braces.
    Braces(Tokens, Spot),
    /// Anything else.
    Broken(Mistake),
}

/// `784 => Dense<128, Relu> => [128] => Dense<10>`
pub(crate) struct Body {
    /// `784` or `[1, 28, 28]`. Nothing if it is missing or wrong. That has been reported.
    pub(crate) input: Option<Shape>,
    pub(crate) stages: Vec<Stage>,
}

/// The part after an arrow.
pub(crate) enum Stage {
    /// `hidden: Dense<128, Relu>` or `3 x Dense<64>`
    Layer(Layer),
    /// `[128]`: an asserted shape.
    Shape(Shape),
    /// A mistake that has been reported, with a name if there is one.
    Broken(Option<Ident>),
}

/// `hidden: Dense<128, Relu>` or `3 x Dense<64>`
pub(crate) struct Layer {
    /// `hidden`
    pub(crate) name: Option<Ident>,
    /// `3`, or 1 without a number.
    pub(crate) repeat: usize,
    /// The number of layers that hold this one.
    pub(crate) depth: usize,
    /// `Dense`, if the path is a single name.
    pub(crate) ident: Option<Ident>,
    /// `<128, Relu>`, if the path is a single name.
    pub(crate) arguments: Arguments,
    /// `Dense<128, Relu>`
    pub(crate) tokens: Tokens,
}

/// `<128, Relu>`
#[derive(Default)]
pub(crate) struct Arguments {
    /// `128` and `Relu`
    pub(crate) list: Vec<Tokens>,
    /// `<128, Relu>`. Empty without angle brackets.
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
    /// The path of a constant, or a constant expression in braces.
    Constant(Tokens),
}
