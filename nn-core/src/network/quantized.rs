//! Predictions of networks of `i8`.

use super::{Net, Network, Workspace, class, with_workspace};
use crate::layer::{Layer, Scalar, Scale, dequantize, quantize};
use crate::scratch::with_zeros_in_each;
use crate::size::{FlashLength, Length};
use crate::tensor::{Single, Tensor};
use crate::zero::Zero;

/// A tensor of `i8` as real numbers, with the channels first.
type Real<T> = <i8 as Scalar>::Real<T>;

/// The methods of a network of `i8`. They take precedence over those of [`Network`].
impl<Body, Params, ArenaLength, Beside> Net<Body, Params, ArenaLength, Beside>
where
    Body: Layer<Element = i8>,
    Params: FlashLength<Beside>,
    ArenaLength: Length,
    Beside: Length,
{
    /// The output for one sample of real numbers, whose channels are the [first dimension](Tensor#channels). The input is quantized, and
    /// the output is the real numbers that the quantized ones represent.
    ///
    /// The workspace and the quantized input are on the stack, or on the heap if they have more than 4 KiB and the feature `alloc` is
    /// enabled.
    pub fn predict(&self, input: &Real<Body::Input>) -> Real<Body::Output> {
        let mut output = Zero::ZERO;
        self.with_output(input, |numbers| {
            dequantize(
                numbers,
                self.output_scale(),
                Tensor::as_mut_slice(&mut output),
            );
        });
        output
    }

    /// The output for one quantized sample, whose channels are the [last dimension](Tensor#channels).
    pub fn predict_quantized(&self, input: &Body::Input) -> Body::Output {
        Network::predict(self, input)
    }

    /// The output for one quantized sample, computed in a workspace that can be a `static`.
    pub fn predict_quantized_in<'a>(
        &self,
        input: &Body::Input,
        workspace: &'a mut Workspace<Self>,
    ) -> &'a Body::Output {
        self.predict_in(input, workspace)
    }

    /// The class of one sample of real numbers: the index of the largest output. A single output is compared with the threshold of its
    /// activation.
    pub fn classify(&self, input: &Real<Body::Input>) -> usize {
        self.with_output(input, |numbers| {
            class(numbers, Body::THRESHOLD, self.output_scale()).unwrap_or_default()
        })
    }

    /// The class of one sample of real numbers for a network with one output: 1 if it is above the threshold.
    pub fn classify_at(&self, input: &Real<Body::Input>, threshold: f32) -> Option<usize>
    where
        Body::Output: Single,
    {
        self.with_output(input, |numbers| {
            class(numbers, threshold, self.output_scale())
        })
    }

    /// The scale of the input: `input_scale().to_i8(real)` is the number that a sensor driver passes to
    /// [`predict_quantized`](Self::predict_quantized).
    pub fn input_scale(&self) -> Scale {
        let [input, _] = self.scales();
        input.unwrap_or_default()
    }

    /// The scale of the output: `output_scale().to_real(number)` is the real number that an output represents.
    pub fn output_scale(&self) -> Scale {
        let [_, output] = self.scales();
        output.unwrap_or_default()
    }

    /// Passes the quantized output for a sample of real numbers to `work`.
    fn with_output<T>(
        &self,
        input: &Real<Body::Input>,
        work: impl FnOnce(&Body::Output) -> T,
    ) -> T {
        with_workspace::<Self, T>(|workspace| {
            with_zeros_in_each(|place: &mut Body::Input| {
                quantize(input.as_slice(), self.input_scale(), place);
                work(self.predict_in(place, workspace))
            })
        })
    }
}
