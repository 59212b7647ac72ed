//! The path of nn-core, the start of every generated path. It works without imports and with a renamed crate.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::tokens::Spot;

/// The tokens of the path of nn-core: `$crate` with the hygiene of the macro that wrote it.
pub(crate) struct CorePath {
    tokens: TokenStream,
    /// The origin of these tokens. All generated tokens are resolved there. The compiler underlines from one token to another
    /// only if both have the same hygiene. Otherwise it underlines the whole macro call.
    site: Span,
}

impl CorePath {
    /// Takes the tokens of the path.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let first = tokens.clone().into_iter().next();
        let site = first.map_or(Span::call_site(), |token| token.span());
        CorePath { tokens, site }
    }

    /// The span of a generated token in the place of the user's token.
    pub(crate) fn at(&self, span: Span) -> Span {
        span.resolved_at(self.site)
    }

    /// `$crate::private::Name`. Errors about it underline the start of the spot.
    pub(crate) fn item(&self, name: &str, spot: Spot) -> TokenStream {
        let span = self.at(spot.start);
        let core = self.tokens.clone().into_iter().map(|mut token| {
            token.set_span(span);
            token
        });
        let core: TokenStream = core.collect();
        let name = Ident::new(name, span);
        quote_spanned!(span=> #core::private::#name)
    }

    /// `$crate::private::Name<A, B>`. Errors about it underline the whole spot.
    pub(crate) fn generic(&self, name: &str, arguments: &[TokenStream], spot: Spot) -> TokenStream {
        match arguments {
            [] => self.item(name, spot),
            _ => self.applied(&self.item(name, spot), arguments, spot),
        }
    }

    /// `Path<A, B>`, with the spans of the spot.
    pub(crate) fn applied(
        &self,
        path: &TokenStream,
        arguments: &[TokenStream],
        spot: Spot,
    ) -> TokenStream {
        let span = self.at(spot.start);
        let open = quote_spanned!(span=> <);
        let mut close = Punct::new('>', Spacing::Alone);
        close.set_span(self.at(spot.end));
        quote!(#path #open #(#arguments),* #close)
    }

    /// `<Type as $crate::private::Trait>::Name`, with the spans of the spot. Every question about a user's type has this form, so a
    /// type that is not a layer causes the same error everywhere. The compiler reports equal errors once.
    pub(crate) fn ask(&self, ty: &TokenStream, of: &str, name: &str, spot: Spot) -> TokenStream {
        self.of(ty, &self.item(of, spot), name, spot)
    }

    /// `<Type as Path>::Name`, with the spans of the spot.
    pub(crate) fn of(
        &self,
        ty: &TokenStream,
        path: &TokenStream,
        name: &str,
        spot: Spot,
    ) -> TokenStream {
        let span = self.at(spot.start);
        let name = Ident::new(name, self.at(spot.end));
        quote_spanned!(span=> <#ty as #path>::#name)
    }
}
