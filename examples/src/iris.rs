//! Reads Fisher's irises from a CSV file.

use std::path::Path;

use nn_data::Error;
use nn_data::csv::{self, Classes, Options};

/// The names of the classes.
pub const SPECIES: [&str; 3] = ["setosa", "versicolor", "virginica"];

/// Reads a header and lines of four measures and a class, such as `5.1,3.5,1.4,0.2,0`: length and width of the sepals, then of the
/// petals, in centimeters.
///
/// # Errors
/// The file is missing, or a line is malformed.
pub fn read(path: &Path) -> Result<Classes<4>, Error> {
    csv::classes(path, &Options::new())
}

#[cfg(test)]
mod tests {
    use super::*;
    use nn_core::data::ClassCounts;

    #[test]
    fn the_shipped_file_is_whole() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
        let flowers = read(Path::new(path)).expect("it ships");
        assert_eq!(flowers.inputs.len(), 150);
        assert_eq!(flowers.names, ["0", "1", "2"]);
        let balance = ClassCounts::<3>::of(&flowers.labels).expect("three classes");
        assert_eq!(balance.counts, [50; 3]);
    }
}
