//! Reads Fisher's irises from a CSV file.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::table::Table;

/// The names of the classes.
pub const SPECIES: [&str; 3] = ["setosa", "versicolor", "virginica"];

/// Length and width of the sepals, then of the petals, in centimeters.
pub type Measures = [f32; 4];

/// A file that cannot be used, and the reason.
#[derive(Debug, Error)]
#[error("`{}`: {fault}", path.display())]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// The reason.
    pub fault: Fault,
}

/// The reasons why the file cannot be used.
#[derive(Debug, Error)]
pub enum Fault {
    /// The file is missing, or a line is malformed.
    #[error(transparent)]
    Csv(#[from] csv::Error),
    /// The class of a flower is unknown.
    #[error("flower {index} is of class {class}, but the classes are 0, 1 and 2")]
    Class {
        /// The index of the flower.
        index: usize,
        /// Its class.
        class: u8,
    },
}

/// Reads a header and lines of four measures and a class, such as `5.1,3.5,1.4,0.2,0`.
///
/// # Errors
/// The file is missing, or a line is malformed.
pub fn read(path: &Path) -> Result<Table<4>, Error> {
    let fail = |fault| Error {
        path: path.to_path_buf(),
        fault,
    };
    let file = File::open(path).map_err(|error| fail(csv::Error::from(error).into()))?;
    parse(file).map_err(fail)
}

fn parse(text: impl Read) -> Result<Table<4>, Fault> {
    let mut flowers = Table::default();
    for (index, line) in csv::Reader::from_reader(text).deserialize().enumerate() {
        let (measures, class): (Measures, u8) = line?;
        if usize::from(class) >= SPECIES.len() {
            return Err(Fault::Class { index, class });
        }
        flowers.push(measures, class);
    }
    Ok(flowers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "a,b,c,d,class\n";

    #[test]
    fn flowers_are_read() {
        let text = format!("{HEADER}5.1,3.5,1.4,0.2,0\n6.2,3.4,5.4,2.3,2\n");
        let flowers = parse(text.as_bytes()).expect("two flowers");
        assert_eq!(flowers.rows, [[5.1, 3.5, 1.4, 0.2], [6.2, 3.4, 5.4, 2.3]]);
        assert_eq!(flowers.classes, [0, 2]);
    }

    #[test]
    fn faults_are_named() {
        let cases = [
            (
                "5.1,3.5,1.4,0.2,3",
                "flower 0 is of class 3, but the classes are 0, 1 and 2",
            ),
            (
                "5.1,3.5,1.4,0.2",
                "found record with 4 fields, but the previous record has 5 fields",
            ),
            ("5.1,3.5,high,0.2,0", "invalid float literal"),
        ];
        for (line, expected) in cases {
            let error = parse(format!("{HEADER}{line}\n").as_bytes()).expect_err("malformed");
            assert!(error.to_string().contains(expected), "{error}");
        }
    }

    #[test]
    fn the_shipped_file_is_whole() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
        let flowers = read(Path::new(path)).expect("it ships");
        assert_eq!(flowers.rows.len(), 150);
        assert!(
            (0..3).all(|class| flowers.classes.iter().filter(|of| **of == class).count() == 50)
        );
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(Path::new("no/such-file")).expect_err("there is none");
        assert!(
            error
                .to_string()
                .starts_with("`no/such-file`: No such file"),
            "{error}"
        );
    }
}
