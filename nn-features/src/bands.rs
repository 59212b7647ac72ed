//! Triangular bands over the frequencies of a spectrum.

use crate::settings::Settings;

/// Bands whose triangles overlap: each frequency is on the falling side of one band and on the rising side of the next. So the rising sides
/// state all weights, and few numbers describe a side, since its weights are linear in the frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bands<const BANDS: usize> {
    /// The number of frequencies below the first band.
    skipped: u16,
    /// The rising side of each band.
    rising: [Side; BANDS],
    /// The rising side of the band that would follow the last one.
    end: Side,
    /// The factor of each band.
    scale: [f32; BANDS],
}

/// The frequencies between two edges, and their weights on the rising side.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Side {
    /// The weight of the first frequency.
    first: f32,
    /// The difference from a frequency to the next one.
    slope: f32,
    /// The number of frequencies.
    count: u16,
}

impl<const BANDS: usize> Bands<BANDS> {
    /// Places the bands evenly in mel between the lowest and the highest frequency. `size` is that of the Fourier transform.
    pub(crate) const fn new(settings: &Settings, size: usize) -> Self {
        let width = settings.rate as f64 / size as f64;
        let none = Side {
            first: 0.0,
            slope: 0.0,
            count: 0,
        };
        let mut bands = Bands {
            skipped: 0,
            rising: [none; BANDS],
            end: none,
            scale: [1.0; BANDS],
        };
        let mut next = first_from(settings.low, width, size);
        bands.skipped = next as u16;
        let mut index = 0;
        while index <= BANDS {
            let from = edge::<BANDS>(settings, index);
            let to = edge::<BANDS>(settings, index + 1);
            let end = first_from(to, width, size);
            let first = (next as f64 * width - from) / (to - from);
            let side = Side {
                first: if first > 0.0 { first as f32 } else { 0.0 },
                slope: (width / (to - from)) as f32,
                count: end.saturating_sub(next) as u16,
            };
            next = if end > next { end } else { next };
            if index < BANDS {
                bands.rising[index] = side;
                if settings.equal_area {
                    let end = edge::<BANDS>(settings, index + 2);
                    bands.scale[index] = (2.0 / (end - from)) as f32;
                }
            } else {
                bands.end = side;
            }
            index += 1;
        }
        bands
    }

    /// Adds up the energy of each band. `power` has the squared magnitudes of all frequencies.
    #[inline]
    pub(crate) fn energies(&self, power: impl Iterator<Item = f32>, energies: &mut [f32; BANDS]) {
        let mut power = power.skip(self.skipped.into());
        let mut last: Option<&mut f32> = None;
        for (energy, side) in energies.iter_mut().zip(&self.rising) {
            let (rising, falling) = side.split(&mut power);
            if let Some(last) = last {
                *last += falling;
            }
            *energy = rising;
            last = Some(energy);
        }
        if let Some(last) = last {
            let (_, falling) = self.end.split(&mut power);
            *last += falling;
        }
        for (energy, scale) in energies.iter_mut().zip(&self.scale) {
            *energy *= scale;
        }
    }
}

impl Side {
    /// Adds up the next frequencies, weighted for the band that rises and for the band that falls.
    #[inline]
    fn split(&self, power: &mut impl Iterator<Item = f32>) -> (f32, f32) {
        let (mut rising, mut falling) = (0.0, 0.0);
        for (index, power) in (0..self.count).zip(power) {
            let part = (self.first + f32::from(index) * self.slope) * power;
            rising += part;
            falling += power - part;
        }
        (rising, falling)
    }
}

/// The first frequency of the spectrum that is not below this one, in Hz. One more than the last index if there is none.
const fn first_from(frequency: f64, width: f64, size: usize) -> usize {
    let mut index = 0;
    while index <= size / 2 && (index as f64) * width < frequency {
        index += 1;
    }
    index
}

/// The frequency of an edge in Hz. Each band has three edges, and neighbors share two of them.
const fn edge<const BANDS: usize>(settings: &Settings, index: usize) -> f64 {
    let scale = settings.scale;
    let (low, high) = (scale.mel(settings.low), scale.mel(settings.high));
    scale.frequency(low + (high - low) * index as f64 / (BANDS + 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Between the first and the last peak, the weights of each frequency add up to 1.
    #[test]
    fn weights_add_up_to_1() {
        let bands = Bands::<40>::new(&Settings::new(16_000), 512);
        for index in 2..240 {
            let mut energies = [0.0; 40];
            let power = (0..257).map(|at| if at == index { 1.0 } else { 0.0 });
            bands.energies(power, &mut energies);
            let sum: f32 = energies.iter().sum();
            assert!((sum - 1.0).abs() < 1e-6, "{index}: {sum}");
            assert!(energies.iter().filter(|energy| **energy > 0.0).count() <= 2);
        }
    }

    /// Nothing outside of the range is counted.
    #[test]
    fn the_range_is_cut() {
        let bands = Bands::<8>::new(&Settings::new(8_000).with_range(500.0, 2_000.0), 256);
        let outside = |index: usize| index <= 16 || index >= 64;
        let mut energies = [1.0; 8];
        bands.energies(
            (0..129).map(|at| f32::from(u8::from(outside(at)))),
            &mut energies,
        );
        assert!(
            energies.iter().all(|energy| energy.abs() < 1e-6),
            "{energies:?}"
        );
    }
}
