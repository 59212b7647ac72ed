//! Spoken digits as log-mel spectra, and how they change for training.

use std::path::Path;

use examples::labeled::{self, Labeled};
use nn_core::prelude::*;
use nn_core::rng::uniform;
use nn_data::{Error, idx};

use crate::task::Task;

/// The bands of a frame.
pub(crate) const BANDS: usize = 16;
/// The frames of a word: 0.8 s.
pub(crate) const FRAMES: usize = 32;
/// The number of words.
pub(crate) const WORDS: usize = 10;
/// The speaker whose words are held out: theo.
const SPEAKER: u8 = 4;
/// The files contain twelfths of the binary logarithm of an energy. About 1 is the standard deviation.
const UNIT: f32 = 85.0;
/// The value of silence.
const SILENCE: f32 = 1.0 / UNIT;

/// A word: the course of each band.
pub(crate) type Word = [[f32; FRAMES]; BANDS];

/// Reads the sets `train` and `test`.
///
/// # Errors
/// A file is missing, damaged or of another format, or the lengths differ.
pub(crate) fn load(directory: &Path) -> Result<Task<BANDS, FRAMES>, Error> {
    let set = |name: &str| {
        let path = labeled::file(directory, name, "logmel-idx3-ubyte");
        let words = idx::sequences::<u8, FRAMES, BANDS>(&path, UNIT)?;
        let words = words.iter().map(by_band).collect();
        Labeled::read(words, WORDS, directory, (name, "speakers"))
    };
    Ok(Task {
        train: set("train")?,
        test: set("test")?,
        held_out: SPEAKER,
        change: changed,
    })
}

/// The transposed word: a network reads the course of each band.
fn by_band(frames: &[[f32; BANDS]; FRAMES]) -> Word {
    core::array::from_fn(|band| frames.each_ref().map(|frame| frame[band]))
}

/// Another speaker's version of the word: later, faster or slower, higher or lower, louder or softer, and with a band that is not heard.
fn changed(word: &Word, rng: &mut Random) -> Word {
    let (delay, speed) = (uniform(rng, 0.0, 5.0), uniform(rng, 0.85, 1.2));
    let (height, gain) = (uniform(rng, -1.2, 1.2), uniform(rng, -0.3, 0.3));
    let masked = uniform(rng, 0.0, 2.0 * BANDS as f32) as usize;
    core::array::from_fn(|band| {
        let (low, part) = split(band as f32 + height, BANDS);
        let high = (low + 1).min(BANDS - 1);
        core::array::from_fn(|time| {
            let moment = (time as f32 - delay) * speed;
            if moment < 0.0 || moment > (FRAMES - 1) as f32 || band == masked {
                return SILENCE;
            }
            let (first, rest) = split(moment, FRAMES);
            let last = (first + 1).min(FRAMES - 1);
            let at = |band: usize| {
                let course = &word[band];
                course[first] + rest * (course[last] - course[first])
            };
            let value = at(low) + part * (at(high) - at(low));
            if value > 2.0 * SILENCE {
                (value + gain).max(SILENCE)
            } else {
                value
            }
        })
    })
}

/// The index below a place and the share of the next one, within `0..length`.
fn split(place: f32, length: usize) -> (usize, f32) {
    let place = place.clamp(0.0, (length - 1) as f32);
    (place as usize, place.fract())
}
