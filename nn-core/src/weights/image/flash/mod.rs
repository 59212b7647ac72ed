//! Weights in a flash memory, old or new, whatever happens while they are written.

mod error;
mod halves;
mod part;
mod pieces;
mod store;

pub use self::error::StoreError;
pub use self::store::FlashStore;
