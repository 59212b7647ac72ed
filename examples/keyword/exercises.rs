//! Exercises of the smartwatch, in place of words.

use std::path::Path;

use examples::motion::{CHANNELS, LENGTH, SHIPPED, Window, Windows};
use examples::turn;
use nn_core::prelude::*;
use nn_data::Error;

use crate::task::Task;

/// The person whose windows are held out.
const PERSON: u8 = 7;

/// Reads the windows in the repository.
///
/// # Errors
/// A file is missing or damaged.
pub(crate) fn load() -> Result<Task<CHANNELS, LENGTH>, Error> {
    let directory = Path::new(SHIPPED);
    Ok(Task {
        train: Windows::load(directory, "train")?,
        test: Windows::load(directory, "test")?,
        held_out: PERSON,
        change: |window: &Window, rng: &mut Random| turn::turned(window, 30.0, rng),
    })
}
