//! Reads handwritten digits, or data in the same format, from a directory of IDX files with MNIST's names or similar ones.

use std::path::{Path, PathBuf};

use nn_core::tensor::Tensor;
use thiserror::Error;

use crate::subject::Subject;
use nn_data::idx;

/// The rows and columns of an image.
pub const SIDE: usize = 28;
/// The pixels of an image.
pub const PIXELS: usize = SIDE * SIDE;
/// The digits from 0 to 9.
pub const CLASSES: usize = 10;
/// The minimum number of images of a set.
const FEWEST: usize = 10;

/// The prefixes of the files of a training set and of its test set, in order of preference.
const NAMES: [(&str, &str); 3] = [
    ("train", "t10k"),
    ("train8k", "test2k"),
    ("train-first5k", "t10k"),
];
/// The digits in the repository.
pub const SHIPPED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/mnist10k");

const IMAGES: &str = "images-idx3-ubyte";
const LABELS: &str = "labels-idx1-ubyte";

/// Images and their labels. An image `I` is a tensor of [`PIXELS`] values in row-major order: 0 is background, 1 is ink.
#[derive(Debug, Clone, Copy)]
pub struct Samples<'a, I> {
    /// The images.
    pub images: &'a [I],
    /// The digit on each image.
    pub labels: &'a [u8],
}

impl<I> Samples<'_, I> {
    /// The number of images.
    pub fn len(&self) -> usize {
        self.images.len()
    }

    /// Whether there are no images.
    pub fn is_empty(&self) -> bool {
        self.images.is_empty()
    }
}

/// A set of images and labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Set<I> {
    images: Vec<I>,
    labels: Vec<u8>,
}

impl<I> Set<I> {
    /// All samples.
    pub fn samples(&self) -> Samples<'_, I> {
        Samples {
            images: &self.images,
            labels: &self.labels,
        }
    }

    /// Splits the samples into nine tenths and the tenth with this number, from 1 to 10.
    pub fn without_tenth(&mut self, tenth: usize) -> (Samples<'_, I>, Samples<'_, I>) {
        let count = self.images.len();
        let end = count * tenth.min(10) / 10;
        self.images.rotate_left(end);
        self.labels.rotate_left(end);
        let (images, last_images) = self.images.split_at(count - count / 10);
        let (labels, last_labels) = self.labels.split_at(images.len());
        let last = Samples {
            images: last_images,
            labels: last_labels,
        };
        (Samples { images, labels }, last)
    }
}

/// A training set and a test set.
#[derive(Debug, Clone, PartialEq)]
pub struct Digits<I> {
    /// For training and for all decisions.
    pub train: Set<I>,
    /// For one test at the end.
    pub test: Set<I>,
    /// What the images show.
    pub subject: Subject,
}

/// Errors of reading a data set.
#[derive(Debug, Error)]
pub enum Error {
    /// The directory does not exist.
    #[error("`{}`: there is no such directory", .0.display())]
    NoDirectory(PathBuf),
    /// The directory has no files of a known name.
    #[error("`{}`: it holds neither `train-{IMAGES}` nor those of `train8k` or `train-first5k`, plain or `.gz`", .0.display())]
    NoDigits(PathBuf),
    /// One of the files cannot be used.
    #[error(transparent)]
    File(#[from] nn_data::Error),
    /// The numbers of images and labels differ.
    #[error("`{}`: it holds {labels} labels, but there are {images} images", path.display())]
    Counts {
        /// The file of the labels.
        path: PathBuf,
        /// The number of images.
        images: usize,
        /// The number of labels.
        labels: usize,
    },
    /// A label is not a digit.
    #[error("`{}`: label {index} is {label}, which is not a digit", path.display())]
    Label {
        /// The file of the labels.
        path: PathBuf,
        /// The index of the label.
        index: usize,
        /// Its value.
        label: u8,
    },
    /// There are too few images.
    #[error("`{}`: it holds {images} images, but at least {FEWEST} are needed", path.display())]
    TooFew {
        /// The file of the images.
        path: PathBuf,
        /// The number of images.
        images: usize,
    },
}

impl<I: Tensor<Element = f32>> Digits<I> {
    /// Reads the four files of a directory.
    ///
    /// # Errors
    /// One of them is missing, damaged or of another format, or their lengths differ.
    pub fn load(directory: &Path) -> Result<Self, Error> {
        if !directory.is_dir() {
            return Err(Error::NoDirectory(directory.to_path_buf()));
        }
        let is_there = |(train, _): &(&str, &str)| {
            let names = [IMAGES, LABELS].map(|kind| locate(directory, train, kind));
            names.iter().any(|path| path.exists())
        };
        let names = NAMES.into_iter().find(is_there);
        let (train, test) = names.ok_or_else(|| Error::NoDigits(directory.to_path_buf()))?;
        Ok(Digits {
            train: load_set(directory, train)?,
            test: load_set(directory, test)?,
            subject: Subject::of(directory),
        })
    }
}

/// Returns the path of a file, uncompressed if it exists, otherwise with the extension `.gz`.
fn locate(directory: &Path, name: &str, kind: &str) -> PathBuf {
    let plain = directory.join(format!("{name}-{kind}"));
    if plain.exists() {
        plain
    } else {
        directory.join(format!("{name}-{kind}.gz"))
    }
}

fn load_set<I: Tensor<Element = f32>>(directory: &Path, name: &str) -> Result<Set<I>, Error> {
    let image_path = locate(directory, name, IMAGES);
    let path = locate(directory, name, LABELS);
    let pixels = idx::read::<u8>(&image_path, &[SIDE, SIDE])?;
    let labels = idx::read::<u8>(&path, &[])?;

    let (rows, _) = pixels.as_chunks::<PIXELS>();
    let images = rows.len();
    if images < FEWEST {
        let path = image_path;
        return Err(Error::TooFew { path, images });
    }
    if images != labels.len() {
        let labels = labels.len();
        return Err(Error::Counts {
            path,
            images,
            labels,
        });
    }
    let is_no_digit = |label: &u8| usize::from(*label) >= CLASSES;
    if let Some(index) = labels.iter().position(is_no_digit) {
        let label = labels[index];
        return Err(Error::Label { path, index, label });
    }
    let images = rows.iter().map(image).collect();
    Ok(Set { images, labels })
}

fn image<I: Tensor<Element = f32>>(pixels: &[u8; PIXELS]) -> I {
    const { assert!(I::LEN == PIXELS, "an image has 28 x 28 pixels") };
    let mut image = I::ZERO;
    for (ink, pixel) in image.as_mut_slice().iter_mut().zip(pixels) {
        *ink = f32::from(*pixel) / 255.0;
    }
    image
}
