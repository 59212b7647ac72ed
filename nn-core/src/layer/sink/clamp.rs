//! A step of gradient descent in which each number of the gradient is limited, without storing the gradient.

use super::{Descend, Numbers, Sink};
use crate::batch::Batch;
use crate::layer::Layer;

/// Moves the parameters of a layer against the gradient of one sample, as [`Descend`] does, with each number of the gradient limited in
/// magnitude.
#[derive(Debug)]
pub struct Clamp<'a, L> {
    descend: Descend<'a, L>,
    limit: f32,
}

impl<'a, L: Layer> Clamp<'a, L> {
    /// A sink that moves the parameters of this layer.
    pub fn new(layer: &'a mut L, learning_rate: f32, limit: f32) -> Self {
        let descend = Descend::new(layer, learning_rate);
        Clamp { descend, limit }
    }

    /// A function that moves one parameter against its gradient.
    #[inline(always)]
    fn step(&self) -> impl Fn(&mut f32, f32) + use<L> {
        let (learning_rate, limit) = (self.descend.learning_rate, self.limit);
        move |parameter, d| *parameter -= learning_rate * d.max(-limit).min(limit)
    }
}

impl<L: Layer> Sink for Clamp<'_, L> {
    #[inline]
    fn outer<const I: usize, const O: usize>(&mut self, x: Batch<'_, [f32; I]>, d: &[[f32; O]]) {
        if let (Some(x), Some(d)) = (x.get(0), d.first()) {
            let rows = x.iter().map(|x| d.iter().map(move |d| x * d));
            self.rows(I * O, core::iter::once(rows.flatten()));
        }
    }

    #[inline]
    fn sum<const O: usize>(&mut self, d: &[[f32; O]]) {
        self.rows(O, d.iter().take(1).map(|d| d.iter().copied()));
    }

    #[inline]
    fn rows<R: Iterator<Item = f32>>(&mut self, _length: usize, rows: impl Iterator<Item = R>) {
        let step = self.step();
        self.descend.block(|block| {
            for row in rows {
                for (parameter, d) in block.iter_mut().zip(row) {
                    step(parameter, d);
                }
            }
        });
    }

    #[inline]
    fn numbers(&mut self, _length: usize, numbers: &impl Numbers) {
        let step = self.step();
        self.descend.block(|block| {
            numbers.visit(&mut |index, d| {
                if let Some(parameter) = block.get_mut(index) {
                    step(parameter, d);
                }
            });
        });
    }
}
