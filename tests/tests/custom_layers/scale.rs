//! A layer with parameters over tensors of any shape: each value has its own gain.

use std::marker::PhantomData;

use nn_core::activation::Activation;
use nn_core::init::Init;
use nn_core::prelude::*;
use rand_core::Rng;

/// `y[k] = gains[k] x[k]`, followed by an activation.
pub(crate) struct Scale<T, A = Identity> {
    pub(crate) gains: T,
    activation: PhantomData<A>,
}

impl<T: Tensor, A> Zero for Scale<T, A> {
    const ZERO: Self = Scale {
        gains: T::ZERO,
        activation: PhantomData,
    };
}

/// The products of two tensors, value by value.
fn products<'a, T: Tensor>(a: &'a T, b: &'a T) -> impl Iterator<Item = f32> + 'a {
    a.as_slice().iter().zip(b.as_slice()).map(|(a, b)| a * b)
}

impl<T: Tensor, A: Activation> Layer for Scale<T, A> {
    type Input = T;
    type Output = T;
    type Activation = A;
    type Tape<const BATCH: usize> = ();

    const NAME: &'static str = "Scale";
    const PARAMS: usize = T::LEN;
    const MACS: usize = T::LEN;

    fn infer(&self, input: &T, output: &mut T) {
        let values = output.as_mut_slice().iter_mut();
        values
            .zip(products(&self.gains, input))
            .for_each(|(y, product)| *y = product);
    }

    fn backward<const BATCH: usize>(
        &self,
        _input: Batch<'_, T>,
        d_output: &[T],
        d_input: Option<&mut [T]>,
        _tape: &mut (),
    ) {
        for (d_input, d_output) in d_input.unwrap_or_default().iter_mut().zip(d_output) {
            self.infer(d_output, d_input);
        }
    }

    fn accumulate<const BATCH: usize>(
        &self,
        input: Batch<'_, T>,
        d_output: &[T],
        _tape: &(),
        gradients: &mut [f32],
    ) {
        for (input, d_output) in input.iter().zip(d_output) {
            let gradients = gradients.iter_mut();
            gradients
                .zip(products(input, d_output))
                .for_each(|(sum, product)| *sum += product);
        }
    }

    fn descend(&mut self, input: &T, d_output: &T, _tape: &(), learning_rate: f32) {
        let gains = self.gains.as_mut_slice().iter_mut();
        let steps = products(input, d_output).map(|d| learning_rate * d);
        gains.zip(steps).for_each(|(gain, step)| *gain -= step);
    }

    fn gradient_norms(&self, input: &T, d_output: &T, _tape: &(), visit: &mut impl FnMut(f32)) {
        visit(products(input, d_output).map(|d| d * d).sum());
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(self.gains.as_slice());
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(self.gains.as_mut_slice());
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.gains.as_mut_slice().fill(1.0);
    }
}
