//! Log-mel spectra of frames.

use nn_core::math::ln;

use crate::bands::Bands;
use crate::constant::cos_pi;
use crate::settings::{Hann, Settings};
use crate::spectrum::{Sealed as _, Spectrum};

/// What computes the logarithmic energies of `BANDS` bands in a frame of `FRAME` samples, with a Fourier transform of `SIZE` points.
///
/// It is a constant: in a `static` it is in flash, and takes no RAM.
///
/// ```
/// use nn_features::{LogMel, Settings};
///
/// // 40 bands of 30 ms at 16 kHz
/// static LOG_MEL: LogMel<40, 480, 512> = LogMel::new(Settings::new(16_000));
///
/// let frame: [i16; 480] = core::array::from_fn(|time| if time / 8 % 2 == 0 { 8_000 } else { -8_000 }); // 1 kHz
/// let mut memory = [0.0; 512]; // 2 KiB, for all frames
/// let mut bands = [0.0; 40];
/// LOG_MEL.compute(&frame, &mut memory, &mut bands);
/// let loudest = (0..40).max_by(|a, b| bands[*a].total_cmp(&bands[*b]));
/// assert_eq!(loudest, Some(13));
/// ```
///
/// # Definition
/// Samples are divided by 32,768, multiplied by a Hann window and padded with zeros to `SIZE`. The energy of a band is the sum of the squared magnitudes of
/// the Fourier transform, weighted by a triangle that is linear in Hz. The edges of the triangles are evenly spaced in mel. The output is
/// `ln(energy + floor)`.
///
/// With the default settings this is `log(MelSpectrogram(.., n_fft=SIZE, win_length=FRAME, center=False, mel_scale="htk") + 1e-6)` of torchaudio, where
/// the window begins with the frame; and with [`MelScale::Slaney`](crate::MelScale::Slaney) and [`with_equal_area`](Settings::with_equal_area) it has
/// the bands of `librosa.filters.mel`.
#[derive(Debug, Clone, PartialEq)]
pub struct LogMel<const BANDS: usize, const FRAME: usize, const SIZE: usize> {
    window: [f32; FRAME],
    bands: Bands<BANDS>,
    floor: f32,
}

impl<const BANDS: usize, const FRAME: usize, const SIZE: usize> LogMel<BANDS, FRAME, SIZE> {
    /// Computes the window and the bands.
    ///
    /// # Panics
    /// The frame is longer than the transform or has fewer than two samples, there are no bands, the range is empty or exceeds half the rate, or the floor
    /// is not positive. In a constant or a `static` each of these is a compile error.
    #[must_use]
    pub const fn new(settings: Settings) -> Self {
        assert!(
            FRAME >= 2 && FRAME <= SIZE,
            "a frame has at least 2 samples and at most as many as the transform has points"
        );
        assert!(BANDS >= 1, "there is at least one band");
        assert!(
            0.0 <= settings.low
                && settings.low < settings.high
                && 2.0 * settings.high <= settings.rate as f64,
            "the range of frequencies begins at 0 or above, and ends above its beginning and at most at half the sample rate"
        );
        assert!(
            settings.floor > 0.0 && settings.floor.is_finite(),
            "the floor is positive and finite"
        );
        LogMel {
            window: hann(settings.window),
            bands: Bands::new(&settings, SIZE),
            floor: settings.floor,
        }
    }

    /// Computes the bands of a frame. `memory` is overwritten.
    pub fn compute(&self, frame: &[i16; FRAME], memory: &mut [f32; SIZE], bands: &mut [f32; BANDS])
    where
        [f32; SIZE]: Spectrum,
    {
        let (samples, padding) = memory.split_at_mut(FRAME.min(SIZE));
        for ((place, sample), weight) in samples.iter_mut().zip(frame).zip(&self.window) {
            *place = f32::from(*sample) * weight;
        }
        padding.fill(0.0);
        self.bands.energies(memory.power(), bands);
        for band in bands {
            *band = ln(*band + self.floor);
        }
    }
}

/// A Hann window, divided by the range of the samples.
const fn hann<const FRAME: usize>(form: Hann) -> [f32; FRAME] {
    let period = match form {
        Hann::Periodic => FRAME,
        Hann::Symmetric => FRAME - 1,
    };
    let mut window = [0.0; FRAME];
    let mut index = 0;
    while index < FRAME {
        let weight = 0.5 - 0.5 * cos_pi(2.0 * index as f64 / period as f64);
        window[index] = (weight / 32_768.0) as f32;
        index += 1;
    }
    window
}
