//! `Gru<32>`, `Lstm<32, sequences = true>`, `MinGru<32>`, `FastGrnn<32>`, `Rnn<32, Relu, bias = false>`: recurrent layers over sequences.

use super::flag::{self, BIAS, SEQUENCES};
use super::parameter::{Parameter, Rules};
use super::{Builtin, Placed, Row, arguments, ask, builtin};
use crate::amount::Amount;
use crate::errors::Errors;
use crate::model::{Activation, Argument, Cost, Quantity, Rule, Shape, Size};
use crate::parse::size;
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};
use crate::{ast, messages};

pub(super) const GRU: Row = Row {
    known: Known {
        name: GRU_RULES.name,
        synonyms: &["GatedRecurrentUnit", "GruLayer"],
    },
    read: |layer, errors| read(&GRU_RULES, 3, layer, errors),
};
pub(super) const LSTM: Row = Row {
    known: Known {
        name: LSTM_RULES.name,
        synonyms: &["LongShortTermMemory", "LstmLayer"],
    },
    read: |layer, errors| read(&LSTM_RULES, 4, layer, errors),
};
pub(super) const RNN: Row = Row {
    known: Known {
        name: RNN_RULES.name,
        synonyms: &["SimpleRnn", "Elman", "VanillaRnn"],
    },
    read: |layer, errors| read(&RNN_RULES, 1, layer, errors),
};

pub(super) const MIN_GRU: Row = Row {
    known: Known {
        name: MIN_GRU_RULES.name,
        synonyms: &["MinimalGru", "MinGruLayer"],
    },
    read: |layer, errors| read(&MIN_GRU_RULES, 2, layer, errors),
};

pub(super) const FAST_GRNN: Row = Row {
    known: Known {
        name: FAST_GRNN_RULES.name,
        synonyms: &["FastGrnnLayer", "FastGatedRnn"],
    },
    read: |layer, errors| read(&FAST_GRNN_RULES, 1, layer, errors),
};

static GRU_RULES: Rules = Rules {
    name: "Gru",
    parameters: &[UNITS, SEQUENCES, BIAS],
    activation: false,
    example: "Gru<32>",
};
static LSTM_RULES: Rules = Rules {
    name: "Lstm",
    parameters: &[UNITS, SEQUENCES, BIAS],
    activation: false,
    example: "Lstm<32>",
};
static MIN_GRU_RULES: Rules = Rules {
    name: "MinGru",
    parameters: &[UNITS, SEQUENCES, BIAS],
    activation: false,
    example: "MinGru<32>",
};
static FAST_GRNN_RULES: Rules = Rules {
    name: "FastGrnn",
    parameters: &[UNITS, SEQUENCES, BIAS],
    activation: false,
    example: "FastGrnn<16>",
};
static RNN_RULES: Rules = Rules {
    name: "Rnn",
    parameters: &[UNITS, SEQUENCES, BIAS],
    activation: true,
    example: "Rnn<32, Tanh>",
};
const UNITS: Parameter = Parameter {
    known: Known {
        name: "units",
        synonyms: &[
            "hidden_size",
            "hidden",
            "hidden_units",
            "size",
            "num_units",
            "n_units",
            "output_size",
        ],
    },
    example: "32",
    required: true,
    bare: 1,
};
/// The activations of an `Rnn`. The first one is the default.
const NONLINEARITIES: [&str; 2] = ["Tanh", "Relu"];

struct Recurrent {
    name: &'static str,
    gates: u64,
    units: Size,
    /// Only of an `Rnn`.
    activation: Option<&'static str>,
    has_sequences: bool,
    has_bias: bool,
}

fn read(
    rules: &'static Rules,
    gates: u64,
    layer: &ast::Layer,
    errors: &mut Errors,
) -> Option<Box<dyn Builtin>> {
    let arguments = arguments::read(rules, layer, errors)?;
    let tokens = arguments.value(UNITS.known.name)?.first()?;
    let units = size::size(tokens, "number of units", &layer.tokens, errors);
    let has_sequences = arguments.flag(&SEQUENCES, errors);
    let has_bias = !arguments.flag(&BIAS, errors);
    let activation = rules
        .activation
        .then(|| nonlinearity(arguments.activation.as_ref(), errors));
    Some(Box::new(Recurrent {
        name: rules.name,
        gates,
        units: units?.into(),
        activation,
        has_sequences,
        has_bias,
    }))
}

