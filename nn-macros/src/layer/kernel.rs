//! Reads kernel, stride, padding and dilation, the arguments of the layers that slide a window.

use proc_macro2::{Delimiter, TokenTree};

use super::arguments::{self, Arguments};
use super::flag::CEIL_MODE;
use super::parameter::Parameter;
use super::window::Window;
use crate::errors::Errors;
use crate::model::{Padding, Size};
use crate::parse::size;
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens, group};
use crate::{absent, ast, messages, parse};

pub(super) const KERNEL: Parameter = Parameter {
    known: Known {
        name: "kernel",
        synonyms: &[
            "kernel_size",
            "kernel_shape",
            "pool_size",
            "window",
            "size",
            "k",
            "filter_size",
        ],
    },
    example: "3",
    required: true,
    bare: 0,
};
/// The kernel of a layer that requires no other number.
pub(super) const BARE_KERNEL: Parameter = Parameter { bare: 1, ..KERNEL };
pub(super) const STRIDE: Parameter = Parameter {
    known: Known {
        name: "stride",
        synonyms: &["strides", "step", "subsample", "s"],
    },
    example: "2",
    required: false,
    bare: 0,
};
pub(super) const PADDING: Parameter = Parameter {
    known: Known {
        name: "padding",
        synonyms: &["pad", "pads", "padding_mode", "border_mode", "p"],
    },
    example: "1",
    required: false,
    bare: 0,
};

pub(super) const DILATION: Parameter = Parameter {
    known: Known {
        name: "dilation",
        synonyms: &["dilations", "dilation_rate", "atrous_rate", "rate", "d"],
    },
    example: "2",
    required: false,
    bare: 0,
};

/// Reads kernel, stride, padding and dilation of a layer with this number of dimensions. The default stride is 1 or the kernel if
/// `strides_by_kernel`.
pub(super) fn read(
    layer: &'static str,
    arguments: &Arguments<'_>,
    dimensions: usize,
    strides_by_kernel: bool,
    source: &ast::Layer,
    errors: &mut Errors,
) -> Option<Window> {
    let before = errors.count();
    let name = |name: &'static str| Name {
        layer,
        name,
        dimensions,
    };
    let spot = Spot::from(&source.tokens);
    let ones = vec![Size::Number { value: 1, spot }; dimensions];
    let values = arguments.value("kernel")?;
    let kernel = name("kernel").sizes(values, size::size, errors);
    let stride = match arguments.value("stride") {
        Some(values) => name("stride").sizes(values, size::size, errors),
        None if strides_by_kernel => kernel.clone(),
        None => Some(ones.clone()),
    };
    let padding = match arguments.value("padding") {
        Some(values) => name("padding").padding(values, errors),
        None => Some(vec![
            Padding::Each(Size::Number { value: 0, spot });
            dimensions
        ]),
    };
    let dilation = match arguments.value("dilation") {
        Some(values) => name("dilation").sizes(values, size::size, errors),
        None => Some(ones),
    };
    let window = Window {
        layer,
        kernel: kernel?,
        stride: stride?,
        padding: padding?,
        dilation: dilation?,
        kernel_spot: arguments::spot(values, source),
        padding_spot: arguments::spot(arguments.value("padding").unwrap_or_default(), source),
        ceil_mode: arguments.flag(&CEIL_MODE, errors),
    };
    window.check_padding(errors);
    (errors.count() == before).then_some(window)
}

/// Reads an argument that has a size of at least 1 per dimension.
pub(super) fn sizes(
    layer: &'static str,
    name: &'static str,
    dimensions: usize,
    values: &[Tokens],
    errors: &mut Errors,
) -> Option<Vec<Size>> {
    let name = Name {
        layer,
        name,
        dimensions,
    };
    name.sizes(values, size::size, errors)
}

type ReadSize = fn(&[TokenTree], &str, Spot, &mut Errors) -> Option<ast::Size>;

/// An argument that has one size per dimension.
struct Name {
    layer: &'static str,
    name: &'static str,
    dimensions: usize,
}

impl Name {
    /// Reads `3` or `[3, 5]`.
    fn sizes(&self, values: &[Tokens], read: ReadSize, errors: &mut Errors) -> Option<Vec<Size>> {
        let tokens = values.first()?;
        if let Some(pair) = size::without_brackets(tokens) {
            let message = match self.dimensions {
                1 => {
                    let first = pair.trim_start_matches('[').split(',').next();
                    messages::one_number(self.layer, self.name, first.unwrap_or("3"))
                }
                _ => messages::pair_in_brackets(self.name, &pair),
            };
            errors.at(tokens, message);
            return None;
        }
        let Some(inner) = group(tokens.first(), Delimiter::Bracket).filter(|_| tokens.len() == 1)
        else {
            let size = read(tokens, self.name, tokens.into(), errors)?;
            return Some(vec![size.into(); self.dimensions]);
        };
        let list = parse::arguments(&Tokens::flat(inner));
        if self.dimensions == 1 {
            let first = list.first().map_or("3".to_owned(), Tokens::text);
            errors.at(tokens, messages::one_number(self.layer, self.name, &first));
            return None;
        }
        if list.len() != self.dimensions {
            errors.at(tokens, messages::two_numbers(self.name));
            return None;
        }
        let sizes: Vec<_> = list
            .iter()
            .map(|size| read(size, self.name, tokens.into(), errors))
            .collect();
        sizes.into_iter().map(|size| size.map(Size::from)).collect()
    }

    /// Whether the padding can be causal: of a convolution over a sequence.
    fn is_causal(&self) -> bool {
        matches!(self.layer, "Conv1d" | "DepthwiseConv1d")
    }

    /// Reads `Same`, `Causal`, `1` or `[1, 2]`.
    fn padding(&self, values: &[Tokens], errors: &mut Errors) -> Option<Vec<Padding>> {
        let tokens = values.first()?;
        match tokens.text().trim_matches('"') {
            "Same" if matches!(tokens.first(), Some(TokenTree::Ident(_))) => {
                return Some(vec![Padding::Same; self.dimensions]);
            }
            "Causal" | "causal" | "CAUSAL" if !self.is_causal() => {
                errors.at(tokens, messages::causal_for_sequences(self.layer));
            }
            "Causal" if matches!(tokens.first(), Some(TokenTree::Ident(_))) => {
                return Some(vec![Padding::Causal]);
            }
            "Causal" | "causal" => errors.at(tokens, messages::CAUSAL),
            "Same" | "same" | "SAME" => errors.at(tokens, messages::SAME),
            "Valid" | "valid" | "VALID" => errors.at(tokens, messages::VALID),
            word if absent::is_padding(word) => errors.at(tokens, messages::padding_mode(word)),
            _ => {
                let sizes = self.sizes(values, size::size_or_zero, errors)?;
                return Some(sizes.into_iter().map(Padding::Each).collect());
            }
        }
        None
    }
}
