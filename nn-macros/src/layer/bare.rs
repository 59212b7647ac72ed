//! Reads the arguments of a layer that have no name.

use proc_macro2::{Ident, TokenTree};

use super::arguments::Arguments;
use super::channels::FILTERS;
use super::parameter::{ANYTHING, Parameter, is_type, is_value};
use crate::errors::Errors;
use crate::parse::size;
use crate::tokens::{Spot, Tokens};
use crate::{activation, messages, parse};

const PADDING: &str = "padding";

impl<'a> Arguments<'a> {
    /// Reads an argument without a name, or with a wrong syntax of the name.
    pub(super) fn bare(&mut self, tokens: &'a Tokens, errors: &mut Errors) {
        let rules = self.rules;
        if self.padding_without_name(tokens, errors) || self.flag_without_value(tokens, errors) {
            return;
        }
        let is_activation =
            rules.activation && is_type(tokens) || activation::meant(tokens).is_some();
        if let Some(parameter) = rules.parameters.iter().find(|parameter| parameter.bare > 0)
            && (!is_activation || !rules.activation || parameter.bare == ANYTHING)
            && !self.has_activation
            && self.take(parameter, tokens)
        {
            return;
        }
        if let Some((name, value)) = self.misspelled(tokens) {
            errors.at(tokens, messages::no_equals(name, &value));
            self.is_broken = true;
            self.push(name, tokens);
        } else if let Some(filters) = self.filters_behind_arrow(tokens) {
            let message = messages::channels_are_inferred(rules.name, &filters.text());
            errors.at(tokens, message);
            if self.value(FILTERS).is_none() {
                self.push(FILTERS, &filters);
            }
        } else if !is_activation && is_value(tokens) {
            self.value_without_name(tokens, errors);
        } else if !rules.activation {
            let message = match activation::meant(tokens) {
                Some(_) => messages::has_no_activation(rules.name),
                None => self.surplus(),
            };
            errors.at(tokens, message);
        } else if self.has_activation {
            errors.at(tokens, messages::two_activations(rules.name));
        } else {
            self.has_activation = true;
            self.activation = activation::parse(tokens, errors);
        }
    }

    /// Takes a number for the next parameter, so that the message can name it.
    fn value_without_name(&mut self, tokens: &'a Tokens, errors: &mut Errors) {
        let rules = self.rules;
        let is_needless = |parameter: &Parameter| !parameter.required && parameter.bare == 0;
        let is_flag = parse::flag(tokens).is_some();
        let mut names = rules
            .parameters
            .iter()
            .filter(|parameter| parameter.is_flag() == is_flag)
            .map(|parameter| parameter.known.name);
        let open = names.find(|name| self.value(name).is_none());
        if rules.parameters.iter().all(is_needless) && size::is_number(tokens) {
            errors.at(tokens, messages::size_is_inferred(rules.name));
        } else if let Some(name) = open {
            self.unnamed.push((name, tokens));
            self.push(name, tokens);
        } else if self.unnamed.is_empty() {
            errors.at(tokens, self.surplus());
        } else if self.extra.is_none() {
            self.extra = Some(tokens);
        }
    }

    /// Takes an unnamed argument for a parameter that has no value yet.
    fn take(&mut self, parameter: &Parameter, tokens: &Tokens) -> bool {
        let name = parameter.known.name;
        match self.given.iter_mut().find(|given| given.name == name) {
            None => self.push(name, tokens),
            Some(given) if given.ident.is_none() && given.values.len() < parameter.most() => {
                given.values.push(tokens.clone());
            }
            Some(_) => return false,
        }
        true
    }

    /// The parameter and the value in `name: value` or `name => value`.
    fn misspelled(&self, tokens: &Tokens) -> Option<(&'static str, String)> {
        let [TokenTree::Ident(ident), TokenTree::Punct(_), ..] = &**tokens else {
            return None;
        };
        let is_mark = |token: &&TokenTree| matches!(token, TokenTree::Punct(_));
        let marks = tokens[1..].iter().take_while(is_mark).count();
        let value = crate::text::text(&tokens[1 + marks..]);
        let word = ident.to_string();
        let known = self
            .rules
            .parameters
            .iter()
            .map(|parameter| &parameter.known);
        let mut known =
            known.filter(|known| known.name == word && self.value(known.name).is_none());
        let name = known.next()?.name;
        let example = self.example(name).to_owned();
        Some((name, if value.is_empty() { example } else { value }))
    }

    /// Reports a padding without a name: `Same` or `Causal`.
    fn padding_without_name(&mut self, tokens: &Tokens, errors: &mut Errors) -> bool {
        let text = tokens.text();
        let word = text.trim_matches('"');
        let is_constant = word.len() == text.len() && !word.contains(char::is_lowercase);
        let mut parameters = self.rules.parameters.iter();
        if is_constant || !parameters.any(|parameter| parameter.known.name == PADDING) {
            return false;
        }
        let message = match word.to_ascii_lowercase().as_str() {
            "same" | "causal" if self.value(PADDING).is_some() => messages::twice(PADDING, true),
            "same" => messages::SAME_WITHOUT_NAME.to_owned(),
            "causal" => messages::CAUSAL_WITHOUT_NAME.to_owned(),
            "valid" => messages::VALID.to_owned(),
            _ => return false,
        };
        let named = ["Same", "Causal"].into_iter();
        let named = named.filter(|name| word.eq_ignore_ascii_case(name));
        for name in named {
            if self.value(PADDING).is_none() {
                let name = Ident::new(name, Spot::from(tokens).start);
                self.push(PADDING, &Tokens::flat([name.into()]));
            }
        }
        errors.at(tokens, message);
        true
    }

    fn surplus(&self) -> String {
        let parameters = self.rules.parameters.iter();
        let names: Vec<_> = parameters.map(|parameter| parameter.known.name).collect();
        messages::takes_only(self.rules.name, &names, self.rules.activation)
    }
}
