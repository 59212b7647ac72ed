//! Reads PyTorch's values: the files in `reference/`. Its README describes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nn_core::prelude::Tensor;

/// One file of reference values.
#[derive(Debug)]
pub struct Reference {
    settings: BTreeMap<String, f64>,
    tensors: BTreeMap<String, Values>,
}

/// A tensor of any shape.
#[derive(Debug)]
pub struct Values {
    /// The dimensions.
    pub shape: Vec<usize>,
    /// The numbers, row-major.
    pub values: Vec<f64>,
}

/// The kinds of parameters, in nn-core's order in a layer.
const KINDS: [&str; 13] = [
    "weight",
    "weight_ih",
    "weight_hh",
    "kernel",
    "zeta",
    "nu",
    "bias_gate",
    "bias_update",
    "bias",
    "bias_ih",
    "bias_hh",
    "scale",
    "shift",
];

/// The kinds whose first dimension, the outputs, is the last one in nn-core.
const WEIGHTS: [&str; 3] = [".weight", ".weight_ih", ".weight_hh"];

impl Values {
    /// The values in nn-core's order. The first dimension of PyTorch's weights, the outputs, comes last.
    fn arranged(&self, name: &str) -> Vec<f64> {
        if !WEIGHTS.iter().any(|kind| name.ends_with(kind)) {
            return self.values.clone();
        }
        let inputs: usize = self.shape[1..].iter().product();
        let column = |input| self.values.iter().skip(input).step_by(inputs);
        (0..inputs).flat_map(column).copied().collect()
    }
}

/// The folder of the reference files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reference")
}

/// The names of all cases with a file in this subfolder.
///
/// # Panics
/// If the folder cannot be read.
pub fn names(below: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder().join(below)).expect("the folder `reference` is there");
    let paths = entries.map(|entry| entry.expect("its entries can be read").path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let stems = texts.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()));
    let mut names: Vec<String> = stems.collect();
    names.sort();
    names
}

impl Reference {
    /// Reads the file of a case.
    ///
    /// # Panics
    /// If it is missing or has a wrong format.
    pub fn read(case: &str) -> Self {
        let path = folder().join(case).with_extension("txt");
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self::parse(&text)
    }

    fn parse(text: &str) -> Self {
        let mut reference = Reference {
            settings: BTreeMap::new(),
            tensors: BTreeMap::new(),
        };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let mut words = line.split_whitespace();
            match (words.next(), words.next()) {
                (Some("set"), Some(name)) => {
                    let value = number(words.next().expect("a value after the name"));
                    reference.settings.insert(name.to_owned(), value);
                }
                (Some("tensor"), Some(name)) => {
                    let shape: Vec<usize> =
                        words.map(|word| word.parse().expect("a size")).collect();
                    let row = lines.next().expect("a line of values");
                    let values: Vec<f64> = row.split_whitespace().map(number).collect();
                    assert_eq!(values.len(), shape.iter().product::<usize>(), "`{name}`");
                    let tensor = Values { shape, values };
                    reference.tensors.insert(name.to_owned(), tensor);
                }
                (Some("#"), _) | (None, _) => {}
                _ => panic!("not a line of the format: {line}"),
            }
        }
        reference
    }

    /// A setting, or 0 if it is absent.
    pub fn setting(&self, name: &str) -> f64 {
        self.settings.get(name).copied().unwrap_or_default()
    }

    /// A tensor.
    ///
    /// # Panics
    /// If it is absent.
    pub fn tensor(&self, name: &str) -> &Values {
        let tensor = self.tensors.get(name);
        tensor.unwrap_or_else(|| panic!("there is no tensor `{name}`"))
    }

    /// The values of a tensor.
    pub fn values(&self, name: &str) -> &[f64] {
        &self.tensor(name).values
    }

    /// The rows of a tensor with values that are exact in `f32`.
    pub fn rows<T: Tensor<Element = f32>>(&self, name: &str) -> Vec<T> {
        let exact: Vec<f32> = self
            .values(name)
            .iter()
            .map(|value| exact(*value))
            .collect();
        let (rows, rest) = (exact.chunks_exact(T::LEN), exact.len() % T::LEN);
        assert_eq!(rest, 0, "`{name}` has rows of {}", T::LEN);
        rows.map(|row| *T::from_slice(row).expect("a whole row"))
            .collect()
    }

    /// The parameters with a prefix in nn-core's order: by layers, and in a layer in the order of `KINDS`.
    pub fn parameters(&self, prefix: &str) -> Vec<f64> {
        let names = self.of_layers(&KINDS);
        names
            .iter()
            .flat_map(|name| self.tensor(&format!("{prefix}{name}")).arranged(name))
            .collect()
    }

    /// For each parameter the sum of the sizes of its gradient's terms if they cancel, and 0 otherwise.
    pub fn canceled(&self) -> Vec<f64> {
        let names = self.of_layers(&KINDS).into_iter();
        names
            .flat_map(|name| match self.tensors.get(&format!("terms.{name}")) {
                Some(terms) => terms.arranged(&name),
                None => vec![0.0; self.values(&name).len()],
            })
            .collect()
    }

    /// The running statistics with a prefix: by layers, the mean before the variance.
    pub fn statistics(&self, prefix: &str) -> Vec<f64> {
        let names = self.of_layers(&["mean", "variance"]).into_iter();
        let tensors = names.map(|name| self.values(&format!("{prefix}{name}")));
        tensors.collect::<Vec<_>>().concat()
    }

    /// The names of the tensors of these kinds by layers.
    fn of_layers(&self, kinds: &[&str]) -> Vec<String> {
        let layers = 0..self.setting("layers") as usize;
        let names =
            layers.flat_map(|layer| kinds.iter().map(move |kind| format!("{layer}.{kind}")));
        names
            .filter(|name| self.tensors.contains_key(name))
            .collect()
    }

    /// The optimizers with a trajectory.
    pub fn optimizers(&self) -> Vec<&str> {
        let names = self.tensors.keys();
        names
            .filter_map(|name| name.strip_suffix(".losses"))
            .collect()
    }
}

/// A number that is exact in `f32`.
pub fn exact(value: f64) -> f32 {
    let narrow = value as f32;
    assert_eq!(f64::from(narrow), value, "a number exact in `f32`");
    narrow
}

fn number(word: &str) -> f64 {
    word.parse()
        .unwrap_or_else(|error| panic!("`{word}` is not a number: {error}"))
}
