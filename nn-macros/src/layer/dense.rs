//! `Dense<128>`, `Dense<128, Relu>`, `Dense<64 -> 32, bias = false, Relu>`: the fully connected layer.

use super::flag::{self, BIAS};
use super::parameter::ACTIVATION;
use super::{Builtin, Placed, Row, arguments, ask, builtin};
use crate::amount::Amount;
use crate::errors::Errors;
use crate::messages;
use crate::model::{Activation, Argument, Check, Cost, Quantity, Rule, Shape, Size};
use crate::parse::size;
use crate::suggest::{Known, is_alias, suggest};
use crate::tokens::{Spot, Tokens, is_punct};
use crate::{activation, ast, parse};

pub(super) const ROW: Row = Row {
    known: Known {
        name: NAME,
        synonyms: &["Linear", "FullyConnected", "Fc", "Affine", "InnerProduct"],
    },
    read,
};

const NAME: &str = "Dense";
/// The names of the size in other frameworks.
const SIZE: Known = Known {
    name: "units",
    synonyms: &[
        "size",
        "out_features",
        "output",
        "output_dim",
        "outputs",
        "neurons",
        "features",
        "hidden",
        "width",
    ],
};

struct Dense {
    /// The stated input size and its place.
    input: Option<(Size, Spot)>,
    output: Size,
    activation: Activation,
    has_bias: bool,
}

/// Reads the arguments.
fn read(layer: &ast::Layer, errors: &mut Errors) -> Option<Box<dyn Builtin>> {
    let arguments = &layer.arguments;
    if arguments.list.iter().any(|argument| argument.is_empty()) {
        errors.at(&arguments.tokens, messages::expected_argument(NAME));
        return None;
    }
    let before = errors.count();
    let (list, has_bias) = bias(&arguments.list, errors);
    let Some(first) = list.first() else {
        if errors.count() == before {
            errors.at(&layer.tokens, messages::missing_size(NAME, ""));
        }
        return None;
    };
    if let Some(message) = misplaced(first, list.get(1).copied()) {
        errors.at(&arguments.tokens, message);
        return None;
    }
    if let (Some(third), Some(last)) = (list.get(2), list.last()) {
        errors.at(
            Spot::from(*third).to((*last).into()),
            messages::surplus(NAME),
        );
    }
    let sizes = sizes(first, errors);
    // After a mistake in the activation, the sizes are still known.
    let activation = list.get(1);
    let activation = activation.and_then(|tokens| activation::parse(tokens, errors));
    let (input, output) = sizes?;
    Some(Box::new(Dense {
        input,
        output,
        activation: activation.unwrap_or_else(|| Activation::identity((&layer.tokens).into())),
        has_bias,
    }))
}

/// The arguments without a name, and whether the layer has a bias.
fn bias<'a>(list: &'a [Tokens], errors: &mut Errors) -> (Vec<&'a Tokens>, bool) {
    let name = BIAS.known.name;
    let mut given = None;
    let mut unnamed = Vec::new();
    for (index, tokens) in list.iter().enumerate() {
        let Some((ident, value)) = arguments::named(tokens) else {
            if tokens.text() == name {
                errors.at(tokens, messages::no_value(name, BIAS.example));
            } else if index > 0 && parse::flag(tokens).is_some() {
                let named = format!("{name} = {}", tokens.text());
                errors.at(tokens, messages::needs_names(NAME, &[named]));
            } else {
                unnamed.push(tokens);
            }
            continue;
        };
        let word = ident.to_string();
        let is_unknown = suggest(&word, [&BIAS.known]).is_none() && !is_alias(&word, &SIZE);
        if is_unknown && index == 0 {
            // It is in the place of the size.
            unnamed.push(tokens);
        } else if word != name {
            errors.at(ident.span(), misnamed(&word, &crate::text::text(value)));
        } else if given.is_some() {
            errors.at(ident.span(), messages::twice(name, true));
        } else if value.is_empty() {
            errors.at(ident.span(), messages::no_value(name, BIAS.example));
        } else {
            let value = Tokens::from(value);
            given = Some(flag::is_set(&BIAS, &value, (&value).into(), errors));
        }
    }
    (unnamed, given != Some(true))
}

/// The message for an argument with another name than `bias`.
fn misnamed(word: &str, value: &str) -> String {
    if is_alias(word, &SIZE) {
        messages::named_size(NAME, value)
    } else if is_alias(word, &ACTIVATION) {
        messages::named_activation(value)
    } else {
        messages::unknown_beside_size(NAME, word, suggest(word, [&BIAS.known]))
    }
}

