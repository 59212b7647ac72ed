//! A layer with parameters, for tensors of any shape: each value has a gain.

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

impl<T: Tensor<Element = f32>, A> Zero for Scale<T, A> {
    const ZERO: Self = Scale {
        gains: T::ZERO,
        activation: PhantomData,
    };
}

/// The products of two tensors, value by value.
fn products<'a, T: Tensor<Element = f32>>(a: &'a T, b: &'a T) -> impl Iterator<Item = f32> + 'a {
    a.as_slice().iter().zip(b.as_slice()).map(|(a, b)| a * b)
}

impl<T: Tensor<Element = f32>, A: Activation> Layer for Scale<T, A> {
    type Element = f32;
    type Input = T;
    type Output = T;
    type Activation = A;

    const FACTS: Facts = Facts {
        params: T::LEN,
        macs: T::LEN,
        ..Facts::of::<Self::Output>("Scale")
    };

    fn infer(&self, input: &T, output: &mut T) {
        let values = output.as_mut_slice().iter_mut();
        values
            .zip(products(&self.gains, input))
            .for_each(|(y, product)| *y = product);
    }

    fn parameters(&self, visit: &mut impl FnMut(&[f32])) {
        visit(self.gains.as_slice());
    }

    fn parameters_mut(&mut self, visit: &mut impl FnMut(&mut [f32])) {
        visit(self.gains.as_mut_slice());
    }
}

impl<T: Tensor<Element = f32>, A: Activation> Trainable for Scale<T, A> {
    type Tape<const BATCH: usize> = ();

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

    fn gradient<const BATCH: usize, S: Sink>(
        input: Batch<'_, T>,
        d_output: &[T],
        _tape: &(),
        sink: &mut S,
    ) {
        let rows = input.iter().zip(d_output).map(|(x, d)| products(x, d));
        sink.rows(T::LEN, rows);
    }

    fn initialize_with<R: Rng + ?Sized>(&mut self, _init: Option<Init>, _rng: &mut R) {
        self.gains.as_mut_slice().fill(1.0);
    }
}
