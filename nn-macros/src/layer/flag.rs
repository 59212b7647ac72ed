//! Arguments that are `true` or `false`: `bias = false`.

use super::arguments::Arguments;
use super::builtin;
use super::parameter::Parameter;
use crate::errors::Errors;
use crate::model::Argument;
use crate::suggest::Known;
use crate::tokens::{Spot, Tokens};
use crate::{messages, parse};

/// Whether a dense layer or a convolution has a bias.
pub(super) const BIAS: Parameter = flag(
    Known {
        name: "bias",
        synonyms: &["use_bias", "with_bias", "has_bias", "biases"],
    },
    "false",
);
/// Whether a normalization scales and shifts its output.
pub(super) const AFFINE: Parameter = flag(
    Known {
        name: "affine",
        synonyms: &["elementwise_affine"],
    },
    "false",
);
/// Whether a recurrent layer outputs the states of all steps.
pub(super) const SEQUENCES: Parameter = flag(
    Known {
        name: "sequences",
        synonyms: &[
            "return_sequences",
            "return_sequence",
            "sequence",
            "all_steps",
        ],
    },
    "true",
);
/// Whether the number of windows is rounded up.
pub(super) const CEIL_MODE: Parameter = flag(
    Known {
        name: "ceil_mode",
        synonyms: &["ceil", "ceiling"],
    },
    "true",
);
/// Whether padding counts in an average.
pub(super) const COUNT_INCLUDE_PAD: Parameter = flag(
    Known {
        name: "count_include_pad",
        synonyms: &["include_pad", "count_include_padding"],
    },
    "true",
);

/// Whether each channel has a slope of its own.
pub(super) const PER_CHANNEL: Parameter = flag(
    Known {
        name: "per_channel",
        synonyms: &["channelwise", "channel_wise"],
    },
    "true",
);

/// `example` is the value that is not the default.
const fn flag(known: Known, example: &'static str) -> Parameter {
    Parameter {
        known,
        example,
        required: false,
        bare: 0,
    }
}

impl Parameter {
    /// Whether the parameter is `true` or `false`.
    pub(super) fn is_flag(&self) -> bool {
        self.example.parse::<bool>().is_ok()
    }
}

impl Arguments<'_> {
    /// Reports a flag without a value: `bias`.
    pub(super) fn flag_without_value(&self, tokens: &Tokens, errors: &mut Errors) -> bool {
        let word = tokens.text();
        let mut flags = self.rules.parameters.iter().filter(|one| one.is_flag());
        let flag = flags.find(|flag| flag.known.name == word);
        if let Some(flag) = flag {
            errors.at(tokens, messages::no_value(flag.known.name, flag.example));
        }
        flag.is_some()
    }

    /// Whether a flag differs from its default.
    pub(super) fn flag(&self, flag: &Parameter, errors: &mut Errors) -> bool {
        let value = self.value(flag.known.name).and_then(<[Tokens]>::first);
        value.is_some_and(|value| is_set(flag, value, value.into(), errors))
    }
}

/// Whether this value of a flag differs from its default.
pub(super) fn is_set(flag: &Parameter, value: &Tokens, spot: Spot, errors: &mut Errors) -> bool {
    let given = parse::flag(value);
    if given.is_none() && !value.is_empty() {
        errors.at(spot, messages::not_a_flag(flag.known.name, flag.example));
    }
    given.is_some() && given == flag.example.parse().ok()
}

/// The last argument of a layer without its optional parameters: `NoBias`.
pub(super) fn without(is_without: bool, name: &'static str) -> Option<Argument> {
    is_without.then(|| Argument::Type(builtin(name, Vec::new())))
}
