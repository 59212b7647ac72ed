//! A window that slides over a sequence or an image: the common part of all layers with a kernel.

use super::builtin;
use crate::errors::Errors;
use crate::messages;
use crate::model::{Argument, Check, Padding, Quantity, Rule, Shape, Size, Slide, Type};
use crate::suggest::is_layer;
use crate::tokens::{Spot, Tokens};

/// A window with its sizes along each dimension.
pub(crate) struct Window {
    pub(super) layer: &'static str,
    pub(super) kernel: Vec<Size>,
    pub(super) stride: Vec<Size>,
    pub(super) padding: Vec<Padding>,
    pub(super) dilation: Vec<Size>,
    pub(super) kernel_spot: Spot,
    pub(super) padding_spot: Spot,
    /// Whether the number of windows is rounded up.
    pub(super) ceil_mode: bool,
}

/// A window over an input of known shape.
pub(super) struct Slid {
    pub(super) channels: Size,
    pub(super) kernel: Vec<Size>,
    /// `Slide<..>`, or a pair of them.
    pub(super) geometry: Argument,
    /// The dimensions of the output, without the channels.
    pub(super) output: Vec<Size>,
    pub(super) checks: Vec<Check>,
    pub(super) lost: Option<String>,
}

fn padding_size(padding: &Padding) -> Option<&Size> {
    match padding {
        Padding::Each(size) => Some(size),
        Padding::Same | Padding::Causal => None,
    }
}

impl Window {
    /// Whether its padding is `Same`.
    pub(super) fn is_same(&self) -> bool {
        self.padding
            .iter()
            .any(|padding| padding_size(padding).is_none())
    }

    /// Refuses padding by which a window would see only padding.
    pub(super) fn check_padding(&self, errors: &mut Errors) {
        let text =
            |sizes: Vec<&Size>| -> Vec<String> { sizes.into_iter().map(Size::to_string).collect() };
        let padding: Vec<_> = self.padding.iter().filter_map(padding_size).collect();
        let is_wrong = |(padding, span): (&&Size, &Size)| matches!((padding.value(), span.value()), (Some(padding), Some(span)) if padding >= span);
        if padding.iter().zip(&self.spans()).any(is_wrong) {
            let message = messages::padding_too_large(&text(padding), &self.kernel_text());
            errors.at(self.padding_spot, message);
        }
    }

    /// Slides over an input of this shape. Returns `None` after an error.
    pub(super) fn slide(&self, input: &Shape, layer: &Tokens, errors: &mut Errors) -> Option<Slid> {
        let count = self.kernel.len();
        let Some(sizes) = input.dimensions(count + 1) else {
            if !matches!(input, Shape::Unknown) {
                errors.at(layer, wrong_input(self.layer, count, input));
            }
            return None;
        };
        let (channels, sizes) = sizes.split_first()?;
        let slides = self.slides(sizes);
        if slides.iter().any(|slide| slide.fits() == Some(false)) {
            errors.at(self.kernel_spot, self.too_large(input, &slides));
            return None;
        }
        let spot = Spot::from(layer);
        Some(Slid {
            channels: channels.clone(),
            kernel: self.kernel.iter().map(Size::at_least_one).collect(),
            geometry: geometry(&slides, spot),
            output: slides.iter().map(|slide| slide.places(spot)).collect(),
            checks: self.checks(input, &slides, layer),
            lost: lost(input, &slides),
        })
    }

    /// The window along each dimension of an input of these sizes.
    fn slides(&self, sizes: &[Size]) -> Vec<Slide> {
        let slide = |(index, size): (usize, &Size)| Slide {
            input: size.clone(),
            kernel: self.kernel[index].at_least_one(),
            stride: self.stride[index].at_least_one(),
            dilation: self.dilation[index].at_least_one(),
            padding: self.padding[index].clone(),
            ceil_mode: self.ceil_mode,
        };
        sizes.iter().enumerate().map(slide).collect()
    }

    /// The length of the window along each dimension.
    fn spans(&self) -> Vec<Size> {
        let slides = self.slides(&self.kernel);
        slides.iter().map(Slide::span).collect()
    }

    /// The kernel as messages name it: `3`, or `3, which is 5 with its dilation`.
    pub(super) fn kernel_text(&self) -> String {
        let text =
            |sizes: &[Size]| messages::pair(&sizes.iter().map(Size::to_string).collect::<Vec<_>>());
        let kernel = text(&self.kernel);
        match self.is_dilated() {
            true => messages::dilated(&kernel, &text(&self.spans())),
            false => kernel,
        }
    }

    fn is_dilated(&self) -> bool {
        let mut dilation = self.dilation.iter();
        dilation.any(|dilation| dilation.value() != Some(1))
    }