/// The message if the first argument is an activation or the second is a size, as in other frameworks.
fn misplaced(first: &Tokens, second: Option<&Tokens>) -> Option<String> {
    let (before, after) = (first.text(), second.map(Tokens::text).unwrap_or_default());
    if let Some(meant) = activation::meant(first) {
        let meant = if first.len() == 1 { meant } else { &before };
        Some(match second {
            Some(second) if activation::meant(second).is_none() => {
                messages::size_first(NAME, &after, meant)
            }
            _ => messages::missing_size(NAME, &format!(", {meant}")),
        })
    } else if second.is_some_and(|second| size::is_number(second)) {
        Some(messages::input_is_inferred(NAME, &before, &after))
    } else {
        None
    }
}

type Sizes = (Option<(Size, Spot)>, Size);

/// Reads `128` or `64 -> 32`.
fn sizes(tokens: &Tokens, errors: &mut Errors) -> Option<Sizes> {
    let what = "layer size";
    let arrow = tokens.iter().enumerate().position(|(index, token)| {
        let is_start = is_punct(Some(token), '-') || is_punct(Some(token), '=');
        is_start && is_punct(tokens.get(index + 1), '>')
    });
    let Some(index) = arrow else {
        return Some((None, size::size(tokens, what, tokens, errors)?.into()));
    };
    let arrow = &tokens[index..index + 2];
    if is_punct(arrow.first(), '=') {
        errors.at(arrow, messages::size_arrow(NAME, "=>"));
        return None;
    }
    let (input, output) = (&tokens[..index], &tokens[index + 2..]);
    let taken = size::size(input, what, arrow, errors);
    let given = size::size(output, what, arrow, errors);
    Some((Some((taken?.into(), Spot::from(input))), given?.into()))
}

impl Builtin for Dense {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let (taken, fits) = self.taken(input, layer, errors);
        let mut checks = self.size_checks();
        checks.extend(fits);
        let cost = cost(&taken, &self.output, self.has_bias);
        let mut arguments = vec![
            Argument::Size(taken),
            Argument::Size(self.output.clone()),
            Argument::Activation(self.activation.clone()),
        ];
        arguments.extend(flag::without(!self.has_bias, "NoBias"));
        let output = Shape::vector(&self.output);
        Placed {
            checks,
            ..Placed::new(builtin(NAME, arguments), output, cost)
        }
    }
}

impl Dense {
    /// The input size, and the check for the compiler if the macro does not know the input.
    fn taken(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> (Size, Option<Check>) {
        let given = match input {
            Shape::Sizes(sizes) if sizes.len() == 1 => sizes.first().cloned(),
            Shape::Sizes(_) => {
                let message = messages::needs_vector(NAME, &layer.text(), &input.to_string());
                errors.at(layer, message);
                None
            }
            Shape::OutputOf(own) => Some(Size::OutputOf(own.clone())),
            Shape::InputOf(_) | Shape::Unknown => None,
        };
        let Some((stated, spot)) = &self.input else {
            let taken = given.unwrap_or_else(|| self.output.clone());
            return (taken, ask(Rule::IsVector, input, layer));
        };
        let check = match (stated.value(), given.as_ref().map(Size::value)) {
            (Some(taken), Some(Some(given))) => {
                if taken != given {
                    errors.at(*spot, messages::wrong_input(NAME, taken, given));
                }
                None
            }
            (_, None) => None,
            _ => Some(Check::Shape {
                rule: Rule::Takes,
                this: Shape::vector(stated),
                other: Some(input.clone()),
                spot: *spot,
            }),
        };
        (stated.clone(), check)
    }

    /// Named sizes must not be 0.
    fn size_checks(&self) -> Vec<Check> {
        let stated = self.input.iter().map(|(size, _)| size);
        stated
            .chain([&self.output])
            .filter_map(|size| size.check(Quantity::Size))
            .collect()
    }
}

fn cost(input: &Size, output: &Size, has_bias: bool) -> Cost {
    let (input, output) = (input.amount(), output.amount());
    let macs: Amount = input.times(&output);
    Cost {
        parameters: match has_bias {
            true => macs.plus(&output),
            false => macs.clone(),
        },
        macs,
        ..Cost::default()
    }
}
