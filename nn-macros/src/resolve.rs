//! Finds out what each name means: a layer of nn-core, a type of the user, or a slip.

use proc_macro2::Ident;

use crate::activation;
use crate::ast::{self, Body, Form};
use crate::layer::{self, Builtin};
use crate::messages::{self, Errors};
use crate::names::Names;
use crate::parse::own_type;
use crate::suggest::{is_alias, suggest};
use crate::tokens::Tokens;

/// A network whose names are understood.
pub(crate) struct Network {
    pub(crate) input: Option<ast::Shape>,
    pub(crate) stages: Vec<Stage>,
}

/// What stands behind an arrow.
pub(crate) enum Stage {
    Layer(Layer),
    Shape(ast::Shape),
    /// Something wrong, which has been reported.
    Broken,
}

/// A layer, perhaps repeated.
pub(crate) struct Layer {
    pub(crate) name: Option<Ident>,
    pub(crate) repeat: usize,
    pub(crate) kind: Kind,
    /// `Dense<128, Relu>`
    pub(crate) tokens: Tokens,
}

/// Whose layer it is.
pub(crate) enum Kind {
    Builtin(Box<dyn Builtin>),
    /// The user's, or another network.
    Own,
}

/// Resolves a network.
pub(crate) fn resolve(body: Body, form: Form, errors: &mut Errors) -> Network {
    let mut names = Names::default();
    let stages = body.stages.into_iter().filter_map(|stage| match stage {
        ast::Stage::Layer(layer) => layer_stage(layer, form, &mut names, errors),
        ast::Stage::Shape(shape) => Some(Stage::Shape(shape)),
        ast::Stage::Broken => Some(Stage::Broken),
    });
    Network {
        stages: stages.collect(),
        input: body.input,
    }
}

/// Resolves a layer. Nothing if it is none, and the shape passes on unchanged.
fn layer_stage(
    mut layer: ast::Layer,
    form: Form,
    names: &mut Names,
    errors: &mut Errors,
) -> Option<Stage> {
    let name = layer.name.take();
    let name = name.and_then(|name| names.check(name, layer.repeat, form, errors));
    let word = layer.ident.as_ref().map(Ident::to_string);
    let kind = match &word {
        Some(word) => match layer::find(word) {
            Some(row) => (row.read)(&layer, errors).map(Kind::Builtin),
            None if is_activation(word) => {
                errors.at(&layer.tokens, messages::activation_as_layer(word));
                return None;
            }
            None => own(word, &layer, errors),
        },
        None => Some(Kind::Own),
    };
    Some(kind.map_or(Stage::Broken, |kind| {
        Stage::Layer(Layer {
            name,
            repeat: layer.repeat,
            kind,
            tokens: layer.tokens,
        })
    }))
}

/// Whether this names an activation and could not be meant as a layer.
fn is_activation(word: &str) -> bool {
    let alias = |known| is_alias(word, known);
    activation::KNOWN.iter().any(alias) && !layer::known().any(alias)
}

/// Resolves a name that is not known: a slip, or the user's type.
fn own(word: &str, layer: &ast::Layer, errors: &mut Errors) -> Option<Kind> {
    match suggest(word, layer::known()) {
        Some(meant) => {
            let ident = &layer.tokens[..1];
            errors.at(ident, messages::unknown_layer(word, meant));
            None
        }
        None => own_type(&layer.tokens, errors).map(|_| Kind::Own),
    }
}