    /// Whether it fits into its padded input along each dimension, as far as the macro knows the sizes.
    pub(super) fn fits(&self, sizes: &[Size]) -> bool {
        let slides = self.slides(sizes);
        slides.iter().all(|slide| slide.fits() != Some(false))
    }

    /// The rules that only the compiler can check.
    fn checks(&self, input: &Shape, slides: &[Slide], layer: &Tokens) -> Vec<Check> {
        let rule = if slides.len() == 2 {
            Rule::IsImage
        } else {
            Rule::IsSequence
        };
        let mut checks: Vec<_> = super::ask(rule, input, layer).into_iter().collect();
        let kernels = self.kernel.iter().map(|size| size.check(Quantity::Kernel));
        let strides = self.stride.iter().map(|size| size.check(Quantity::Stride));
        let dilations = self.dilation.iter();
        let dilations = dilations.map(|size| size.check(Quantity::Dilation));
        let padding = self.padding.iter().filter_map(padding_size);
        let padding = padding.map(|size| size.check(Quantity::Any));
        checks.extend(
            kernels
                .chain(strides)
                .chain(padding)
                .chain(dilations)
                .flatten(),
        );
        for slide in slides {
            if slide.fits().is_none() {
                checks.push(Check::Kernel(slide.clone(), self.kernel_spot));
            }
            let padding = padding_size(&slide.padding);
            let is_seen =
                padding.is_none_or(|padding| match (padding.value(), slide.span().value()) {
                    (Some(0), _) => true,
                    (padding, kernel) => padding.is_some() && kernel.is_some(),
                });
            if !is_seen {
                checks.push(Check::Padding(slide.clone(), self.padding_spot));
            }
        }
        checks
    }

    fn too_large(&self, input: &Shape, slides: &[Slide]) -> String {
        let padded: Option<Vec<String>> = slides.iter().map(Slide::padded).collect();
        let is_padded = self
            .padding
            .iter()
            .filter_map(padding_size)
            .any(|size| size.value() != Some(0));
        let padded = padded.filter(|_| is_padded);
        let (kernel, input) = (self.kernel_text(), input.to_string());
        let cause = match self.is_dilated() {
            true => "the kernel or the dilation",
            false => "the kernel",
        };
        messages::kernel_too_large(self.layer, (&kernel, cause), &input, padded.as_deref())
    }
}

/// The message for an input with another number of dimensions.
pub(super) fn wrong_input(name: &str, dimensions: usize, input: &Shape) -> String {
    let shape = input.to_string();
    let other = match dimensions {
        1 => name.replace("1d", "2d"),
        _ => name.replace("2d", "1d"),
    };
    let is_vector = matches!(input, Shape::Sizes(sizes) if sizes.len() == 1);
    let fix = match is_layer(&other) {
        _ if is_vector => messages::NO_VECTOR.to_owned(),
        true => messages::instead(&other),
        false => String::new(),
    };
    match dimensions {
        1 => messages::needs_sequence(name, &shape, &fix),
        _ => messages::needs_image(name, &shape, &fix),
    }
}

/// `Slide<..>` over a sequence, `(Slide<..>, Slide<..>)` over an image.
fn geometry(slides: &[Slide], spot: Spot) -> Argument {
    let types = slides.iter().map(|slide| slide_type(slide, spot));
    Argument::Slides(types.collect())
}

/// `Slide<L, K, O, S, P, D>` without the defaults at its end, so that messages are short.
fn slide_type(slide: &Slide, spot: Spot) -> Type {
    let required = [&slide.input, &slide.kernel, &slide.places(spot)].map(Size::clone);
    let optional = [
        (slide.stride.clone(), 1),
        (slide.before(spot), 0),
        (slide.dilation.clone(), 1),
    ];
    let is_default = |(size, default): &(Size, u64)| size.value() == Some(*default);
    let last = optional.iter().rposition(|size| !is_default(size));
    let stated = optional.into_iter().take(last.map_or(0, |last| last + 1));
    let sizes = required.into_iter().chain(stated.map(|(size, _)| size));
    builtin("Slide", sizes.map(Argument::Size).collect())
}

/// A description of the positions that no window reaches.
fn lost(input: &Shape, slides: &[Slide]) -> Option<String> {
    let names: &[&str] = if slides.len() == 2 {
        &["row", "column"]
    } else {
        &["value"]
    };
    let counts = slides.iter().map(Slide::lost).zip(names.iter().copied());
    let counts: Vec<_> = counts.filter(|(count, _)| *count > 0).collect();
    (!counts.is_empty()).then(|| messages::lost(&counts, &input.to_string()))
}
