//! Computed words: glides from one vowel to another, spoken by a random speaker.

use core::f32::consts::TAU;

use nn_core::math::sin;
use nn_core::prelude::*;
use nn_core::rng::uniform;

use crate::{RATE, SAMPLES};

/// The first two formants of a vowel, in Hz: means of men by Peterson and Barney, "Control methods used in a study of the vowels" (1952).
type Vowel = [f32; 2];
const HEED: Vowel = [270.0, 2_290.0];
const HEAD: Vowel = [530.0, 1_840.0];
const HOD: Vowel = [730.0, 1_090.0];
const HAWED: Vowel = [570.0, 840.0];
const WHOD: Vowel = [300.0, 870.0];

/// The number of words.
pub const WORDS: usize = 10;

/// The first and the last vowel of each word. A word is another one if it is played backward.
const VOWELS: [[Vowel; 2]; WORDS] = [
    [HEED, HOD],
    [HOD, HEED],
    [HEED, WHOD],
    [WHOD, HEED],
    [HOD, WHOD],
    [WHOD, HOD],
    [HEAD, HAWED],
    [HAWED, HEAD],
    [HEAD, WHOD],
    [WHOD, HEAD],
];

/// The samples of a word, with silence before and after it.
///
/// With each period of the voice, both formants begin again, and fade until the next one.
pub struct Word {
    vowels: [Vowel; 2],
    /// The factor of the speaker's formants.
    formant: f32,
    /// The frequency of the voice at the beginning, in Hz.
    pitch: f32,
    loudness: f32,
    /// The largest sample of the noise.
    noise: f32,
    /// The first sample of the word, and the number of its samples.
    begin: f32,
    length: f32,
    /// The parts of a period of the voice and of both formants that are over.
    phases: [f32; 3],
    /// The number of samples so far.
    time: usize,
    rng: Random,
}

impl Word {
    /// A word by a random speaker.
    #[must_use]
    pub fn new(word: usize, mut rng: Random) -> Self {
        let loudness = uniform(&mut rng, 500.0, 5_000.0);
        Word {
            vowels: VOWELS.get(word).copied().unwrap_or_default(),
            formant: uniform(&mut rng, 0.9, 1.2),
            pitch: uniform(&mut rng, 90.0, 220.0),
            loudness,
            noise: uniform(&mut rng, 0.02, 1.5) * loudness,
            begin: uniform(&mut rng, 0.02, 0.2) * RATE as f32,
            length: uniform(&mut rng, 0.35, 0.55) * RATE as f32,
            phases: [0.0; 3],
            time: 0,
            rng,
        }
    }

    /// Whether there are no more samples.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.time >= SAMPLES
    }

    /// The voice at a part of the word, from 0 to 1.
    fn voice(&mut self, part: f32) -> f32 {
        // a third is the first vowel, and a third the last one
        let glide = (3.0 * part - 1.0).clamp(0.0, 1.0);
        let [first, last] = self.vowels;
        let formant = |index: usize| first[index] + glide * (last[index] - first[index]);
        let [period, low, high] = &mut self.phases;
        *period += self.pitch * (1.0 - 0.2 * part) / RATE as f32;
        *low += self.formant * formant(0) / RATE as f32;
        *high += self.formant * formant(1) / RATE as f32;
        if *period >= 1.0 {
            (*period, *low, *high) = (*period - 1.0, 0.0, 0.0);
        }
        let rise = (10.0 * part).min(10.0 * (1.0 - part)).min(1.0);
        rise * (1.0 - *period) * (sin(TAU * *low) + 0.5 * sin(TAU * *high))
    }
}

impl Iterator for Word {
    type Item = i16;

    fn next(&mut self) -> Option<i16> {
        if self.is_over() {
            return None;
        }
        let part = (self.time as f32 - self.begin) / self.length;
        self.time += 1;
        let voice = if (0.0..1.0).contains(&part) {
            self.loudness * self.voice(part)
        } else {
            0.0
        };
        Some((voice + uniform(&mut self.rng, -self.noise, self.noise)) as i16)
    }
}
