//! From samples to the steps of a network.

use nn_core::prelude::*;
use nn_features::{Frames, Hann, LogMel, Settings};

use crate::{BANDS, FRAME, HOP, RATE};

/// The window and the bands, in flash.
static LOG_MEL: LogMel<BANDS, FRAME, FRAME> = LogMel::new(
    Settings::new(RATE)
        .with_range(100.0, 4_000.0)
        .with_window(Hann::Symmetric),
);

/// What turns samples into spectra.
pub struct Ear {
    frames: Frames<FRAME, HOP>,
    /// The memory of the Fourier transform.
    memory: [f32; FRAME],
    bands: [f32; BANDS],
}

impl Zero for Ear {
    const ZERO: Self = Ear {
        frames: Frames::new(),
        memory: [0.0; FRAME],
        bands: [0.0; BANDS],
    };
}

impl Ear {
    /// The bytes of flash for the window and the bands.
    pub const FLASH_BYTES: usize = size_of::<LogMel<BANDS, FRAME, FRAME>>();

    /// Takes a sample. Returns the spectrum of a frame if the sample completes one.
    // The code of a measured call is that of all others.
    #[inline(never)]
    pub fn hear(&mut self, sample: i16) -> Option<&[f32; BANDS]> {
        let frame = self.frames.push(sample)?;
        LOG_MEL.compute(frame, &mut self.memory, &mut self.bands);
        // Logarithms of energies are between -14 and 10. A network learns better from smaller numbers.
        for band in &mut self.bands {
            *band = (*band + 4.0) / 5.0;
        }
        Some(&self.bands)
    }

    /// Forgets all samples.
    pub fn reset(&mut self) {
        self.frames.reset();
    }
}
