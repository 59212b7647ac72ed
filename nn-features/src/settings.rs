//! The settings of a log-mel spectrum.

use crate::constant::{exp, ln};

/// How frequencies are mapped to mel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MelScale {
    /// `2595 log10(1 + f / 700)`, as in HTK and by default in torchaudio.
    Htk,
    /// Linear below 1000 Hz and logarithmic above, as in Slaney's Auditory Toolbox and by default in librosa.
    Slaney,
}

/// The form of the Hann window of a frame of `n` samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hann {
    /// `0.5 - 0.5 cos(2 pi i / n)`, as in `torch.hann_window` and librosa.
    Periodic,
    /// `0.5 - 0.5 cos(2 pi i / (n - 1))`, as in `numpy.hanning`.
    Symmetric,
}

/// The settings of a [`LogMel`](crate::LogMel).
///
/// ```
/// use nn_features::{MelScale, Settings};
///
/// const SETTINGS: Settings = Settings::new(16_000).with_range(80.0, 7_600.0).with_scale(MelScale::Slaney);
/// assert_eq!(SETTINGS.low, 80.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Samples per second.
    pub rate: u32,
    /// The lowest frequency of the first band, in Hz.
    pub low: f64,
    /// The highest frequency of the last band, in Hz. At most half the rate.
    pub high: f64,
    /// How frequencies are mapped to mel.
    pub scale: MelScale,
    /// Whether the weights of a band are divided by half its width in Hz, so that wide bands are not louder (`norm="slaney"` in librosa). Without it, the
    /// largest weight of each band is 1.
    pub equal_area: bool,
    /// The form of the window.
    pub window: Hann,
    /// What is added to the energy of a band before the logarithm.
    pub floor: f32,
}

impl Settings {
    /// The settings for a sample rate: all frequencies on the scale of HTK, bands whose largest weight is 1, a periodic window, and a floor of 1e-6.
    pub const fn new(rate: u32) -> Self {
        Settings {
            rate,
            low: 0.0,
            high: rate as f64 / 2.0,
            scale: MelScale::Htk,
            equal_area: false,
            window: Hann::Periodic,
            floor: 1e-6,
        }
    }

    /// Sets the lowest and the highest frequency, in Hz.
    #[must_use]
    pub const fn with_range(mut self, low: f64, high: f64) -> Self {
        (self.low, self.high) = (low, high);
        self
    }

    /// Sets how frequencies are mapped to mel.
    #[must_use]
    pub const fn with_scale(mut self, scale: MelScale) -> Self {
        self.scale = scale;
        self
    }

    /// Divides the weights of each band by half its width.
    #[must_use]
    pub const fn with_equal_area(mut self) -> Self {
        self.equal_area = true;
        self
    }

    /// Sets the form of the window.
    #[must_use]
    pub const fn with_window(mut self, window: Hann) -> Self {
        self.window = window;
        self
    }

    /// Sets what is added to the energy of a band before the logarithm.
    #[must_use]
    pub const fn with_floor(mut self, floor: f32) -> Self {
        self.floor = floor;
        self
    }
}

/// The frequency where Slaney's scale becomes logarithmic, in Hz.
const BREAK: f64 = 1_000.0;
/// The width of a mel below it, in Hz.
const LINEAR: f64 = 200.0 / 3.0;

impl MelScale {
    /// The mel of a frequency in Hz.
    pub(crate) const fn mel(self, frequency: f64) -> f64 {
        match self {
            MelScale::Htk => 2_595.0 * ln(1.0 + frequency / 700.0) / ln(10.0),
            MelScale::Slaney if frequency < BREAK => frequency / LINEAR,
            MelScale::Slaney => BREAK / LINEAR + ln(frequency / BREAK) / Self::step(),
        }
    }

    /// The frequency of a mel, in Hz.
    pub(crate) const fn frequency(self, mel: f64) -> f64 {
        match self {
            MelScale::Htk => 700.0 * (exp(mel * ln(10.0) / 2_595.0) - 1.0),
            MelScale::Slaney if mel < BREAK / LINEAR => LINEAR * mel,
            MelScale::Slaney => BREAK * exp((mel - BREAK / LINEAR) * Self::step()),
        }
    }

    /// The logarithm of the ratio of two frequencies above the break that are a mel apart.
    const fn step() -> f64 {
        ln(6.4) / 27.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_inverted() {
        for scale in [MelScale::Htk, MelScale::Slaney] {
            for frequency in [0.0, 55.0, 999.0, 1_000.0, 1_001.0, 8_000.0, 24_000.0] {
                let back = scale.frequency(scale.mel(frequency));
                assert!(
                    (back - frequency).abs() < 1e-9 * (1.0 + frequency),
                    "{scale:?} {frequency}"
                );
            }
        }
    }

    /// 1000 Hz is 1000 mel on the scale of HTK, and 15 on Slaney's, where 6400 Hz is 42.
    #[test]
    fn known_frequencies() {
        assert!((MelScale::Htk.mel(1_000.0) - 999.9855).abs() < 1e-3);
        assert!((MelScale::Slaney.mel(1_000.0) - 15.0).abs() < 1e-12);
        assert!((MelScale::Slaney.mel(6_400.0) - 42.0).abs() < 1e-12);
    }
}
