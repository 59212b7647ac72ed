//! A layer around any other layer: `y = x f(x)`.

use nn_core::activation::{Activation, Memory};
use nn_core::init::Init;
use nn_core::kernel::add;
use nn_core::layer::Description;
use nn_core::prelude::*;
use rand_core::Rng;

/// Multiplies the input of a layer by its output after the activation.
pub(crate) struct Gate<L> {
    pub(crate) inner: L,
}

/// The tape of the inner layer, its outputs, and the gradients with respect to the outputs before the activation.
pub(crate) struct GateTape<L: Trainable, const BATCH: usize> {
    inner: L::Tape<BATCH>,
    outputs: [L::Output; BATCH],
    d_outputs: [L::Output; BATCH],
    memory: [<L::Activation as Activation>::Memory<L::Output>; BATCH],
}

impl<L: Zero> Zero for Gate<L> {
    const ZERO: Self = Gate { inner: L::ZERO };
}

impl<L: Trainable, const BATCH: usize> Zero for GateTape<L, BATCH> {
    const ZERO: Self = GateTape {
        inner: Zero::ZERO,
        outputs: Zero::ZERO,
        d_outputs: Zero::ZERO,
        memory: Zero::ZERO,
    };
}

fn multiply<T: Tensor<Element = f32>>(product: &mut T, factor: &T) {
    for (product, factor) in product.as_mut_slice().iter_mut().zip(factor.as_slice()) {
        *product *= factor;
    }
}

impl<T: Tensor<Element = f32>, L: Layer<Input = T, Output = T>> Layer for Gate<L> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = Identity;

    const FACTS: Facts = Facts {
        params: L::FACTS.params,
        macs: L::FACTS.macs,
        ..Facts::of::<Self::Output>("Gate")
    };

    fn infer(&self, input: &T, output: &mut T) {
        self.inner.infer(input, output);
        L::Activation::apply(output.as_mut_slice());
        multiply(output, input);
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        self.inner.parameters(visit);
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        self.inner.parameters_mut(visit);
    }

    fn describe(visit: &mut dyn FnMut(Description)) {
        L::describe(visit);
    }
}

impl<T: Tensor<Element = f32>, L: Trainable<Input = T, Output = T>> Trainable for Gate<L> {
    type Tape<const BATCH: usize> = GateTape<L, BATCH>;

    fn forward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        output: &mut [T],
        tape: &mut GateTape<L, BATCH>,
        noise: Noise,
    ) {
        let inner = tape.outputs.get_mut(..input.len()).unwrap_or_default();
        self.inner.forward(input, inner, &mut tape.inner, noise);
        let rows = input.iter().zip(output).zip(inner).zip(&mut tape.memory);
        for (((input, output), inner), memory) in rows {
            memory.store(inner);
            L::Activation::apply(inner.as_mut_slice());
            *output = *inner;
            multiply(output, input);
        }
    }

    fn backward<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        mut d_input: Option<&mut [T]>,
        tape: &mut GateTape<L, BATCH>,
    ) {
        let rows = tape.d_outputs.iter_mut().zip(d_output).zip(input.iter());
        for (((d, d_output), input), (outputs, memory)) in
            rows.zip(tape.outputs.iter().zip(&tape.memory))
        {
            *d = *d_output;
            multiply(d, input);
            L::Activation::backward(memory.inputs(), outputs.as_slice(), d.as_mut_slice());
        }
        let d = tape.d_outputs.get(..input.len()).unwrap_or_default();
        self.inner
            .backward(input, d, d_input.as_deref_mut(), &mut tape.inner);
        let rows = d_output.iter().zip(&tape.outputs);
        for (d_input, (d_output, outputs)) in d_input.unwrap_or_default().iter_mut().zip(rows) {
            let mut direct = *d_output;
            multiply(&mut direct, outputs);
            add(d_input.as_mut_slice(), direct.as_slice());
        }
    }

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, T>,
        _d_output: &[T],
        tape: &GateTape<L, BATCH>,
        sink: &mut S,
    ) {
        let d = tape.d_outputs.get(..input.len()).unwrap_or_default();
        L::gradient(input, d, &tape.inner, sink);
    }

    fn update_statistics<const BATCH: usize>(&mut self, tape: &GateTape<L, BATCH>) {
        self.inner.update_statistics(&tape.inner);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, init: Option<Init>, rng: &mut R) {
        self.inner.initialize_with(init, rng);
    }
}
