//! Understands the arguments of a layer that have no name.

use proc_macro2::TokenTree;

use super::arguments::Arguments;
use super::parameter::{ANYTHING, Parameter, is_type, is_value};
use crate::errors::Errors;
use crate::parse::size;
use crate::tokens::{Spot, Tokens};
use crate::{activation, messages};

impl<'a> Arguments<'a> {
    /// Understands an argument that has no name, or not in the right way.
    pub(super) fn bare(&mut self, tokens: &'a Tokens, errors: &mut Errors) {
        let rules = self.rules;
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

    /// Takes a number for the next parameter, to name it in the message.
    fn value_without_name(&mut self, tokens: &'a Tokens, errors: &mut Errors) {
        let rules = self.rules;
        let is_needless = |parameter: &Parameter| !parameter.required && parameter.bare == 0;
        let mut names = rules
            .parameters
            .iter()
            .map(|parameter| parameter.known.name);
        let open = names.find(|name| self.value(name).is_none());
        if rules.parameters.iter().all(is_needless) && size::is_number(tokens) {
            errors.at(tokens, messages::size_is_inferred(rules.name));
        } else if let Some(name) = open {
            self.unnamed.push((name, tokens));
            self.push(name, tokens);
        } else if self.unnamed.is_empty() {
            errors.at(tokens, self.surplus());
        }
    }

    /// Says which names are missing.
    pub(super) fn report_unnamed(&self, errors: &mut Errors) {
        if let ([(_, first), ..], Some((_, last))) = (&*self.unnamed, self.unnamed.last()) {
            let named = self
                .unnamed
                .iter()
                .map(|(name, value)| format!("{name} = {}", value.text()));
            let named: Vec<_> = named.collect();
            let message = messages::needs_names(self.rules.name, &named);
            errors.at(Spot::from(*first).to((*last).into()), message);
        }
    }

    /// Takes a bare argument for a parameter, if that is open.
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

    /// The parameter that is meant by `name: value` or `name => value`, and the value.
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

    fn surplus(&self) -> String {
        let parameters = self.rules.parameters.iter();
        let names: Vec<_> = parameters.map(|parameter| parameter.known.name).collect();
        messages::takes_only(self.rules.name, &names, self.rules.activation)
    }
}