/// The activation of an `Rnn`.
fn nonlinearity(given: Option<&Activation>, errors: &mut Errors) -> &'static str {
    let [default, _] = NONLINEARITIES;
    let (spot, text) = match given {
        None => return default,
        Some(Activation::Builtin { name, spot, .. }) => {
            if let Some(known) = NONLINEARITIES.iter().find(|known| *known == name) {
                return known;
            }
            (*spot, (*name).to_owned())
        }
        Some(Activation::Own(tokens)) => (tokens.into(), tokens.text()),
    };
    errors.at(spot, messages::nonlinearity(&text));
    default
}

impl Builtin for Recurrent {
    fn place(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Placed {
        let sizes = input.dimensions(2).unwrap_or_default();
        let [features, length] = &*sizes else {
            if let Shape::Sizes(sizes) = input {
                let fix = match sizes.len() {
                    1 => messages::ALL_STEPS,
                    _ => messages::NO_IMAGE,
                };
                let message = messages::needs_features(self.name, &input.to_string(), fix);
                errors.at(layer, message);
            }
            return Placed::broken(self.name);
        };
        let cost = self.cost(features, length);
        let output = match self.has_sequences {
            true => Shape::Sizes(vec![self.units.clone(), length.clone()]),
            false => Shape::vector(&self.units),
        };
        let is_sequence = ask(Rule::IsSequence, input, layer);
        let checks = self.units.check(Quantity::Size).into_iter();
        Placed {
            checks: checks.chain(is_sequence).collect(),
            ..Placed::new(
                builtin(self.name, self.arguments(features, length, layer.into())),
                output,
                cost,
            )
        }
    }
}

impl Recurrent {
    /// The arguments of the type. All after the length have defaults.
    fn arguments(&self, features: &Size, length: &Size, spot: Spot) -> Vec<Argument> {
        let mut arguments = vec![
            Argument::Size(features.clone()),
            Argument::Size(self.units.clone()),
        ];
        if self.gates > 1 {
            arguments.push(Argument::Size(self.outputs(spot)));
        }
        arguments.push(Argument::Size(length.clone()));
        let part = |name| Argument::Type(builtin(name, Vec::new()));
        arguments.extend(self.activation.map(part));
        if self.has_sequences || !self.has_bias {
            arguments.push(part(match self.has_sequences {
                true => "AllSteps",
                false => "LastStep",
            }));
        }
        arguments.extend(flag::without(!self.has_bias, "NoBias"));
        arguments
    }

    /// The number of outputs of the products: the units of all gates.
    fn outputs(&self, spot: Spot) -> Size {
        let gates = Size::Number {
            value: self.gates,
            spot,
        };
        Size::product(&[gates, self.units.clone()], spot)
    }

    fn cost(&self, features: &Size, length: &Size) -> Cost {
        let outputs = self
            .units
            .amount()
            .times(&Amount::number(self.gates.into()));
        // a `MinGru` has no weights of the state
        let has_state = self.name != MIN_GRU_RULES.name;
        let terms = match has_state {
            true => features.amount().plus(&self.units.amount()),
            false => features.amount(),
        };
        let biases = Amount::number(if has_state { 2 } else { 1 });
        let weights = outputs.times(&terms);
        // a `FastGrnn` has two scales
        let scales = match self.name == FAST_GRNN_RULES.name {
            true => Amount::number(2),
            false => Amount::number(0),
        };
        let trained = weights.plus(&scales);
        Cost {
            parameters: match self.has_bias {
                true => trained.plus(&outputs.times(&biases)),
                false => trained,
            },
            macs: weights.times(&length.amount()),
            ..Cost::default()
        }
    }
}
