//! Errors of writing and reading files of weights.

use core::fmt;
use std::boxed::Box;
use std::path::{Path, PathBuf};
use std::string::ToString;

use super::WeightsError;
use crate::text::Piece::Word;
use crate::text::Text;
use crate::weights::image::ImageError;
use crate::weights::tflite::ModelError;

/// Why a file was not written or read.
#[derive(Debug)]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// The cause.
    pub cause: Box<FileCause>,
}

/// The cause of a [`FileError`].
#[derive(Debug)]
#[non_exhaustive]
pub enum FileCause {
    /// An error of the operating system.
    Io(std::io::Error),
    /// The weights in the file do not match the network.
    Weights(WeightsError),
    /// The model in the file is not the network.
    Model(ModelError),
    /// The file is not an image of the value.
    Image(ImageError),
}

impl From<std::io::Error> for FileCause {
    fn from(error: std::io::Error) -> Self {
        FileCause::Io(error)
    }
}

impl From<WeightsError> for FileCause {
    fn from(error: WeightsError) -> Self {
        FileCause::Weights(error)
    }
}

impl From<ModelError> for FileCause {
    fn from(error: ModelError) -> Self {
        FileCause::Model(error)
    }
}

impl From<ImageError> for FileCause {
    fn from(error: ImageError) -> Self {
        FileCause::Image(error)
    }
}

impl FileError {
    /// Returns a function that converts a cause to the error for this file.
    pub(super) fn at<E>(path: &Path) -> impl Fn(E) -> FileError
    where
        FileCause: From<E>,
    {
        move |cause| FileError {
            path: path.into(),
            cause: Box::new(cause.into()),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &*self.cause {
            FileCause::Io(error) => write!(f, "`{path}`: {error}"),
            FileCause::Image(error) => {
                write!(f, "`{path}` is not an image of this value: {error}")
            }
            FileCause::Weights(error) => {
                let mut text = Text::<LONGEST>::new();
                let path = path.to_string();
                error.push_to(&[Word("`"), Word(&path), Word("`")], None, &mut text);
                text.fmt(f)
            }
            FileCause::Model(error) => {
                let mut text = Text::<LONGEST>::new();
                let path = path.to_string();
                error.push_to(&[Word("`"), Word(&path), Word("`")], &mut text);
                text.fmt(f)
            }
        }
    }
}

impl fmt::Display for FileCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileCause::Io(error) => error.fmt(f),
            FileCause::Weights(error) => error.fmt(f),
            FileCause::Model(error) => error.fmt(f),
            FileCause::Image(error) => error.fmt(f),
        }
    }
}

/// The bytes of the longest message, which contains two paths.
const LONGEST: usize = 10_000;

impl core::error::Error for FileCause {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            FileCause::Io(error) => Some(error),
            FileCause::Weights(error) => Some(error),
            FileCause::Model(error) => Some(error),
            FileCause::Image(error) => Some(error),
        }
    }
}

impl core::error::Error for FileError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.cause.source()
    }
}
