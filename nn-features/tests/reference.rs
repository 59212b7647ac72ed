//! Log-mel spectra and MFCC equal those that `reference/log_mel.py` computed in `f64`.

use nn_features::{Dct, Hann, LogMel, MelScale, Settings, Spectrum};
use safetensors::SafeTensors;

const FILE: &[u8] = include_bytes!("reference/log_mel.safetensors");

/// The rounding of a transform of `f32` is in proportion to the loudest frequency of a frame: the amplitude of each band differs by at most this share of the
/// largest amplitude.
const AMPLITUDE: f64 = 1e-6;
/// The rounding of the sums and of the logarithm, for each band alone.
const LOGARITHM: f64 = 5e-6;

/// The greatest difference of the logarithm `expected` in a frame whose largest one is `loudest`.
fn limit(expected: f64, loudest: f64) -> f64 {
    let (amplitude, most) = ((expected / 2.0).exp(), AMPLITUDE * (loudest / 2.0).exp());
    LOGARITHM + (2.0 * most * amplitude + most * most) / (amplitude * amplitude)
}

fn bytes(name: &str) -> Vec<u8> {
    let file = SafeTensors::deserialize(FILE).expect("it is a safetensors file");
    file.tensor(name)
        .expect("it has the tensor")
        .data()
        .to_vec()
}

fn signals() -> Vec<[i16; 480]> {
    let bytes = bytes("signals");
    let samples: Vec<i16> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|sample| i16::from_le_bytes(*sample))
        .collect();
    samples.as_chunks().0.to_vec()
}

fn expected<const N: usize>(name: &str) -> Vec<[f64; N]> {
    let bytes = bytes(name);
    let values: Vec<f64> = bytes
        .as_chunks()
        .0
        .iter()
        .map(|value| f64::from_le_bytes(*value))
        .collect();
    values.as_chunks().0.to_vec()
}

/// Compares the bands of all signals.
fn compare<const BANDS: usize, const FRAME: usize, const SIZE: usize>(
    log_mel: &LogMel<BANDS, FRAME, SIZE>,
    name: &str,
) where
    [f32; SIZE]: Spectrum,
{
    let expected = expected::<BANDS>(name);
    assert_eq!((signals().len(), expected.len()), (7, 7));
    for (index, (signal, expected)) in signals().iter().zip(expected).enumerate() {
        let frame = signal
            .first_chunk()
            .expect("a frame is at most as long as a signal");
        // What was in the memory before does not matter.
        let (mut memory, mut bands) = ([7.0; SIZE], [0.0; BANDS]);
        log_mel.compute(frame, &mut memory, &mut bands);
        let loudest = expected.into_iter().fold(f64::MIN, f64::max);
        for (band, (found, expected)) in bands.into_iter().zip(expected).enumerate() {
            let difference = (f64::from(found) - expected).abs();
            assert!(
                difference < limit(expected, loudest),
                "{name}, signal {index}, band {band}: {found} instead of {expected}"
            );
        }
    }
}

#[test]
fn default_settings() {
    static LOG_MEL: LogMel<40, 480, 512> = LogMel::new(Settings::new(16_000));
    compare(&LOG_MEL, "default");
}

#[test]
fn bands_of_slaney() {
    static LOG_MEL: LogMel<40, 480, 512> = LogMel::new(
        Settings::new(16_000)
            .with_range(80.0, 7_600.0)
            .with_scale(MelScale::Slaney)
            .with_equal_area()
            .with_window(Hann::Symmetric)
            .with_floor(1e-8),
    );
    compare(&LOG_MEL, "equal_area");
}

#[test]
fn a_frame_without_padding() {
    static LOG_MEL: LogMel<16, 256, 256> = LogMel::new(
        Settings::new(8_000)
            .with_range(100.0, 4_000.0)
            .with_window(Hann::Symmetric),
    );
    compare(&LOG_MEL, "short");
}

#[test]
fn mfcc() {
    static DCT: Dct<40, 13> = Dct::new();
    let pairs = expected::<40>("default")
        .into_iter()
        .zip(expected::<13>("mfcc"));
    for (bands, expected) in pairs {
        let mut mfcc = [0.0; 13];
        DCT.compute(&bands.map(|band| band as f32), &mut mfcc);
        for (found, expected) in mfcc.into_iter().zip(expected) {
            assert!(
                (f64::from(found) - expected).abs() < 1e-4,
                "{found} instead of {expected}"
            );
        }
    }
}

/// Each size of a transform finds a tone in the band around its frequency.
#[test]
fn all_sizes() {
    fn loudest<const SIZE: usize>() -> Option<usize>
    where
        [f32; SIZE]: Spectrum,
    {
        let log_mel = LogMel::<20, 128, SIZE>::new(Settings::new(16_000));
        // 2 kHz
        let frame = core::array::from_fn(|time| {
            [0, 7_000, 10_000, 7_000, 0, -7_000, -10_000, -7_000][time % 8]
        });
        let (mut memory, mut bands) = ([0.0; SIZE], [0.0; 20]);
        log_mel.compute(&frame, &mut memory, &mut bands);
        (0..20).max_by(|a, b| bands[*a].total_cmp(&bands[*b]))
    }
    // 2 kHz is 1521 mel. The peaks of the bands are 135.2 mel apart, and the first one is at 135.2.
    let all = [
        loudest::<128>(),
        loudest::<256>(),
        loudest::<512>(),
        loudest::<1024>(),
    ];
    assert_eq!(all, [Some(10); 4]);
}
