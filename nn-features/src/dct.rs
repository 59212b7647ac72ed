//! The discrete cosine transform of mel-frequency cepstral coefficients.

use crate::constant::cos_pi;

/// The first `COEFFICIENTS` coefficients of an orthonormal DCT-II of `BANDS` numbers. Those of log-mel bands are mel-frequency cepstral coefficients (MFCC).
///
/// ```
/// use nn_features::Dct;
///
/// static DCT: Dct<40, 13> = Dct::new();
/// let mut mfcc = [0.0; 13];
/// DCT.compute(&[2.0; 40], &mut mfcc);
/// assert!((mfcc[0] - 2.0 * 40f32.sqrt()).abs() < 1e-5 && mfcc[1].abs() < 1e-5);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Dct<const BANDS: usize, const COEFFICIENTS: usize> {
    rows: [[f32; BANDS]; COEFFICIENTS],
}

impl<const BANDS: usize, const COEFFICIENTS: usize> Dct<BANDS, COEFFICIENTS> {
    /// Computes the cosines.
    #[must_use]
    pub const fn new() -> Self {
        let mut rows = [[0.0; BANDS]; COEFFICIENTS];
        let bands = BANDS as f64;
        let mut row = 0;
        while row < COEFFICIENTS {
            let scale = root(if row == 0 { 1.0 } else { 2.0 } / bands);
            let mut band = 0;
            while band < BANDS {
                let angle = row as f64 * (band as f64 + 0.5) / bands;
                rows[row][band] = (scale * cos_pi(angle)) as f32;
                band += 1;
            }
            row += 1;
        }
        Dct { rows }
    }

    /// Computes the coefficients.
    pub fn compute(&self, bands: &[f32; BANDS], coefficients: &mut [f32; COEFFICIENTS]) {
        for (coefficient, row) in coefficients.iter_mut().zip(&self.rows) {
            *coefficient = row
                .iter()
                .zip(bands)
                .map(|(cosine, band)| cosine * band)
                .sum();
        }
    }
}

impl<const BANDS: usize, const COEFFICIENTS: usize> Default for Dct<BANDS, COEFFICIENTS> {
    fn default() -> Self {
        Self::new()
    }
}

/// The square root of a number in `0..=2`, by Newton's method.
const fn root(square: f64) -> f64 {
    let (mut root, mut step) = (1.0, 0);
    while step < 40 {
        root = (root + square / root) / 2.0;
        step += 1;
    }
    root
}
