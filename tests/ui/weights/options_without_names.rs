//! Options for reading weights whose names are a list, not a slice of pairs.

use nn_core::weights::LoadOptions;

const OPTIONS: LoadOptions<'_> = LoadOptions::new().names(["fc1", "fc2"]);

fn main() {}
