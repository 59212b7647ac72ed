//! Weights in a flash memory. After a loss of power the previous or the new weights are complete.

mod error;
mod halves;
mod part;
mod pieces;
mod store;

pub use self::error::StoreError;
pub use self::store::FlashStore;
