//! Resolves each name: a layer of nn-core, a user's type, or a mistake.

use proc_macro2::Ident;

use crate::absent;
use crate::activation;
use crate::ast::{self, Body, Form};
use crate::errors::Errors;
use crate::layer::{self, Builtin, Composite, Part};
use crate::messages;
use crate::names::Names;
use crate::parse::{self, own_type};
use crate::suggest::{Known, is_alias, suggest};
use crate::tokens::Tokens;

/// A network with resolved names.
pub(crate) struct Network {
    pub(crate) input: Option<ast::Shape>,
    pub(crate) stages: Vec<Stage>,
    /// The names of layers, with or without mistakes.
    pub(crate) names: Vec<Ident>,
}

/// The part after an arrow.
pub(crate) enum Stage {
    Layer(Layer),
    Shape(ast::Shape),
    /// A mistake that has been reported.
    Broken,
}

/// A layer, which can be repeated.
pub(crate) struct Layer {
    pub(crate) name: Option<Ident>,
    pub(crate) repeat: usize,
    pub(crate) kind: Kind,
    /// `Dense<128, Relu>`
    pub(crate) tokens: Tokens,
}

/// The kind of a layer.
pub(crate) enum Kind {
    Builtin(Box<dyn Builtin>),
    /// A layer of nn-core that holds other layers.
    Composite(Box<Composite<Vec<Stage>>>),
    /// A user's type or another network.
    Own,
}

/// Resolves a network.
pub(crate) fn resolve(body: Body, form: Form, errors: &mut Errors) -> Network {
    let mut names = Names::default();
    Network {
        stages: stages(body.stages, form, &mut names, errors),
        input: body.input,
        names: names.into_list(),
    }
}

/// Reads and resolves the branch of a layer that is in `depth` others.
fn branch(part: &Part<Tokens>, depth: usize, errors: &mut Errors) -> Vec<Stage> {
    let before = errors.count();
    let list = parse::branch(&part.branch, depth, errors);
    let stages = stages(list, Form::Branch, &mut Names::default(), errors);
    let is_layer = |stage: &Stage| matches!(stage, Stage::Layer(_));
    if let Some(empty) = part.empty
        && !stages.iter().any(is_layer)
        && errors.count() == before
    {
        errors.at(&part.branch, empty);
    }
    stages
}

/// Resolves a layer that holds other layers. Returns nothing after an error.
fn composite(layer: &ast::Layer, errors: &mut Errors) -> Option<Kind> {
    let before = errors.count();
    let read = Composite::read(layer, errors)?;
    let resolved = read.map(|part| branch(part, layer.depth, errors));
    (errors.count() == before).then(|| Kind::Composite(Box::new(resolved)))
}

fn stages(list: Vec<ast::Stage>, form: Form, names: &mut Names, errors: &mut Errors) -> Vec<Stage> {
    let stages = list.into_iter().filter_map(|stage| match stage {
        ast::Stage::Layer(layer) => layer_stage(layer, form, names, errors),
        ast::Stage::Shape(shape) => Some(Stage::Shape(shape)),
        ast::Stage::Broken(name) => {
            name.and_then(|name| names.check(name, 1, form, errors));
            Some(Stage::Broken)
        }
    });
    stages.collect()
}

/// Resolves a layer. Returns nothing for an activation: the shape does not change.
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
        Some(word) if Composite::is(word) => composite(&layer, errors),
        Some(word) => match layer::find(word) {
            Some(row) => (row.read)(&layer, errors).map(Kind::Builtin),
            None => {
                if let Some(activation) = activation(word) {
                    let message = messages::activation_as_layer(word, activation);
                    errors.at(&layer.tokens, message);
                    return None;
                }
                own(word, &layer, errors)
            }
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

/// The activation with this name, if it cannot be a layer.
fn activation(word: &str) -> Option<&'static str> {
    let alias = |known: &&Known| is_alias(word, known);
    let activation = activation::KNOWN.iter().find(alias)?;
    let is_layer = layer::known().any(|known| is_alias(word, known));
    (!is_layer).then_some(activation.name)
}

/// Resolves an unknown name: a mistake or a user's type.
fn own(word: &str, layer: &ast::Layer, errors: &mut Errors) -> Option<Kind> {
    if let Some(instead) = absent::instead(word) {
        errors.at(&layer.tokens[..1], messages::absent(word, instead));
        return None;
    }
    if let Some(meant) = suggest(word, layer::known()) {
        errors.at(&layer.tokens[..1], messages::unknown_layer(word, meant));
        return None;
    }
    match own_type(&layer.tokens) {
        Ok(_) => Some(Kind::Own),
        Err(message) => {
            errors.at(&layer.tokens, message);
            None
        }
    }
}
