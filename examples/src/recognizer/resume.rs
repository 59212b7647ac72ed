//! Resumes a training run from a checkpoint, if its settings are the same.

use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use nn_core::prelude::*;
use nn_core::weights::{Checkpoint, FileCause, Persist, Words, image::ImageError, load_image};

use super::options::Options;
use super::training::Scheduled;

/// The settings on which the result depends. The network, the optimizer and the batch size are part of the file's fingerprint.
const SETTINGS: [&str; 6] = [
    "--epochs",
    "--learning-rate",
    "--shift",
    "--fold",
    "--seed",
    "--data",
];

/// A trainer and its settings.
pub(super) struct Resumable<T> {
    pub(super) trainer: T,
    settings: [u32; SETTINGS.len()],
}

impl<T> Resumable<T> {
    /// A trainer with these options and this number of images.
    pub(super) fn new(trainer: T, options: &Options, images: usize) -> Self {
        let rate = options.learning_rate.map_or(0, f32::to_bits);
        let settings = [
            options.epochs.into(),
            rate,
            options.shift.into(),
            options.fold.into(),
            options.seed as u32,
            images as u32,
        ];
        Resumable { trainer, settings }
    }
}

impl<T: Persist> Persist for Resumable<T> {
    const WORDS: usize = T::WORDS + SETTINGS.len();
    const FINGERPRINT: u64 = T::FINGERPRINT;

    fn is_number(word: usize) -> bool {
        word < T::WORDS && T::is_number(word)
    }

    fn store(&self, visit: &mut impl FnMut(&[u32])) {
        self.trainer.store(visit);
        Words(self.settings).store(visit);
    }

    fn restore(&mut self, visit: &mut impl FnMut(&mut [u32])) {
        self.trainer.restore(visit);
        let mut settings = Words(self.settings);
        settings.restore(visit);
        self.settings = settings.0;
    }
}

/// Reads a checkpoint. It must be of a run with the same settings.
pub(super) fn resume<N: TrainableNetwork, T: Persist, O>(
    all: &mut Checkpoint<'_, N, Resumable<T>, Scheduled<O>>,
    path: &Path,
) -> Result<(), Box<dyn Error>> {
    let settings = all.trainer.settings;
    load_image(all, path).map_err(|error| match *error.cause {
        FileCause::Image(ImageError::OtherArchitecture { .. }) => {
            format!("{error}; was its run one with another `--optimizer` or `--batch`?").into()
        }
        _ => Box::<dyn Error>::from(error),
    })?;
    let pairs = settings.iter().zip(&all.trainer.settings);
    for (name, (here, there)) in SETTINGS.iter().zip(pairs) {
        if here != there {
            let path = path.display();
            return Err(
                format!("`{path}` is of a run with another `{name}`: pass the same").into(),
            );
        }
    }
    writeln!(io::stdout(), "resumed after epoch {}", all.run.epochs())?;
    Ok(())
}
