//! The path of nn-core, which begins every generated path: it works without imports and under any name of the crate.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::tokens::Spot;

/// The tokens of the path of nn-core: `$crate`, with the hygiene of the macro that wrote it.
pub(crate) struct CorePath(TokenStream);

impl CorePath {
    /// Takes the tokens over.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        CorePath(tokens)
    }

    /// `$crate::private::Name`, so that errors about it underline the start of the spot.
    pub(crate) fn item(&self, name: &str, spot: Spot) -> TokenStream {
        let core = self.0.clone().into_iter().map(|mut token: TokenTree| {
            token.set_span(spot.start.resolved_at(token.span()));
            token
        });
        let core: TokenStream = core.collect();
        let span = ours(spot.start);
        let name = Ident::new(name, span);
        quote_spanned!(span=> #core::private::#name)
    }

    /// `$crate::private::Name<A, B>`, so that errors about it underline the whole spot.
    pub(crate) fn generic(&self, name: &str, arguments: &[TokenStream], spot: Spot) -> TokenStream {
        let path = self.item(name, spot);
        if arguments.is_empty() {
            return path;
        }
        let span = ours(spot.start);
        let open = quote_spanned!(span=> <);
        let close = close(spot);
        quote!(#path #open #(#arguments),* #close)
    }

    /// `<Type as $crate::private::Trait>::Name`, all of it at the spot. Every question to a type of the user has this form:
    /// so one that is no layer gives the same error everywhere, which the compiler reports once.
    pub(crate) fn of(&self, ty: &TokenStream, of: &str, name: &str, spot: Spot) -> TokenStream {
        let path = self.item(of, spot);
        let span = ours(spot.start);
        let name = Ident::new(name, ours(spot.end));
        quote_spanned!(span=> <#ty as #path>::#name)
    }
}

/// The span of a token of ours that stands where the user's does.
pub(crate) fn ours(span: Span) -> Span {
    span.resolved_at(Span::mixed_site())
}

/// `>`
fn close(spot: Spot) -> TokenTree {
    let mut close = Punct::new('>', Spacing::Alone);
    close.set_span(ours(spot.end));
    close.into()
}
