//! A sequence or an image of another size: the common part of `ZeroPad` and `Upsample`.

use super::window::wrong_input;
use super::{Placed, ask, builtin};
use crate::errors::Errors;
use crate::messages::{self, LIMIT};
use crate::model::{Argument, Check, Cost, Rule, Shape, Size, Type};
use crate::tokens::Tokens;

/// A layer that changes the sizes of its input.
pub(super) struct Resized {
    /// The name of the layer.
    pub(super) name: &'static str,
    /// Its name in nn-core, which is the same over sequences and images.
    pub(super) ty: &'static str,
    /// The number of dimensions without the channels.
    pub(super) dimensions: usize,
}

impl Resized {
    /// The layer for an input of this shape. `axis` returns the size of the output and the `Slide` along each dimension.
    pub(super) fn place(
        &self,
        input: &Shape,
        own: impl IntoIterator<Item = Check>,
        axis: impl Fn(usize, &Size) -> (Size, Type),
        layer: &Tokens,
        errors: &mut Errors,
    ) -> Placed {
        let Some(sizes) = input.dimensions(self.dimensions + 1) else {
            if !matches!(input, Shape::Unknown) {
                errors.at(layer, wrong_input(self.name, self.dimensions, input));
            }
            return Placed::broken(self.name);
        };
        let (channels, sizes) = sizes.split_at(1);
        let axes = sizes
            .iter()
            .enumerate()
            .map(|(index, size)| axis(index, size));
        let (outputs, slides): (Vec<Size>, Vec<Type>) = axes.unzip();
        if outputs
            .iter()
            .any(|size| size.value().is_some_and(|size| size > LIMIT))
        {
            errors.at(layer, messages::output_too_large(self.name));
            return Placed::broken(self.name);
        }
        let rule = match self.dimensions {
            1 => Rule::IsSequence,
            _ => Rule::IsImage,
        };
        let arguments = channels.iter().cloned().map(Argument::Size);
        let arguments = arguments.chain([Argument::Slides(slides)]).collect();
        let output = [channels, &outputs].concat();
        Placed {
            checks: ask(rule, input, layer).into_iter().chain(own).collect(),
            ..Placed::new(
                builtin(self.ty, arguments),
                Shape::Sizes(output),
                Cost::default(),
            )
        }
    }
}

/// `Slide<L, K, O, S, P>` with these sizes.
pub(super) fn slide(sizes: impl IntoIterator<Item = Size>) -> Type {
    builtin("Slide", sizes.into_iter().map(Argument::Size).collect())
}
