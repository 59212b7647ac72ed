//! The passes in order: parse, resolve, check and generate, or report the mistakes.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::ast::{Form, Head, Item, ItemBody};
use crate::codegen::{self, CorePath};
use crate::errors::{Errors, Mistake};
use crate::messages;
use crate::tokens::{Spot, Tokens};
use crate::{check, model, parse, resolve};

/// Expands one call of `network!`.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    if let Some(TokenTree::Group(core)) = tokens.next()
        && core.delimiter() == Delimiter::Parenthesis
    {
        return call(Tokens::flat(tokens), &CorePath::new(core.stream()));
    }
    codegen::stub::statements(&[Mistake {
        spot: Spot::call_site(),
        message: messages::NOT_PUBLIC.to_owned(),
    }])
}

/// The replacement for a `#[budget(..)]` that is not on a named network.
pub(crate) fn budget_outside() -> TokenStream {
    codegen::stub::statements(&[Mistake {
        spot: Spot::call_site(),
        message: messages::BUDGET_OUTSIDE.to_owned(),
    }])
}

/// Expands the user's tokens.
fn call(tokens: Tokens, core: &CorePath) -> TokenStream {
    if parse::is_item_form(&tokens) {
        items(tokens, core)
    } else {
        let mut errors = Errors::new();
        let network = network(&tokens, Spot::call_site(), Form::Type, &mut errors);
        let ty = match errors.finish(network) {
            Ok(network) => codegen::type_form::generate(&network, core),
            Err(mistakes) => codegen::stub::type_form(&mistakes),
        };
        codegen::place::of_type(ty, Spot::from(&tokens), core)
    }
}

/// Expands named networks.
fn items(tokens: Tokens, core: &CorePath) -> TokenStream {
    let mut errors = Errors::new();
    let items = parse::items(tokens, &mut errors);
    let mut output: TokenStream = items.into_iter().map(|entry| item(entry, core)).collect();
    if let Err(mistakes) = errors.finish(()) {
        output.extend(codegen::stub::statements(&mistakes));
    }
    output
}

/// Expands one named network.
fn item(Item { head, body }: Item, core: &CorePath) -> TokenStream {
    let items = match body {
        ItemBody::Braces(tokens, spot) => named(&head, &tokens, spot, core),
        ItemBody::Broken(mistake) => codegen::stub::item_form(&head, &[mistake], &[], core),
    };
    codegen::place::of_items(&items, &head, core)
}

fn named(head: &Head, tokens: &Tokens, spot: Spot, core: &CorePath) -> TokenStream {
    let mut errors = Errors::new();
    let network = network(tokens, spot, Form::Item, &mut errors);
    let names = network.names.clone();
    match errors.finish(network) {
        Ok(network) => codegen::item_form::generate(head, &network, core),
        Err(mistakes) => codegen::stub::item_form(head, &mistakes, &names, core),
    }
}

/// The passes. The result is valid only without errors.
fn network(tokens: &Tokens, spot: Spot, form: Form, errors: &mut Errors) -> model::Network {
    let body = parse::body(tokens, spot, errors);
    let resolved = resolve::resolve(body, form, errors);
    check::check(resolved, errors)
}
