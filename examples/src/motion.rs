//! Reads windows of a smartwatch's motion sensors during exercises from IDX files.

use std::path::Path;
use std::slice::from_mut;

use nn_core::layer::Standardize;
use nn_data::idx;

use crate::labeled::{self, Labeled};

/// The directory of the windows in the repository.
pub const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/watch_exercises");
/// The channels: acceleration along three axes, and angular velocity about them.
pub const CHANNELS: usize = 6;
/// The samples of a window: two seconds.
pub const LENGTH: usize = 50;
/// The number of exercises.
pub const CLASSES: usize = 7;
/// The names of the classes: pendulum, abduction, forward elevation, internal and external rotation, trapezius extension,
/// upright row.
pub const EXERCISES: [&str; CLASSES] = ["PEN", "ABD", "FEL", "IR", "ER", "TRAP", "ROW"];
/// The files contain thousandths.
const UNIT: f32 = 1_000.0;

/// Measurements of two seconds, in g and radians per second.
pub type Window = [[f32; LENGTH]; CHANNELS];

/// The statistics by which windows are standardized, channel by channel.
pub type Scale = Standardize<CHANNELS, Window>;

/// Windows with the exercise and the person of each. The people are counted from 1.
pub type Windows = Labeled<Window>;

impl Windows {
    /// Reads the three files of a set, whose names begin with `name`: `train` or `test`.
    ///
    /// # Errors
    /// One of them is missing, damaged or of another format, or their lengths differ.
    pub fn load(directory: &Path, name: &str) -> Result<Self, nn_data::Error> {
        let path = labeled::file(directory, name, "windows-idx3-short");
        let windows = idx::sequences::<i16, CHANNELS, LENGTH>(&path, UNIT)?;
        Labeled::read(windows, CLASSES, directory, (name, "subjects"))
    }

    /// The mean and the standard deviation of each channel.
    ///
    /// # Errors
    /// There are no windows.
    pub fn scale(&self) -> Result<Scale, nn_core::Error> {
        Scale::of(&self.samples)
    }
}

/// Standardizes a window.
pub fn scaled(window: &Window, scale: &Scale) -> Window {
    let mut scaled = *window;
    scale.transform(from_mut(&mut scaled));
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn shipped(name: &str) -> Windows {
        Windows::load(Path::new(SHIPPED), name).expect("it ships")
    }

    #[test]
    fn the_shipped_files_are_whole() {
        for (name, count, people) in [("train", 1_620, 1..=7), ("test", 749, 8..=10)] {
            let set = shipped(name);
            assert_eq!((set.len(), set.classes.len()), (count, count));
            let found: BTreeSet<u8> = set.groups.into_iter().collect();
            assert_eq!(found, people.collect(), "nobody is in both");
            let classes: BTreeSet<u8> = set.classes.into_iter().collect();
            assert_eq!(classes, (0..7).collect());
            // Gravity: the mean length of the acceleration is about 1 g.
            let squares = set.samples.iter().map(|[x, y, z, ..]| {
                let at = |moment: usize| x[moment].hypot(y[moment]).hypot(z[moment]);
                (0..LENGTH).map(at).sum::<f32>() / LENGTH as f32
            });
            let mean = squares.sum::<f32>() / count as f32;
            assert!((1.0..1.3).contains(&mean), "{mean}");
        }
    }

    #[test]
    fn a_person_can_be_left_out() {
        let set = shipped("train");
        let (others, own) = set.without(3);
        assert_eq!((others.len(), own.len()), (1_463, 157));
        assert!(own.groups.iter().all(|person| *person == 3));
        assert!(!others.groups.contains(&3) && !own.is_empty());
    }

    #[test]
    fn scaled_channels_have_mean_0_and_deviation_1() {
        let mut set = shipped("train");
        let scale = set.scale().expect("there are windows");
        for window in &mut set.samples {
            *window = scaled(window, &scale);
        }
        for channel in 0..CHANNELS {
            let values = || set.samples.iter().flat_map(move |window| window[channel]);
            let count = values().count() as f64;
            let mean = values().map(f64::from).sum::<f64>() / count;
            let square = values().map(|value| f64::from(value).powi(2)).sum::<f64>() / count;
            assert!(
                mean.abs() < 1e-5 && (square - 1.0).abs() < 1e-5,
                "{mean} {square}"
            );
        }
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = Windows::load(Path::new("no"), "test").expect_err("there is none");
        let expected = "`no/test-windows-idx3-short.gz`: there is no such file";
        assert_eq!(error.to_string(), expected);
    }
}
