//! What the layers of `i8` with weights have in common.

use super::form::MOST;
use super::stored::BIAS;
use super::{Form, Rounding};
use crate::layer::{Kind, StateTensor};

/// The number of tensors besides those of the activation.
const OWN: usize = 9;

/// All tensors of a layer of `i8` with weights, for any activation: the first [`OWN`] and those of its form. The weights of `packed`
/// outputs are packed together.
pub(super) const fn tensors<F: Form>(
    weight: &'static [usize],
    outputs: &'static [usize],
    packed: usize,
) -> [StateTensor; OWN + MOST] {
    let [one, two, three, four, five] = F::TENSORS;
    [
        StateTensor::packed("weight", weight, packed),
        StateTensor::new("bias", outputs).of(Kind::I32).within(BIAS),
        StateTensor::scale("weight_scale", outputs),
        StateTensor::new("multiplier", outputs)
            .of(Kind::I32)
            .derived(),
        StateTensor::new("shift", outputs).of(Kind::I8).derived(),
        StateTensor::scale("input_scale", &[1]),
        StateTensor::zero_point("input_zero_point"),
        StateTensor::scale("output_scale", &[1]),
        StateTensor::zero_point("output_zero_point"),
        one,
        two,
        three,
        four,
        five,
    ]
}

/// The tensors of a layer with this form, out of [`tensors`].
pub(super) const fn stored<F: Form>(
    tensors: &'static [StateTensor; OWN + MOST],
) -> &'static [StateTensor] {
    tensors.split_at(OWN + F::STORED).0
}

/// The settings of a layer with the rounding `R`, and up to six others before.
pub(super) const fn settings<R: Rounding>(others: &[usize]) -> [usize; 7] {
    let mut settings = [0; 7];
    let (mut index, mut rest) = (0, others);
    while let [setting, remaining @ ..] = rest {
        settings[index] = *setting;
        (index, rest) = (index + 1, remaining);
    }
    settings[index] = R::BITS as usize;
    settings
}

/// Writes what a layer of `i8` with weights needs besides its struct: its value traits, its methods, and [`Layer`](crate::layer::Layer).
///
/// `kernel` computes the map of one sample.
macro_rules! weighted {
    (
        [$($generics:tt)*] $name:ident<$($argument:ident),*> {
            weights: $weights:ty, outputs: $outputs:ident, input: $input:ty, output: $output:ty,
            facts: $facts:expr, settings: $settings:expr, weight: $shape:expr, kernel: $kernel:ident<$($parameter:ident),*>
        }
    ) => {
        $crate::layer::value_traits!([$($generics)*] $name<$($argument),*> {
            weights: Packed<$weights>, bias: [i32; $outputs], requantize: Requantize<$outputs>,
            input: Scale, output: Scale, activation: A::Form
        });

        impl<$($generics)*> $name<$($argument),*> {
            const TENSORS: [StateTensor; 14] = tensors::<A::Form>($shape, &[$outputs], Packed::<$weights>::OUTPUTS);
            const SETTINGS: [usize; 7] = settings::<R>(&$settings);

            /// The layer with these parts.
            pub(crate) const fn of_parts(
                weights: Packed<$weights>,
                bias: [i32; $outputs],
                requantize: Requantize<$outputs>,
                [input, output]: [Scale; 2],
                activation: A::Form,
            ) -> Self {
                $name {
                    weights,
                    bias,
                    requantize,
                    input,
                    output,
                    activation,
                    marks: PhantomData,
                }
            }

            /// Computes one sample. `call` runs the kernel of the map.
            #[inline(always)]
            fn compute(&self, input: &$input, output: &mut $output, call: impl FnOnce($kernel<'_, $($parameter),*>)) {
                call($kernel {
                    input,
                    weights: &self.weights,
                    outputs: &self.outputs(),
                    output: &mut *output,
                    rounding: PhantomData,
                });
                self.activation.apply(output.as_mut_slice());
            }

            /// How the sums of products become outputs.
            #[inline(always)]
            fn outputs(&self) -> Outputs<'_, $outputs> {
                let linear = self.linear();
                Outputs {
                    bias: &self.bias,
                    requantize: &self.requantize,
                    input_zero: self.input.zero,
                    output_zero: linear.zero,
                    range: A::range(linear),
                }
            }

            /// The scale of the sums before the activation.
            pub fn linear(&self) -> Scale {
                self.activation.linear(self.output)
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Layer for $name<$($argument),*> {
            type Element = i8;
            type Input = $input;
            type Output = $output;
            type Activation = Identity;

            const THRESHOLD: f32 = A::THRESHOLD;
            const FACTS: Facts = Facts {
                settings: (&Self::SETTINGS).split_at(1 + $settings.len()).0,
                tensors: stored::<A::Form>(&Self::TENSORS),
                ..$facts
            };
            const STATE: StateTree = StateTree::Single(StateLayer {
                name: Self::FACTS.name,
                activation: activation::<A>(),
                input: Self::Input::SHAPE,
                output: Self::Output::SHAPE,
                modules: 1 + activation::<A>().modules(),
                settings: Self::FACTS.settings,
                tensors: Self::FACTS.tensors,
            });

            fn infer(&self, input: &Self::Input, output: &mut Self::Output) {
                self.compute(input, output, |kernel| dispatch(kernel));
            }

            #[inline(always)]
            fn run<S: Isa>(&self, isa: S, input: &Self::Input, arena: Arena<'_, i8>) {
                if let Some(output) = arena.place::<Self::Output>() {
                    self.compute(input, output, |kernel| isa.call(kernel));
                }
            }

            fn state(&self, visit: &mut impl FnMut(Values<'_>)) {
                visit(Values::I8(self.weights.stored()));
                visit(Values::I32(&self.bias));
                self.requantize.state(visit);
                self.input.state(visit);
                self.output.state(visit);
                self.activation.state(visit);
            }

            fn state_mut(&mut self, visit: &mut impl FnMut(ValuesMut<'_>)) {
                visit(ValuesMut::I8(self.weights.stored_mut()));
                visit(ValuesMut::I32(&mut self.bias));
                self.requantize.state_mut(visit);
                self.input.state_mut(visit);
                self.output.state_mut(visit);
                self.activation.state_mut(visit);
            }

            fn derive(&mut self) {
                self.output = A::OUTPUT.unwrap_or(self.output);
                let linear = self.linear().factor;
                self.requantize.derive::<R>(self.input.factor, linear);
                self.activation.derive::<A>(self.output);
            }

            fn scales(&self) -> [Option<Scale>; 2] {
                [Some(self.input), Some(self.output)]
            }

            fn describe(visit: &mut dyn FnMut(Description)) {
                visit(Description {
                    activation: A::NAME,
                    ..Description::of::<Self>()
                });
            }
        }
    };
}

pub(super) use weighted;
