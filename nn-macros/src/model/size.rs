//! Dimensions: numbers if the macro knows them, otherwise names and formulas for the compiler.

use std::fmt;
use std::rc::Rc;

use proc_macro2::Literal;

use super::slide::Slide;
use super::{Check, Quantity};
use crate::amount::Amount;
use crate::ast;
use crate::parse::Calculation;
use crate::tokens::{Spot, Tokens};

/// A dimension.
#[derive(Clone)]
pub(crate) enum Size {
    /// As the user wrote it.
    Literal { value: u64, token: Literal },
    /// Computed by the macro, for the layer at the spot.
    Number { value: u64, spot: Spot },
    /// The path of a constant or an expression in braces.
    Constant(Tokens),
    /// The length of the output of a user's type.
    OutputOf(Tokens),
    /// Computed by the compiler, for the layer at the spot.
    Computed(Rc<Formula>, Spot),
}

/// A formula that the macro cannot compute, because it does not know the meaning of a name.
pub(crate) enum Formula {
    Product(Vec<Size>),
    Sum(Vec<Size>),
    /// The number of windows.
    Places(Slide),
    /// The padding before the first window, with `padding = Same` or `padding = Causal`.
    Before(Slide),
    /// The length of a window with this kernel and this dilation.
    Span(Size, Size),
    /// The constant, or 1 if it is 0. That is an error, but a 0 in a type would panic in nn-core.
    AtLeastOne(Size),
    /// The dimension with this index of the output of a user's type with `count` dimensions.
    Dimension {
        own: Tokens,
        index: usize,
        count: usize,
    },
}

impl Size {
    /// The number, if the macro knows it.
    pub(crate) fn value(&self) -> Option<u64> {
        match self {
            Size::Literal { value, .. } | Size::Number { value, .. } => Some(*value),
            _ => None,
        }
    }

    /// The product of all.
    pub(crate) fn product(sizes: &[Size], spot: Spot) -> Size {
        let number = sizes.iter().try_fold(1u64, |product, size| {
            Some(product.saturating_mul(size.value()?))
        });
        match (number, sizes) {
            (Some(value), _) => Size::Number { value, spot },
            (None, [only]) => only.clone(),
            (None, _) => Size::Computed(Rc::new(Formula::Product(sizes.to_vec())), spot),
        }
    }

    /// The sum of all.
    pub(crate) fn sum(sizes: &[Size], spot: Spot) -> Size {
        let number = sizes
            .iter()
            .try_fold(0u64, |sum, size| Some(sum.saturating_add(size.value()?)));
        match number {
            Some(value) => Size::Number { value, spot },
            None => Size::Computed(Rc::new(Formula::Sum(sizes.to_vec())), spot),
        }
    }

    /// A dimension of the output of a user's type with `count` dimensions.
    pub(crate) fn dimension(own: &Tokens, index: usize, count: usize) -> Size {
        let own = own.clone();
        let spot = Spot::from(&own);
        Size::Computed(Rc::new(Formula::Dimension { own, index, count }), spot)
    }

    /// The same size, or 1 if it is a constant of 0.
    pub(crate) fn at_least_one(&self) -> Size {
        match self {
            Size::Constant(tokens) => {
                let formula = Formula::AtLeastOne(self.clone());
                Size::Computed(Rc::new(formula), tokens.into())
            }
            other => other.clone(),
        }
    }

    /// The size as an amount.
    pub(crate) fn amount(&self) -> Amount {
        let formula = match self {
            Size::Computed(formula, _) => &**formula,
            _ => {
                return self
                    .value()
                    .map_or_else(|| self.name(), |value| Amount::number(value.into()));
            }
        };
        match formula {
            Formula::Product(sizes) => sizes.iter().fold(Amount::number(1), |product, size| {
                product.times(&size.amount())
            }),
            Formula::Sum(sizes) => sizes
                .iter()
                .fold(Amount::default(), |sum, size| sum.plus(&size.amount())),
            _ => self.name(),
        }
    }

    fn name(&self) -> Amount {
        Amount::name(self.operand())
    }

    /// The text inside a formula.
    pub(crate) fn operand(&self) -> String {
        let text = self.to_string();
        let whole = text.starts_with('{')
            || !text.contains(" + ") && !text.contains(" - ") && !text.contains(" / ");
        if whole { text } else { format!("({text})") }
    }

    /// The compiler's check of this size.
    pub(crate) fn check(&self, quantity: Quantity) -> Option<Check> {
        let Size::Constant(constant) = self else {
            return None;
        };
        let is_needed = quantity != Quantity::Any || Calculation::is_operation(constant);
        is_needed.then(|| Check::Size(self.clone(), quantity))
    }

    /// The place in the source.
    pub(crate) fn spot(&self) -> Spot {
        match self {
            Size::Literal { token, .. } => token.span().into(),
            Size::Number { spot, .. } | Size::Computed(_, spot) => *spot,
            Size::Constant(tokens) | Size::OutputOf(tokens) => tokens.into(),
        }
    }

    /// Whether it is known without calculations and without questions about a user's type.
    pub(crate) fn is_plain(&self) -> bool {
        !matches!(self, Size::OutputOf(_) | Size::Computed(..))
    }
}

impl From<ast::Size> for Size {
    fn from(size: ast::Size) -> Self {
        match size {
            ast::Size::Literal { value, token } => Size::Literal { value, token },
            ast::Size::Constant(tokens) => Size::Constant(tokens),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Size::Literal { value, .. } | Size::Number { value, .. } => write!(f, "{value}"),
            Size::Constant(tokens) => f.write_str(&tokens.text()),
            Size::OutputOf(own) => write!(f, "outputs({})", own.text()),
            Size::Computed(formula, _) => formula.fmt(f),
        }
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |sizes: &[Size], sign: &str| {
            let operands: Vec<_> = sizes.iter().map(Size::operand).collect();
            operands.join(sign)
        };
        match self {
            Formula::Product(sizes) => f.write_str(&joined(sizes, " * ")),
            Formula::Sum(sizes) => f.write_str(&joined(sizes, " + ")),
            Formula::Places(slide) => f.write_str(&slide.places_text()),
            Formula::Before(slide) => write!(f, "padding({})", slide.input),
            Formula::Span(kernel, dilation) => {
                write!(f, "{} * ({} - 1) + 1", dilation.operand(), kernel.operand())
            }
            Formula::AtLeastOne(size) => size.fmt(f),
            Formula::Dimension { own, index, count } => {
                let name = match (count - index, index) {
                    (1, 0) => "outputs",
                    (_, 0) => "channels",
                    (1, 1) => "length",
                    (1, _) => "width",
                    _ => "height",
                };
                write!(f, "{name}({})", own.text())
            }
        }
    }
}
