//! Reads `Mnist, "mnist.safetensors", names = ["0" => "fc1"], prefix = "module.", allow_unexpected = true`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::Parser;
use syn::{LitStr, Type};

use crate::errors::Errors;
use crate::messages;
use crate::tokens::{Spot, Tokens, group, is_punct};

/// The kind of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A safetensors file.
    Weights,
    /// A model of TensorFlow Lite.
    Model,
}

/// The user's call.
pub(super) struct Call {
    /// `Mnist`
    pub(super) ty: TokenStream,
    pub(super) path: Path,
    /// `"0" => "fc1"`
    pub(super) names: Vec<(LitStr, LitStr)>,
    /// `"module."`
    pub(super) prefix: Option<LitStr>,
    pub(super) allow_unexpected: bool,
    /// `12`
    pub(super) until: Option<TokenStream>,
}

/// The name of the file.
pub(super) enum Path {
    /// `"mnist.safetensors"`
    Literal(LitStr),
    /// `env!("MNIST")`
    Variable(LitStr, Spot),
}

impl Path {
    /// The place in the source.
    pub(super) fn spot(&self) -> Spot {
        match self {
            Path::Literal(path) => path.span().into(),
            Path::Variable(_, spot) => *spot,
        }
    }
}

/// Reads a call. Returns nothing if the network or the file is missing.
pub(super) fn call(tokens: &Tokens, kind: Kind, errors: &mut Errors) -> Option<Call> {
    let parts = parts(tokens);
    let (usage, one_setting) = match kind {
        Kind::Weights => (messages::INCLUDE_WEIGHTS, messages::INCLUDE_WEIGHTS_SETTING),
        Kind::Model => (messages::INCLUDE_TFLITE, messages::INCLUDE_TFLITE_SETTING),
    };
    let [network, path, settings @ ..] = &*parts else {
        errors.at(Spot::call_site(), usage);
        return None;
    };
    let ty = syn::parse2::<Type>(network.to_token_stream());
    let (Ok(ty), Some(path)) = (ty, self::path(path)) else {
        errors.at(Spot::from(tokens), usage);
        return None;
    };
    let mut call = Call {
        ty: ty.into_token_stream(),
        path,
        names: Vec::new(),
        prefix: None,
        allow_unexpected: false,
        until: None,
    };
    for entry in settings {
        let read = match kind {
            Kind::Weights => setting(entry, &mut call),
            Kind::Model => until(entry, &mut call),
        };
        if read.is_none() {
            errors.at(Spot::from(entry), one_setting);
        }
    }
    Some(call)
}

/// The network, if there is one.
pub(super) fn ty(tokens: &Tokens) -> Option<TokenStream> {
    let first = parts(tokens).into_iter().next()?;
    let ty = syn::parse2::<Type>(first.to_token_stream()).ok()?;
    Some(ty.into_token_stream())
}

/// The parts between commas, except inside angle brackets.
fn parts(tokens: &Tokens) -> Vec<Tokens> {
    let (mut parts, mut part, mut depth) = (Vec::new(), Vec::new(), 0);
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        depth += i32::from(is_punct(Some(token), '<'));
        let closes = is_punct(Some(token), '>') && !is_punct(before, '=');
        depth -= i32::from(closes);
        if depth == 0 && is_punct(Some(token), ',') {
            parts.push(Tokens::from(&*std::mem::take(&mut part)));
        } else {
            part.push(token.clone());
        }
    }
    if !part.is_empty() {
        parts.push(Tokens::from(&*part));
    }
    parts
}

/// `"mnist.safetensors"` or `env!("MNIST")`
fn path(tokens: &Tokens) -> Option<Path> {
    match &**tokens {
        [only] => text(only).map(Path::Literal),
        [TokenTree::Ident(name), mark, variable] if name == "env" && is_punct(Some(mark), '!') => {
            let inner = group(Some(variable), Delimiter::Parenthesis)?;
            let variable = syn::parse2(inner).ok()?;
            Some(Path::Variable(variable, Spot::from(tokens)))
        }
        _ => None,
    }
}

/// A string literal.
fn text(token: &TokenTree) -> Option<LitStr> {
    syn::parse2(token.clone().into()).ok()
}

/// `names = ["0" => "fc1"]`, `prefix = "module."` or `allow_unexpected = true`
fn setting(tokens: &Tokens, call: &mut Call) -> Option<()> {
    let [TokenTree::Ident(key), mark, value] = &**tokens else {
        return None;
    };
    if !is_punct(Some(mark), '=') {
        return None;
    }
    if key == "allow_unexpected" {
        let value: syn::LitBool = syn::parse2(value.clone().into()).ok()?;
        call.allow_unexpected = value.value;
    } else if key == "prefix" {
        call.prefix = Some(text(value)?);
    } else if key == "names" {
        call.names = names.parse2(group(Some(value), Delimiter::Bracket)?).ok()?;
    } else {
        return None;
    }
    Some(())
}

/// `until = 12`
fn until(tokens: &Tokens, call: &mut Call) -> Option<()> {
    match &**tokens {
        [TokenTree::Ident(key), mark, value] if key == "until" && is_punct(Some(mark), '=') => {
            call.until = Some(value.clone().into());
            Some(())
        }
        _ => None,
    }
}

/// `"0" => "fc1", "2" => "fc2"`
fn names(input: syn::parse::ParseStream<'_>) -> syn::Result<Vec<(LitStr, LitStr)>> {
    let mut names = Vec::new();
    while !input.is_empty() {
        let here = input.parse()?;
        input.parse::<syn::Token![=>]>()?;
        names.push((here, input.parse()?));
        if !input.is_empty() {
            input.parse::<syn::Token![,]>()?;
        }
    }
    Ok(names)
}
