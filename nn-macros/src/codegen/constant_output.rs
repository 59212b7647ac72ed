//! The methods that `assert_predicts!`, `assert_bounds!` and `assert_robust!` call. Only some networks have them.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::CorePath;
use crate::ast::Head;
use crate::model::{Network, Type};
use crate::tokens::Spot;

/// The maximum number of layers for these methods in nn-core.
const MOST_LAYERS: usize = 8;

/// The methods, if all layers are dense layers of known sizes.
pub(super) fn generate(head: &Head, network: &Network, core: &CorePath) -> TokenStream {
    let is_dense = |ty: &Type| matches!(ty, Type::Builtin { name: "Dense", .. }) && ty.is_plain();
    let count = network.layers.len();
    if count > MOST_LAYERS || !network.layers.iter().all(|layer| is_dense(&layer.ty)) {
        return TokenStream::new();
    }
    let Head {
        visibility, name, ..
    } = head;
    let [layer, tensor, bounded, interval] = ["Layer", "Tensor", "OutputBounds", "Interval"]
        .map(|item| core.item(item, Spot::call_site()));
    let length = quote!(<<#name as #layer>::Output as #tensor>::LEN);
    quote! {
        #[doc(hidden)]
        #visibility const fn constant_output(
            &self,
            input: &<#name as #layer>::Input,
        ) -> [f64; #length] {
            self.network.constant_output(input)
        }

        #[doc(hidden)]
        #visibility const fn constant_bounds(
            &self,
            input: &[#interval; <<#name as #layer>::Input as #tensor>::LEN],
        ) -> #bounded<{ #length }> {
            self.network.constant_bounds(input)
        }
    }
}
