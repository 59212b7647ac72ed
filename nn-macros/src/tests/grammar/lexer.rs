//! Tokens of a source, and the parts of Rust's grammar.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Lit, PathSegment, Type, Visibility};

use crate::activation;
use crate::suggest::is_layer;

/// A token. A group is its two delimiters with the tokens between them.
pub(super) struct Token {
    pub(super) text: String,
    /// Nothing for a closing delimiter.
    tree: Option<TokenTree>,
    /// The index after the token, or after the group that it opens.
    end: usize,
}

/// The tokens of a source.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut list = Vec::new();
    flat(source.parse().expect(source), &mut list);
    list
}

fn flat(stream: TokenStream, list: &mut Vec<Token>) {
    let mut stream = stream.into_iter().peekable();
    while let Some(tree) = stream.next() {
        let mut text = tree.to_string();
        if let TokenTree::Group(group) = &tree {
            group_tokens(group, list);
        } else if let Some(number) = repetition(&text) {
            flat(number.parse().expect("two tokens"), list);
        } else {
            let is_start = matches!(text.as_str(), "=" | "-");
            let is_arrow = |next: &TokenTree| is_start && next.to_string() == ">";
            text.extend(stream.next_if(is_arrow).map(|_| '>'));
            push(text, Some(tree), list);
        }
    }
}

fn push(text: String, tree: Option<TokenTree>, list: &mut Vec<Token>) {
    let end = list.len() + 1;
    list.push(Token { text, tree, end });
}

fn group_tokens(group: &Group, list: &mut Vec<Token>) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        _ => ("{", "}"),
    };
    let index = list.len();
    push(open.to_owned(), Some(group.clone().into()), list);
    flat(group.stream(), list);
    push(close.to_owned(), None, list);
    list[index].end = list.len();
}

/// `2 x` for the one token `2x`.
fn repetition(text: &str) -> Option<String> {
    let number = text.strip_suffix('x')?;
    number.parse::<u64>().is_ok().then(|| format!("{number} x"))
}

/// The ends of a part of Rust's grammar. An unknown name matches nothing.
pub(super) fn rust(name: &str, list: &[Token], start: usize) -> Vec<usize> {
    let Some(token) = list.get(start) else {
        return Vec::new();
    };
    let literal = match &token.tree {
        Some(TokenTree::Literal(literal)) => Some(Lit::new(literal.clone())),
        _ => None,
    };
    let is_one = match name {
        "name" => matches!(token.tree, Some(TokenTree::Ident(_))),
        "number" => matches!(literal, Some(Lit::Int(_))),
        "decimal" => matches!(literal, Some(Lit::Int(_) | Lit::Float(_))),
        "string" => matches!(literal, Some(Lit::Str(_))),
        _ => false,
    };
    match name {
        "expression" => {
            let is_closing = |end: &usize| list.get(*end).is_none_or(|token| token.tree.is_none());
            (start + 1..=list.len())
                .find(is_closing)
                .into_iter()
                .collect()
        }
        "type" | "attribute" | "visibility" => parsed(name, list, start),
        _ if is_one => vec![start + 1],
        _ => Vec::new(),
    }
}

/// Whether this is the name of a layer or of an activation of nn-core.
fn is_builtin(segment: &PathSegment) -> bool {
    let word = segment.ident.to_string();
    is_layer(&word) || activation::find(&word).is_some()
}

/// The ends of what syn reads.
fn parsed(name: &str, list: &[Token], start: usize) -> Vec<usize> {
    let parser = |input: ParseStream<'_>| -> syn::Result<(bool, TokenStream)> {
        let is_right = match name {
            "type" => match input.parse()? {
                Type::Path(ty) => ty.path.segments.len() > 1 || !is_builtin(&ty.path.segments[0]),
                ty => matches!(ty, Type::Macro(_)),
            },
            "attribute" => {
                let attributes = input.call(Attribute::parse_outer)?;
                attributes.iter().all(|one| !one.path().is_ident("budget"))
            }
            _ => !matches!(input.parse()?, Visibility::Inherited),
        };
        Ok((is_right, input.parse()?))
    };
    let find = |end: usize| {
        let mut index = start;
        let mut stream = TokenStream::new();
        while index < end {
            stream.extend(list[index].tree.clone());
            index = list[index].end.max(index + 1);
        }
        let read = parser.parse2(stream);
        (index == end).then_some(read.ok()).flatten()
    };
    let ends = start + 1..=list.len();
    let is_whole = |end: &usize| matches!(find(*end), Some((true, rest)) if rest.is_empty());
    ends.filter(is_whole).collect()
}
