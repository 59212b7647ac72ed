//! The arena of inference: one block of numbers. The layers write alternately to its two ends.
//!
//! A layer reads its input at one end and writes its output to the other. So the length of the block is the largest sum of the input
//! and the output of a layer, for any number of layers.

use crate::slices;
use crate::tensor::{Element, Tensor};

/// An end of the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Front,
    Back,
}

impl End {
    fn opposite(self) -> Self {
        match self {
            End::Front => End::Back,
            End::Back => End::Front,
        }
    }
}

/// A part of the block, and the end to which the output is written.
#[derive(Debug)]
pub struct Arena<'a, E = f32> {
    block: &'a mut [E],
    end: End,
}

impl<'a, E: Element> Arena<'a, E> {
    /// An arena over this block, with the output at its front.
    pub fn new(block: &'a mut [E]) -> Self {
        Arena {
            block,
            end: End::Front,
        }
    }

    /// The place of the output, or `None` if the block is too short.
    pub fn place<T: Tensor<Element = E>>(self) -> Option<&'a mut T> {
        match self.end {
            End::Front => T::from_mut_slice(self.block),
            End::Back => {
                let start = self.block.len().checked_sub(T::LEN)?;
                T::from_mut_slice(self.block.get_mut(start..)?)
            }
        }
    }

    /// The whole block.
    pub(crate) fn into_block(self) -> &'a mut [E] {
        self.block
    }

    /// The same arena, reborrowed.
    pub fn reborrow(&mut self) -> Arena<'_, E> {
        Arena {
            block: self.block,
            end: self.end,
        }
    }

    /// The same block with the output at the other end.
    pub fn other_end(&mut self) -> Arena<'_, E> {
        Arena {
            block: self.block,
            end: self.end.opposite(),
        }
    }

    /// Splits off the tensor at the other end. The rest is for the output.
    pub fn take<T: Tensor<Element = E>>(self) -> Option<(&'a mut T, Arena<'a, E>)> {
        let (taken, block) = match self.end {
            End::Front => {
                let start = self.block.len().checked_sub(T::LEN)?;
                let (rest, taken) = self.block.split_at_mut_checked(start)?;
                (taken, rest)
            }
            End::Back => self.block.split_at_mut_checked(T::LEN)?,
        };
        let end = self.end;
        Some((T::from_mut_slice(taken)?, Arena { block, end }))
    }

    /// Computes an output `O` in two parts: `X`, and the rest after it. `room` is the total length that both need.
    ///
    /// If the output is at the front, the parts are computed in place. If it is at the back, they are computed at the front of the last
    /// `room` numbers and then moved.
    pub fn join<O: Tensor<Element = E>, X: Tensor<Element = E>>(
        self,
        room: usize,
        first: impl FnOnce(Arena<'_, E>),
        last: impl FnOnce(Arena<'_, E>),
    ) {
        let start = match self.end {
            End::Front => 0,
            End::Back => self.block.len().saturating_sub(room),
        };
        let block = slices::range_mut(self.block, start..);
        first(Arena::new(block));
        last(Arena::new(block.get_mut(X::LEN..).unwrap_or_default()));
        if self.end == End::Back {
            let shift = block.len().saturating_sub(O::LEN);
            for index in (0..O::LEN).rev() {
                let value = block.get(index).copied().unwrap_or(E::ZERO);
                if let Some(place) = block.get_mut(index + shift) {
                    *place = value;
                }
            }
        }
    }

    /// Splits off the place of the output. The rest is for intermediate values.
    pub fn reserve<T: Tensor<Element = E>>(mut self) -> Option<(&'a mut T, Arena<'a, E>)> {
        self.end = self.end.opposite();
        self.take()
    }
}
