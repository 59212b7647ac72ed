//! How a window slides along one dimension, and the number of windows.

use std::rc::Rc;

use super::size::{Formula, Size};
use crate::tokens::Spot;

/// A window along one dimension.
#[derive(Clone)]
pub(crate) struct Slide {
    pub(crate) input: Size,
    pub(crate) kernel: Size,
    pub(crate) stride: Size,
    /// The distance from one place of the window to the next.
    pub(crate) dilation: Size,
    pub(crate) padding: Padding,
    /// Whether the number of windows is rounded up: the last window may end after the padding, but it begins before its end.
    pub(crate) ceil_mode: bool,
}

/// The padding before and after the input.
#[derive(Clone)]
pub(crate) enum Padding {
    /// The same padding on both sides.
    Each(Size),
    /// The padding with which the length of the output depends only on the stride. The smaller half is before the input.
    Same,
    /// The padding before the input with which each window ends at its position: no output depends on later values.
    Causal,
}

/// A window whose numbers are all known to the macro.
struct Known {
    input: u64,
    span: u64,
    stride: u64,
    /// The padding on both sides, if it is a number.
    padding: Option<u64>,
    is_causal: bool,
    ceil_mode: bool,
}

impl Slide {
    /// All numbers, as a key.
    pub(super) fn text(&self) -> String {
        let padding = match &self.padding {
            Padding::Each(size) => size.to_string(),
            Padding::Same => "Same".to_owned(),
            Padding::Causal => "Causal".to_owned(),
        };
        let ceil = if self.ceil_mode { " ceil" } else { "" };
        format!(
            "{} {} {} {} {padding}{ceil}",
            self.input, self.kernel, self.stride, self.dilation
        )
    }

    fn known(&self) -> Option<Known> {
        let padding = match &self.padding {
            Padding::Each(size) => Some(size.value()?),
            Padding::Same | Padding::Causal => None,
        };
        Some(Known {
            input: self.input.value()?,
            span: self.span().value()?,
            stride: self.stride.value()?,
            padding,
            is_causal: matches!(self.padding, Padding::Causal),
            ceil_mode: self.ceil_mode,
        })
    }

    /// Whether the places of the window are adjacent.
    pub(crate) fn is_dense(&self) -> bool {
        self.dilation.value() == Some(1)
    }

    /// The length of the window: its places, and the positions between them.
    pub(crate) fn span(&self) -> Size {
        if self.is_dense() {
            return self.kernel.clone();
        }
        let spot = self.dilation.spot();
        match (self.kernel.value(), self.dilation.value()) {
            (Some(kernel), Some(dilation)) => Size::Number {
                value: (kernel.saturating_sub(1).saturating_mul(dilation)).saturating_add(1),
                spot,
            },
            _ => {
                let formula = Formula::Span(self.kernel.clone(), self.dilation.clone());
                Size::Computed(Rc::new(formula), spot)
            }
        }
    }

    /// The number of windows, which is at least 1.
    pub(crate) fn places(&self, spot: Spot) -> Size {
        if let Some(known) = self.known() {
            let value = known.places();
            Size::Number { value, spot }
        } else if self.keeps() {
            self.input.clone()
        } else {
            Size::Computed(Rc::new(Formula::Places(self.clone())), spot)
        }
    }

    /// The padding before the input.
    pub(crate) fn before(&self, spot: Spot) -> Size {
        match (&self.padding, self.known()) {
            (Padding::Each(size), _) => size.clone(),
            (Padding::Causal, _) if let Some(span) = self.span().value() => Size::Number {
                value: span.saturating_sub(1),
                spot,
            },
            (_, Some(known)) => Size::Number {
                value: known.before(),
                spot,
            },
            (_, None) => Size::Computed(Rc::new(Formula::Before(self.clone())), spot),
        }
    }

