//! IDX files as arrays of `f32`, and labels.

use std::path::Path;

use super::{Element, read};
use crate::fault::{Error, Fault};

/// Reads items of the shape `item` as vectors of `N` numbers, each divided by `unit`.
///
/// ```no_run
/// use std::path::Path;
/// use nn_data::idx;
///
/// // MNIST as vectors of numbers from 0 to 1
/// let images = idx::vectors::<u8, 784>(Path::new("train-images-idx3-ubyte.gz"), &[28, 28], 255.0)?;
/// let labels = idx::labels(Path::new("train-labels-idx1-ubyte.gz"), images.len(), 10)?;
/// # Ok::<(), nn_data::Error>(())
/// ```
///
/// # Errors
/// As for [`read`], or the items do not have `N` elements.
pub fn vectors<E: Element, const N: usize>(
    path: &Path,
    item: &[usize],
    unit: f32,
) -> Result<Vec<[f32; N]>, Error> {
    let found = item.iter().product();
    if found != N {
        let fault = Fault::Length { found, wanted: N };
        return Err(fault.of(path));
    }
    let elements = read::<E>(path, item)?;
    Ok(rows(&elements, unit))
}

/// Reads sequences of `C` channels of `L` numbers, each divided by `unit`.
///
/// ```no_run
/// use std::path::Path;
/// use nn_data::idx;
///
/// // 50 measurements of 6 sensors, stored in thousandths
/// let windows = idx::sequences::<i16, 6, 50>(Path::new("train-windows-idx3-short.gz"), 1_000.0)?;
/// # Ok::<(), nn_data::Error>(())
/// ```
///
/// # Errors
/// As for [`read`].
pub fn sequences<E: Element, const C: usize, const L: usize>(
    path: &Path,
    unit: f32,
) -> Result<Vec<[[f32; L]; C]>, Error> {
    let elements = read::<E>(path, &[C, L])?;
    let rows: Vec<[f32; L]> = rows(&elements, unit);
    Ok(rows.as_chunks().0.to_vec())
}

/// Reads images of `C` channels, `H` rows and `W` columns of numbers, each divided by `unit`. In files, images of one channel have two
/// dimensions.
///
/// ```no_run
/// use std::path::Path;
/// use nn_data::idx;
///
/// let images = idx::images::<u8, 1, 28, 28>(Path::new("train-images-idx3-ubyte.gz"), 255.0)?;
/// # Ok::<(), nn_data::Error>(())
/// ```
///
/// # Errors
/// As for [`read`].
pub fn images<E: Element, const C: usize, const H: usize, const W: usize>(
    path: &Path,
    unit: f32,
) -> Result<Vec<[[[f32; W]; H]; C]>, Error> {
    let item: &[usize] = if C == 1 { &[H, W] } else { &[C, H, W] };
    let elements = read::<E>(path, item)?;
    let rows: Vec<[f32; W]> = rows(&elements, unit);
    let (planes, _) = rows.as_chunks::<H>();
    Ok(planes.as_chunks().0.to_vec())
}

/// Reads the labels of this number of samples, each below `classes`.
///
/// # Errors
/// As for [`read`], or there is not one label for each sample, or a label is not below `classes`.
pub fn labels(path: &Path, samples: usize, classes: usize) -> Result<Vec<u8>, Error> {
    let labels = read::<u8>(path, &[])?;
    let found = labels.len();
    if found != samples {
        return Err(Fault::Labels { found, samples }.of(path));
    }
    let mut numbered = labels.iter().enumerate();
    match numbered.find(|(_, label)| usize::from(**label) >= classes) {
        Some((index, &label)) => {
            let fault = Fault::Label {
                index,
                label,
                classes,
            };
            Err(fault.of(path))
        }
        None => Ok(labels),
    }
}

/// Whole rows of `N` elements, each divided by `unit`.
fn rows<E: Element, const N: usize>(elements: &[E], unit: f32) -> Vec<[f32; N]> {
    let (rows, _) = elements.as_chunks::<N>();
    rows.iter()
        .map(|row| row.map(|element| element.into() / unit))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Writes a file of bytes with this shape, and reads it.
    fn with<T>(shape: &[u32], data: &[u8], read: impl Fn(&Path) -> T) -> T {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("file");
        let sizes = shape.iter().flat_map(|size| size.to_be_bytes());
        let header = [0, 0, 8, shape.len() as u8].into_iter().chain(sizes);
        let bytes: Vec<u8> = header.chain(data.iter().copied()).collect();
        fs::write(&path, bytes).expect("it is written");
        read(&path)
    }

    /// The message of an error without the path.
    fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
        result.expect_err("malformed").fault.to_string()
    }

    #[test]
    fn arrays_have_the_order_of_the_file() {
        let data: Vec<u8> = (0..12).collect();
        let vectors = with(&[2, 2, 3], &data, |path| {
            vectors::<u8, 6>(path, &[2, 3], 2.0)
        });
        let want = [
            [0.0, 0.5, 1.0, 1.5, 2.0, 2.5],
            [3.0, 3.5, 4.0, 4.5, 5.0, 5.5],
        ];
        assert_eq!(vectors.expect("two vectors"), want);
        let sequences = with(&[2, 2, 3], &data, |path| sequences::<u8, 2, 3>(path, 1.0));
        assert_eq!(
            sequences.expect("two")[1],
            [[6.0, 7.0, 8.0], [9.0, 10.0, 11.0]]
        );
        let gray = with(&[2, 2, 3], &data, |path| images::<u8, 1, 2, 3>(path, 1.0));
        assert_eq!(gray.expect("two")[0], [[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0]]]);
        let color = with(&[1, 2, 2, 3], &data, |path| {
            images::<u8, 2, 2, 3>(path, 1.0)
        });
        assert_eq!(
            color.expect("one")[0][1],
            [[6.0, 7.0, 8.0], [9.0, 10.0, 11.0]]
        );
    }

    #[test]
    fn wrong_lengths_are_named() {
        let said = fault(with(&[1, 2, 3], &[0; 6], |path| {
            vectors::<u8, 5>(path, &[2, 3], 1.0)
        }));
        assert_eq!(said, "its items have 6 elements, but arrays of 5 are read");
        let said = fault(with(&[1, 2, 3], &[0; 6], |path| {
            images::<u8, 3, 2, 3>(path, 1.0)
        }));
        assert_eq!(
            said,
            "it holds 3-dimensional data, but 4-dimensional data are expected"
        );
    }

    #[test]
    fn labels_are_classes_of_all_samples() {
        let read = |samples, classes| with(&[3], &[2, 0, 1], |path| labels(path, samples, classes));
        assert_eq!(read(3, 3).expect("three labels"), [2, 0, 1]);
        assert_eq!(
            fault(read(4, 3)),
            "it holds 3 labels, but there are 4 samples"
        );
        assert_eq!(
            fault(read(3, 2)),
            "label 0 is 2, but there are 2 classes, counted from 0"
        );
    }
}
