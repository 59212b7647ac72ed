//! Detects arguments for the channels of the input, which other frameworks require.

use super::arguments::Arguments;
use super::window::Window;
use crate::errors::Errors;
use crate::messages;
use crate::model::{Shape, Size};
use crate::parse::top_level;
use crate::tokens::{Spot, Tokens, is_punct};

pub(super) const FILTERS: &str = "filters";
/// The most channels of an image that comes from a file: three colors and transparency.
const MOST_CHANNELS: u64 = 4;

impl Arguments<'_> {
    /// Reports the names that are missing.
    pub(super) fn report_unnamed(&mut self, errors: &mut Errors) {
        let ([(_, first), ..], Some((_, last))) = (&*self.unnamed, self.unnamed.last()) else {
            return;
        };
        let unnamed = self.unnamed.iter();
        let all: Vec<_> = unnamed.map(|(name, value)| named(name, value)).collect();
        let Some(behind) = self.behind_channels() else {
            let message = messages::needs_names(self.rules.name, &all);
            errors.at(Spot::from(*first).to((*last).into()), message);
            return;
        };
        let is_open = self.unnamed.len() > 2 && !self.is_shifted && self.extra.is_none();
        let all = is_open.then_some(&*all);
        let message = messages::channels_first(self.rules.name, &first.text(), &behind, all);
        let last = self.extra.unwrap_or(last);
        errors.at(Spot::from(*first).to(last.into()), message);
        // The meaning of the numbers is not known.
        self.is_broken = true;
    }

    /// The bare arguments with their names, if the first one is meant for the channels of the input.
    fn behind_channels(&self) -> Option<Vec<String>> {
        let is_named = |name: &str| {
            let mut given = self.given.iter();
            given.any(|given| given.name == name && given.ident.is_some())
        };
        let count = self.unnamed.len();
        if !self.begins_with_filters()
            || count < 2
            || count == 2 && !is_named("kernel") && !self.is_shifted
        {
            return None;
        }
        let values = self.unnamed[1..].iter().map(|(_, value)| *value);
        let parameters = self.rules.parameters.iter();
        let parameters = parameters.filter(|parameter| !parameter.is_flag());
        let names = parameters.map(|parameter| parameter.known.name);
        let pairs = names
            .filter(|name| !is_named(name))
            .zip(values.chain(self.extra));
        Some(pairs.map(|(name, value)| named(name, value)).collect())
    }

    /// Whether a bare argument that took this name was probably meant for another parameter.
    pub(super) fn yields(&self, name: &str) -> bool {
        let took = |(taken, _): &(&str, _)| *taken == name;
        self.begins_with_filters() && self.unnamed.len() > 1 && self.unnamed.iter().any(took)
    }

    fn begins_with_filters(&self) -> bool {
        matches!(self.unnamed.first(), Some((FILTERS, _)))
    }

    /// The filters in `1 -> 4`, a form that only a dense layer takes.
    pub(super) fn filters_behind_arrow(&self, tokens: &Tokens) -> Option<Tokens> {
        self.rules
            .parameters
            .iter()
            .find(|parameter| parameter.known.name == FILTERS)?;
        let is_arrow = |index: &usize| {
            let is_start = ['-', '='].map(|mark| is_punct(tokens.get(*index), mark));
            is_start.contains(&true) && is_punct(tokens.get(index + 1), '>')
        };
        let arrow = top_level(tokens).find(is_arrow)?;
        let filters = &tokens[arrow + 2..];
        (arrow > 0 && !filters.is_empty()).then(|| filters.into())
    }
}

fn named(name: &str, value: &Tokens) -> String {
    format!("{name} = {}", value.text())
}

impl Window {
    /// Reports an input of the network without channels, or with the channels after the other dimensions.
    pub(super) fn check_channels(
        &self,
        input: &Shape,
        layer: &Tokens,
        errors: &mut Errors,
    ) -> bool {
        let Shape::Sizes(sizes) = input else {
            return false;
        };
        let count = self.kernel.len();
        if count == 2 && sizes.len() == 2 {
            let image = format!("[1, {}, {}]", sizes[0], sizes[1]);
            let other = self.layer.replace("2d", "1d");
            let other = super::find(&other).map(|_| &*other);
            let fix = messages::add_channels(&image, other);
            errors.at(
                layer,
                messages::needs_image(self.layer, &input.to_string(), &fix),
            );
            return true;
        }
        let is_few = |size: &Size| size.value().is_some_and(|value| value <= MOST_CHANNELS);
        if sizes.len() != count + 1 || self.fits(&sizes[1..]) || !sizes.last().is_some_and(is_few) {
            return false;
        }
        let mut meant = sizes.clone();
        meant.rotate_right(1);
        if !self.fits(&meant[1..]) {
            return false;
        }
        let kernel = self.kernel_text();
        let order = match count {
            1 => "[channels, length]",
            _ => "[channels, height, width]",
        };
        let (input, meant) = (input.to_string(), Shape::Sizes(meant).to_string());
        let message = messages::channels_last(self.layer, &kernel, &input, order, &meant);
        errors.at(self.kernel_spot, message);
        true
    }
}
