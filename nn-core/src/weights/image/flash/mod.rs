//! Weights in a flash memory. A loss of power leaves the previous or the new ones.

mod error;
mod halves;
mod part;
mod pieces;
mod store;

pub use self::error::StoreError;
pub use self::store::FlashStore;
