//! Beats of electrocardiograms, and how they change for training.

use std::path::Path;

use examples::labeled::{self, Labeled};
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_data::{Error, idx};

/// The samples of a beat.
pub(crate) const LENGTH: usize = 64;
/// The files contain microvolts.
const UNIT: f32 = 1_000.0;
/// The largest number of samples by which a beat is moved, since the R peak is found within about 20 ms.
const SHIFT: f32 = 2.5;
/// The amplitude of a beat is changed by at most this share, since it depends on the patient and on the electrodes.
const GAIN: f32 = 0.5;

/// A beat, in millivolts.
pub(crate) type Beat = [[f32; LENGTH]; 1];
/// Beats with their class and the number of the record, which is one of a patient.
pub(crate) type Beats = Labeled<Beat>;

/// Reads the three files of a set, whose names begin with `name`: `train` or `test`.
///
/// # Errors
/// One of them is missing, damaged or of another format, or their lengths differ.
pub(crate) fn load(directory: &Path, name: &str) -> Result<Beats, Error> {
    let path = labeled::file(directory, name, "windows-idx2-short");
    let beats = idx::vectors::<i16, LENGTH>(&path, &[LENGTH], UNIT)?;
    let beats = beats.into_iter().map(|beat| [beat]).collect();
    Labeled::read(beats, 2, directory, (name, "records"))
}

/// The beat with another amplitude, moved by some samples. Beyond its ends it stays as it is at its ends.
pub(crate) fn changed(beat: &Beat, rng: &mut Random) -> Beat {
    let shift = uniform(rng, -SHIFT, SHIFT).round() as isize;
    let gain = 1.0 + uniform(rng, -GAIN, GAIN);
    beat.map(|channel| {
        core::array::from_fn(|time| {
            let from = time.saturating_add_signed(shift).min(LENGTH - 1);
            gain * channel[from]
        })
    })
}
