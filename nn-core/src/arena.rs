//! The arena of inference: one block of floats from whose two ends the layers write by turns.
//!
//! A layer reads its input at one end and writes its output at the other, so that the block need only be as long as the
//! largest input and output together, however deep the network is.

use crate::tensor::Tensor;

/// The end of the block at which an output is to lie.
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

/// A part of the block and the end at which the output is to be placed.
#[derive(Debug)]
pub struct Arena<'a> {
    floats: &'a mut [f32],
    end: End,
}

impl<'a> Arena<'a> {
    /// An arena over this block, whose output will lie at its front.
    pub fn new(floats: &'a mut [f32]) -> Self {
        Arena {
            floats,
            end: End::Front,
        }
    }

    /// The room for the output; `None` if the block is too short.
    pub fn place<T: Tensor<Element = f32>>(self) -> Option<&'a mut T> {
        match self.end {
            End::Front => T::from_mut_slice(self.floats),
            End::Back => {
                let start = self.floats.len().checked_sub(T::LEN)?;
                T::from_mut_slice(self.floats.get_mut(start..)?)
            }
        }
    }

    /// The same block for a while.
    pub fn reborrow(&mut self) -> Arena<'_> {
        Arena {
            floats: self.floats,
            end: self.end,
        }
    }

    /// The same block with the output at the other end.
    pub fn other_end(&mut self) -> Arena<'_> {
        Arena {
            floats: self.floats,
            end: self.end.opposite(),
        }
    }

    /// Takes what lies at the other end out of the block; the rest stays for the output.
    pub fn take<T: Tensor<Element = f32>>(self) -> Option<(&'a mut T, Arena<'a>)> {
        let (taken, floats) = match self.end {
            End::Front => {
                let start = self.floats.len().checked_sub(T::LEN)?;
                let (rest, taken) = self.floats.split_at_mut_checked(start)?;
                (taken, rest)
            }
            End::Back => self.floats.split_at_mut_checked(T::LEN)?,
        };
        let end = self.end;
        Some((T::from_mut_slice(taken)?, Arena { floats, end }))
    }

    /// Lets an output `O` be made of two, `X` and what stands behind it, each of which is computed where it belongs; `room` is
    /// what both need together.
    ///
    /// At the front of the block they are where the output is to be. At its back, they are computed at the front of the last
    /// `room` floats and then moved.
    pub fn join<O: Tensor<Element = f32>, X: Tensor<Element = f32>>(
        self,
        room: usize,
        first: impl FnOnce(Arena<'_>),
        last: impl FnOnce(Arena<'_>),
    ) {
        let start = match self.end {
            End::Front => 0,
            End::Back => self.floats.len().saturating_sub(room),
        };
        let floats = self.floats.get_mut(start..).unwrap_or_default();
        first(Arena::new(floats));
        last(Arena::new(floats.get_mut(X::LEN..).unwrap_or_default()));
        if self.end == End::Back {
            let shift = floats.len().saturating_sub(O::LEN);
            for index in (0..O::LEN).rev() {
                let value = floats.get(index).copied().unwrap_or_default();
                if let Some(place) = floats.get_mut(index + shift) {
                    *place = value;
                }
            }
        }
    }

    /// Takes the room for the output out of the block; the rest stays for what is computed on the way.
    pub fn reserve<T: Tensor<Element = f32>>(mut self) -> Option<(&'a mut T, Arena<'a>)> {
        self.end = self.end.opposite();
        self.take()
    }
}