    /// Whether the output is as long as the input, for every length of the input.
    fn keeps(&self) -> bool {
        let padding = match &self.padding {
            Padding::Same | Padding::Causal => return self.stride.value() == Some(1),
            Padding::Each(size) => size.value(),
        };
        let kernel = padding.and_then(|padding| padding.checked_mul(2)?.checked_add(1));
        self.stride.value() == Some(1) && kernel.is_some() && kernel == self.span().value()
    }

    /// Whether the window is at most as long as its padded input. Returns `None` if the macro does not know the sizes.
    pub(crate) fn fits(&self) -> Option<bool> {
        let padding = match &self.padding {
            Padding::Same | Padding::Causal => return Some(true),
            Padding::Each(size) => size.value()?,
        };
        let over = match self.ceil_mode {
            true => self.stride.value()?.saturating_sub(1),
            false => 0,
        };
        let room = |input: u64| {
            let padded = input.saturating_add(padding.saturating_mul(2));
            padded.saturating_add(over)
        };
        let span = self.span().value()?;
        match self.input.value() {
            Some(input) => Some(span <= room(input)),
            None => (span <= room(1)).then_some(true),
        }
    }

    /// The length of the input with its padding, if the macro knows it.
    pub(crate) fn padded(&self) -> Option<String> {
        self.known().map(|known| known.room().to_string())
    }

    /// The number of positions at the end of the input that no window reaches; 0 if the macro does not know it.
    pub(crate) fn lost(&self) -> u64 {
        self.known().map_or(0, |known| known.lost())
    }

    /// The number of windows as a formula: `(SIDE + 3) / 2`.
    pub(super) fn places_text(&self) -> String {
        let (input, stride) = (self.input.operand(), self.stride.operand());
        let Padding::Each(padding) = &self.padding else {
            return format!("ceil({} / {stride})", self.input);
        };
        if self.ceil_mode {
            return format!("places({})", self.input);
        }
        let span = self.span();
        let room = match (padding.value(), span.value()) {
            (Some(padding), Some(span)) => {
                let (padding, span) = (i128::from(padding), i128::from(span));
                let is_one = self.stride.value() == Some(1);
                signed(&input, 2 * padding - span + i128::from(is_one))
            }
            (Some(0), None) => format!("{input} - {}", span.operand()),
            (Some(padding), None) => format!("{input} + {} - {}", 2 * padding, span.operand()),
            (None, _) => format!("{input} + 2 * {} - {}", padding.operand(), span.operand()),
        };
        let both = padding.value().and(span.value());
        match self.stride.value() {
            Some(1) if both.is_some() => room,
            Some(1) => format!("{room} + 1"),
            _ if room.contains(' ') => format!("({room}) / {stride} + 1"),
            _ => format!("{room} / {stride} + 1"),
        }
    }
}

/// A sum of something with a number, which may be negative.
fn signed(text: &str, number: i128) -> String {
    match number {
        0 => text.to_owned(),
        1.. => format!("{text} + {number}"),
        _ => format!("{text} - {}", -number),
    }
}

impl Known {
    fn room(&self) -> u64 {
        self.input
            .saturating_add(self.padding.unwrap_or_default().saturating_mul(2))
    }

    fn places(&self) -> u64 {
        let stride = self.stride.max(1);
        let rest = self.room().saturating_sub(self.span);
        match self.padding {
            None => self.input.div_ceil(stride),
            Some(_) if !self.ceil_mode => rest / stride + 1,
            Some(padding) => {
                let last = rest.div_ceil(stride);
                // As in PyTorch, the last window begins in the input or in the padding before it.
                let is_outside = last.saturating_mul(stride) >= self.input.saturating_add(padding);
                last + u64::from(!is_outside)
            }
        }
    }

    /// The padding before the input.
    fn before(&self) -> u64 {
        match self.padding {
            Some(padding) => padding,
            None if self.is_causal => self.span.saturating_sub(1),
            // half of the padding before and after the input together
            None => self.reached().saturating_sub(self.input) / 2,
        }
    }

