//! Reads windows of a smartwatch's motion sensors during exercises from IDX files.

use std::path::{Path, PathBuf};
use std::slice::from_mut;

use thiserror::Error;

use nn_core::layer::Standardize;
use nn_data::idx;

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

/// Windows with the exercise and the subject of each.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Windows {
    /// The windows.
    pub windows: Vec<Window>,
    /// The exercise of each window, counted from 0.
    pub classes: Vec<u8>,
    /// The person of each window, counted from 1.
    pub people: Vec<u8>,
}

/// Errors of reading windows.
#[derive(Debug, Error)]
pub enum Error {
    /// One of the files cannot be used.
    #[error(transparent)]
    File(#[from] nn_data::Error),
    /// The numbers of windows and labels differ.
    #[error("`{}`: it holds {found} labels, but there are {windows} windows", path.display())]
    Counts {
        /// The file of the labels.
        path: PathBuf,
        /// The number of labels.
        found: usize,
        /// The number of windows.
        windows: usize,
    },
    /// A file has no windows.
    #[error("`{}`: it holds no windows", .0.display())]
    Empty(PathBuf),
    /// The class of an exercise is unknown.
    #[error("`{}`: label {index} is {class}, but the classes are 0 to 6", path.display())]
    Class {
        /// The file of the labels.
        path: PathBuf,
        /// The index of the label.
        index: usize,
        /// Its class.
        class: u8,
    },
}

impl Windows {
    /// Reads the three files of a set, whose names begin with `name`: `train` or `test`.
    ///
    /// # Errors
    /// One of them is missing, damaged or of another format, or their lengths differ.
    pub fn read(directory: &Path, name: &str) -> Result<Self, Error> {
        let path = |kind: &str| directory.join(format!("{name}-{kind}.gz"));
        let (file, labels) = (path("windows-idx3-short"), path("labels-idx1-ubyte"));
        let numbers = idx::read::<i16>(&file, &[CHANNELS, LENGTH])?;
        let (channels, _) = numbers.as_chunks::<LENGTH>();
        let (windows, _) = channels.as_chunks::<CHANNELS>();
        if windows.is_empty() {
            return Err(Error::Empty(file));
        }
        let measured = |number| f32::from(number) / UNIT;
        let windows = windows
            .iter()
            .map(|window| window.map(|channel| channel.map(measured)))
            .collect::<Vec<Window>>();

        let classes = read_labels(&labels, windows.len())?;
        let is_unknown = |class: &u8| usize::from(*class) >= CLASSES;
        if let Some(index) = classes.iter().position(is_unknown) {
            let (path, class) = (labels, classes[index]);
            return Err(Error::Class { path, index, class });
        }
        let people = read_labels(&path("subjects-idx1-ubyte"), windows.len())?;
        Ok(Windows {
            windows,
            classes,
            people,
        })
    }

    /// The number of windows.
    pub fn len(&self) -> usize {
        self.windows.len()
    }

    /// Whether there are no windows.
    pub fn is_empty(&self) -> bool {
        self.windows.is_empty()
    }

    /// Splits the windows into those of all other people and those of one person.
    pub fn without(&self, person: u8) -> (Self, Self) {
        let (mut others, mut own) = (Self::default(), Self::default());
        for index in 0..self.len() {
            let is_own = self.people[index] == person;
            let side = if is_own { &mut own } else { &mut others };
            side.windows.push(self.windows[index]);
            side.classes.push(self.classes[index]);
            side.people.push(self.people[index]);
        }
        (others, own)
    }

    /// The mean and the standard deviation of each channel.
    ///
    /// # Errors
    /// There are no windows.
    pub fn scale(&self) -> Result<Scale, nn_core::Error> {
        Scale::of(&self.windows)
    }
}

/// Standardizes a window.
pub fn scaled(window: &Window, scale: &Scale) -> Window {
    let mut scaled = *window;
    scale.transform(from_mut(&mut scaled));
    scaled
}

fn read_labels(path: &Path, windows: usize) -> Result<Vec<u8>, Error> {
    let labels = idx::read::<u8>(path, &[])?;
    if labels.len() == windows {
        return Ok(labels);
    }
    let (path, found) = (path.to_path_buf(), labels.len());
    Err(Error::Counts {
        path,
        found,
        windows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/watch_exercises");

    fn shipped(name: &str) -> Windows {
        Windows::read(Path::new(SHIPPED), name).expect("it ships")
    }

    #[test]
    fn the_shipped_files_are_whole() {
        for (name, count, people) in [("train", 1_620, 1..=7), ("test", 749, 8..=10)] {
            let set = shipped(name);
            assert_eq!((set.len(), set.classes.len()), (count, count));
            let found: BTreeSet<u8> = set.people.into_iter().collect();
            assert_eq!(found, people.collect(), "nobody is in both");
            let classes: BTreeSet<u8> = set.classes.into_iter().collect();
            assert_eq!(classes, (0..7).collect());
            // Gravity: the mean length of the acceleration is about 1 g.
            let squares = set.windows.iter().map(|[x, y, z, ..]| {
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
        assert!(own.people.iter().all(|person| *person == 3));
        assert!(!others.people.contains(&3) && !own.is_empty());
    }

    #[test]
    fn scaled_channels_have_mean_0_and_deviation_1() {
        let mut set = shipped("train");
        let scale = set.scale().expect("there are windows");
        for window in &mut set.windows {
            *window = scaled(window, &scale);
        }
        for channel in 0..CHANNELS {
            let values = || set.windows.iter().flat_map(move |window| window[channel]);
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
        let error = Windows::read(Path::new("no"), "test").expect_err("there is none");
        let expected = "`no/test-windows-idx3-short.gz`: there is no such file";
        assert_eq!(error.to_string(), expected);
    }
}
