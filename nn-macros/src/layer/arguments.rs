//! Reads the arguments of a layer: named arguments, arguments that need no name, and the activation.

use proc_macro2::{Ident, TokenTree};

use super::parameter::{ACTIVATION, Rules};
use crate::errors::Errors;
use crate::model::Activation;
use crate::suggest::{is_alias, suggest};
use crate::tokens::{Spot, Tokens, is_punct};
use crate::{ast, messages};

/// The arguments of a layer.
pub(super) struct Arguments<'a> {
    pub(super) rules: &'static Rules,
    pub(super) given: Vec<Given<'a>>,
    pub(super) activation: Option<Activation>,
    pub(super) has_activation: bool,
    /// The arguments without a necessary name, with their names.
    pub(super) unnamed: Vec<(&'static str, &'a Tokens)>,
    /// A number after those. There is no name for it.
    pub(super) extra: Option<&'a Tokens>,
    /// Whether a name is given for a parameter that an unnamed argument took.
    pub(super) is_shifted: bool,
    /// Whether there is an argument without any known meaning.
    pub(super) is_broken: bool,
}

/// The value of a parameter, with or without a name.
pub(super) struct Given<'a> {
    pub(super) name: &'static str,
    pub(super) values: Vec<Tokens>,
    /// Nothing for an argument without a name.
    pub(super) ident: Option<&'a Ident>,
}

/// Reads the arguments. Returns nothing if a required argument is missing.
pub(super) fn read<'a>(
    rules: &'static Rules,
    layer: &'a ast::Layer,
    errors: &mut Errors,
) -> Option<Arguments<'a>> {
    let before = errors.count();
    let mut arguments = Arguments::new(rules);
    let list = &layer.arguments.list;
    if rules.parameters.is_empty() && !rules.activation && !list.is_empty() {
        errors.at(&layer.arguments.tokens, messages::no_arguments(rules.name));
        return Some(arguments);
    }
    for tokens in list {
        if tokens.is_empty() {
            errors.at(
                &layer.arguments.tokens,
                messages::expected_argument(rules.name),
            );
            return None;
        }
        match named(tokens) {
            Some((ident, value)) => arguments.named(ident, value, errors),
            None => arguments.bare(tokens, errors),
        }
    }
    arguments.report_unnamed(errors);
    let missing = arguments.missing();
    if missing.is_empty() {
        return (!arguments.is_broken).then_some(arguments);
    }
    if errors.count() == before {
        errors.at(
            &layer.tokens,
            messages::missing(rules.name, &missing, rules.example),
        );
    }
    None
}

/// The name and the value in `name = value`.
pub(super) fn named(tokens: &Tokens) -> Option<(&Ident, &[TokenTree])> {
    match &**tokens {
        [TokenTree::Ident(ident), equals, rest @ ..] if is_punct(Some(equals), '=') => {
            let is_other = is_punct(rest.first(), '>') || is_punct(rest.first(), '=');
            (!is_other).then_some((ident, rest))
        }
        _ => None,
    }
}

impl<'a> Arguments<'a> {
    fn new(rules: &'static Rules) -> Self {
        Arguments {
            rules,
            given: Vec::new(),
            activation: None,
            has_activation: false,
            unnamed: Vec::new(),
            extra: None,
            is_shifted: false,
            is_broken: false,
        }
    }

    /// The value of a parameter.
    pub(super) fn value(&self, name: &str) -> Option<&[Tokens]> {
        let given = self.given.iter().find(|given| given.name == name)?;
        Some(&given.values)
    }

    /// The activation. Without one it is the identity.
    pub(super) fn activation(&self, layer: &ast::Layer) -> Activation {
        let identity = || Activation::identity((&layer.tokens).into());
        self.activation.clone().unwrap_or_else(identity)
    }

    fn named(&mut self, ident: &'a Ident, value: &[TokenTree], errors: &mut Errors) {
        let (rules, word) = (self.rules, ident.to_string());
        let mut parameters = rules.parameters.iter();
        let name = match parameters.find(|parameter| parameter.known.name == word) {
            Some(parameter) => parameter.known.name,
            None => {
                let known = rules.parameters.iter().map(|parameter| &parameter.known);
                let meant = suggest(&word, known);
                errors.at(ident.span(), self.unknown(&word, value, meant));
                match meant {
                    Some(meant) => meant,
                    None => return,
                }
            }
        };
        if self.yields(name) {
            // The unnamed arguments are reported together.
            self.is_shifted = true;
            self.given.retain(|given| given.name != name);
        }
        if let Some(given) = self.given.iter().find(|given| given.name == name) {
            let is_twice = given.ident.is_some();
            errors.at(ident.span(), messages::twice(name, is_twice));
            return;
        }
        if value.is_empty() {
            errors.at(ident.span(), messages::no_value(name, self.example(name)));
            self.is_broken = true;
        }
        self.given.push(Given {
            name,
            values: vec![value.into()],
            ident: Some(ident),
        });
    }

    /// The message for an unknown name.
    fn unknown(&self, word: &str, value: &[TokenTree], meant: Option<&str>) -> String {
        let rules = self.rules;
        let value = crate::text::text(value);
        if rules.activation && meant.is_none() && is_alias(word, &ACTIVATION) {
            return messages::named_activation(&value);
        }
        let names: Vec<_> = rules
            .parameters
            .iter()
            .map(|parameter| parameter.known.name)
            .collect();
        messages::unknown_argument(rules.name, word, meant, &names, rules.activation)
    }

    /// Takes an unnamed argument for a parameter.
    pub(super) fn push(&mut self, name: &'static str, tokens: &Tokens) {
        self.given.push(Given {
            name,
            values: vec![tokens.clone()],
            ident: None,
        });
    }

    /// An example value of a parameter.
    pub(super) fn example(&self, name: &str) -> &'static str {
        let mut parameters = self.rules.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.known.name == name);
        parameter.map_or("", |parameter| parameter.example)
    }

    /// The names of the required parameters that are missing.
    fn missing(&self) -> Vec<&'static str> {
        let required = self
            .rules
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        let names = required.map(|parameter| parameter.known.name);
        names.filter(|name| self.value(name).is_none()).collect()
    }
}

/// The place of a value. Without tokens it is the layer's place.
pub(super) fn spot(values: &[Tokens], layer: &ast::Layer) -> Spot {
    match (values.first(), values.last()) {
        (Some(first), Some(last)) if !first.is_empty() && !last.is_empty() => {
            Spot::from(first).to(last.into())
        }
        _ => (&layer.tokens).into(),
    }
}