    /// From the beginning of the first window to the end of the last.
    fn reached(&self) -> u64 {
        let last = (self.places() - 1).saturating_mul(self.stride.max(1));
        last.saturating_add(self.span)
    }

    fn lost(&self) -> u64 {
        self.input
            .saturating_add(self.before())
            .saturating_sub(self.reached())
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;

    use super::{Padding, Slide};
    use crate::model::Size;
    use crate::tokens::{Spot, Tokens};

    fn size(text: &str) -> Size {
        let spot = Spot::from(Span::call_site());
        match text.parse() {
            Ok(value) => Size::Number { value, spot },
            Err(_) => {
                let tokens: proc_macro2::TokenStream = text.parse().unwrap();
                Size::Constant(Tokens::flat(tokens))
            }
        }
    }

    fn slide(numbers: [&str; 4]) -> Slide {
        let [input, kernel, stride, padding] = numbers;
        Slide {
            input: size(input),
            kernel: size(kernel),
            stride: size(stride),
            dilation: size("1"),
            padding: match padding {
                "Same" => Padding::Same,
                "Causal" => Padding::Causal,
                padding => Padding::Each(size(padding)),
            },
            ceil_mode: false,
        }
    }

    /// The number of windows as in PyTorch (numbers) and Keras (`same`); the padding before; the positions that are left out.
    #[test]
    fn places() {
        for (numbers, places, before, lost) in [
            (["28", "5", "1", "2"], "28", "2", 0),
            (["28", "5", "1", "0"], "24", "0", 0),
            (["28", "2", "2", "0"], "14", "0", 0),
            (["27", "2", "2", "0"], "13", "0", 1),
            (["27", "3", "2", "1"], "14", "1", 0),
            (["28", "3", "2", "1"], "14", "1", 0),
            (["28", "2", "3", "1"], "10", "1", 0),
            (["10", "3", "4", "0"], "2", "0", 3),
            (["10", "3", "4", "1"], "3", "1", 0),
            (["28", "3", "2", "Same"], "14", "0", 0),
            (["27", "3", "2", "Same"], "14", "1", 0),
            (["28", "4", "1", "Same"], "28", "1", 0),
            (["10", "1", "3", "Same"], "4", "0", 0),
            (["9", "1", "3", "Same"], "3", "0", 2),
            (["28", "3", "1", "Causal"], "28", "2", 0),
            (["28", "3", "2", "Causal"], "14", "2", 1),
            (["27", "3", "2", "Causal"], "14", "2", 0),
            (["SIDE", "5", "1", "0"], "SIDE - 4", "0", 0),
            (["SIDE", "3", "1", "1"], "SIDE", "1", 0),
            (["SIDE", "2", "2", "0"], "(SIDE - 2) / 2 + 1", "0", 0),
            (["SIDE", "5", "STEP", "2"], "(SIDE - 1) / STEP + 1", "2", 0),
            (["SIDE", "4", "2", "2"], "SIDE / 2 + 1", "2", 0),
            (["28", "K", "1", "0"], "28 - K + 1", "0", 0),
            (["28", "K", "2", "1"], "(28 + 2 - K) / 2 + 1", "1", 0),
            (["SIDE", "K", "1", "P"], "SIDE + 2 * P - K + 1", "P", 0),
            (["SIDE", "3", "1", "Same"], "SIDE", "padding(SIDE)", 0),
            (["SIDE", "3", "1", "Causal"], "SIDE", "2", 0),
            (
                ["SIDE", "3", "2", "Same"],
                "ceil(SIDE / 2)",
                "padding(SIDE)",
                0,
            ),
        ] {
            let slide = slide(numbers);
            let spot = Spot::from(Span::call_site());
            assert_eq!(slide.places(spot).to_string(), places, "{numbers:?}");
            assert_eq!(slide.before(spot).to_string(), before, "{numbers:?}");
            assert_eq!(slide.lost(), lost, "{numbers:?}");
        }
    }

    /// The number of windows as in PyTorch with `ceil_mode`; the positions that are left out; whether the window fits.
    #[test]
    fn rounded_up() {
        for (numbers, places, lost, fits) in [
            (["27", "2", "2", "0"], "14", 0, Some(true)),
            (["28", "2", "2", "0"], "14", 0, Some(true)),
            (["28", "3", "2", "1"], "15", 0, Some(true)),
            // the next window would begin in the padding after the input
            (["3", "2", "2", "1"], "2", 0, Some(true)),
            (["9", "1", "3", "0"], "3", 2, Some(true)),
            (["10", "3", "4", "0"], "3", 0, Some(true)),
            (["1", "2", "2", "0"], "1", 0, Some(true)),
            (["1", "3", "2", "0"], "1", 0, Some(false)),
            (["SIDE", "3", "1", "1"], "SIDE", 0, Some(true)),
            (["SIDE", "2", "2", "0"], "places(SIDE)", 0, Some(true)),
            (["SIDE", "3", "2", "0"], "places(SIDE)", 0, None),
        ] {
            let slide = Slide {
                ceil_mode: true,
                ..slide(numbers)
            };
            let spot = Spot::from(Span::call_site());
            assert_eq!(slide.places(spot).to_string(), places, "{numbers:?}");
            assert_eq!(slide.lost(), lost, "{numbers:?}");
            assert_eq!(slide.fits(), fits, "{numbers:?}");
        }
    }

    /// The number of windows as in PyTorch with `dilation`; the span; the padding before; the positions left out; whether the window
    /// fits.
    #[test]
    fn dilated() {
        for (numbers, dilation, [places, span, before], lost, fits) in [
            (["28", "3", "1", "2"], "2", ["28", "5", "2"], 0, Some(true)),
            (["28", "3", "2", "0"], "3", ["11", "7", "0"], 1, Some(true)),
            (["28", "1", "1", "0"], "9", ["28", "1", "0"], 0, Some(true)),
            (
                ["28", "3", "1", "Same"],
                "4",
                ["28", "9", "4"],
                0,
                Some(true),
            ),
            (["4", "3", "1", "0"], "2", ["1", "5", "0"], 0, Some(false)),
            (
                ["SIDE", "3", "1", "2"],
                "2",
                ["SIDE", "5", "2"],
                0,
                Some(true),
            ),
            (
                ["SIDE", "3", "2", "0"],
                "2",
                ["(SIDE - 5) / 2 + 1", "5", "0"],
                0,
                None,
            ),
            (
                ["28", "3", "1", "0"],
                "GAP",
                ["28 - (GAP * (3 - 1) + 1) + 1", "GAP * (3 - 1) + 1", "0"],
                0,
                None,
            ),
        ] {
            let slide = Slide {
                dilation: size(dilation),
                ..slide(numbers)
            };
            let spot = Spot::from(Span::call_site());
            assert_eq!(slide.places(spot).to_string(), places, "{numbers:?}");
            assert_eq!(slide.span().to_string(), span, "{numbers:?}");
            assert_eq!(slide.before(spot).to_string(), before, "{numbers:?}");
            assert_eq!(slide.lost(), lost, "{numbers:?}");
            assert_eq!(slide.fits(), fits, "{numbers:?}");
        }
    }

    #[test]
    fn fits() {
        for (numbers, fits) in [
            (["4", "5", "1", "0"], Some(false)),
            (["4", "5", "1", "1"], Some(true)),
            (["4", "50", "1", "Same"], Some(true)),
            (["SIDE", "3", "1", "1"], Some(true)),
            (["SIDE", "3", "1", "0"], None),
            (["SIDE", "K", "1", "0"], None),
        ] {
            assert_eq!(slide(numbers).fits(), fits, "{numbers:?}");
        }
    }
}
