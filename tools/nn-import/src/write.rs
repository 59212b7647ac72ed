//! Writes the source file and the weights of an imported network.

use std::path::{Path, PathBuf};

use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};

use crate::error::ImportError;
use crate::files::write_all;
use crate::import::{CASES, Import};
use crate::record::{Record, relative};
use crate::{render, weights};

/// How an imported network is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The name of the type. The files have the same name in lower case.
    pub name: String,
    /// A budget, as the attribute `budget` of `network!` takes it.
    pub budget: Option<String>,
    /// Whether files are overwritten.
    pub force: bool,
}

/// Where the files of a written network are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The weights, relative to the folder of the crate's `Cargo.toml`.
    pub weights: String,
    /// The model, relative to the folder of the source file.
    pub model: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            name: "Model".to_owned(),
            budget: None,
            force: false,
        }
    }
}

impl Import {
    /// Writes `<name>.rs` and `<name>.safetensors` to a folder. Both are written whole, or not at all. Returns their paths.
    ///
    /// # Errors
    /// The name is not that of a type, a file exists and `force` is not set, or a file cannot be written.
    pub fn write(&self, folder: &Path, options: &Options) -> Result<[PathBuf; 2], ImportError> {
        let Options { name, force, .. } = options;
        let is_type = name
            .chars()
            .next()
            .is_some_and(|first| first.is_ascii_uppercase());
        if !is_type || !name.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            let reason = format!(
                "`{name}` is not the name of a type: it begins with a capital letter, as `Model`"
            );
            return Err(ImportError::Option { reason });
        }
        let stem = snake_case(name);
        let paths = ["rs", "safetensors"].map(|end| folder.join(format!("{stem}.{end}")));
        if let Some(path) = paths.iter().find(|path| !force && path.exists()) {
            let path = path.clone();
            return Err(ImportError::Exists { path });
        }
        if let Some(path) = paths.iter().find(|path| is_same(path, &self.path)) {
            return Err(ImportError::Option {
                reason: format!(
                    "{} is the model itself: `--name` or `--out` gives the files another place",
                    path.display()
                ),
            });
        }
        let [source, file] = &paths;
        let places = Places {
            weights: relative(file, &manifest_folder(file)),
            model: relative(&self.path, folder),
        };
        let text = self.source(options, &places);
        write_all(&[
            (file.clone(), self.weights()),
            (source.clone(), text.into_bytes()),
        ])?;
        Ok(paths)
    }

    /// The weights as a file of safetensors.
    pub fn weights(&self) -> Vec<u8> {
        let weights = weights::of(&self.lowered.stages);
        let bytes = weights.into_iter().map(|(name, tensor)| {
            let bytes: Vec<u8> = tensor
                .floats()
                .into_iter()
                .flat_map(f32::to_le_bytes)
                .collect();
            (name, tensor.shape, bytes)
        });
        let bytes: Vec<_> = bytes.collect();
        let views = bytes.iter().filter_map(|(name, shape, bytes)| {
            let view = TensorView::new(Dtype::F32, shape.clone(), bytes).ok()?;
            Some((name.clone(), view))
        });
        serialize(views, None).unwrap_or_default()
    }

    /// The source file.
    pub fn source(&self, options: &Options, places: &Places) -> String {
        let file = self
            .path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        let Options { name, budget, .. } = options;
        let constant = snake_case(name).to_uppercase();
        let mut docs = format!("    /// Imported from `{file}`, {}.\n", self.origin);
        for note in self.notes() {
            docs.push_str(&format!("    ///\n    /// {note}\n"));
        }
        let budget = budget
            .as_ref()
            .map(|budget| format!("    #[budget({budget})]\n"))
            .unwrap_or_default();
        let layers = render::lines(&self.lowered.input, &self.lowered.stages, "        ");
        let record = Record {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: places.model.clone(),
            hash: self.hash.clone(),
            weights: places.weights.clone(),
            read: self.read.clone(),
            options: options.clone(),
        };
        format!(
            "//! A network that was imported from `{file}`.\n\n\
             // `cargo nn check` compares this file with the model.\n{}\n\
             use nn_core::prelude::*;\n\n\
             network! {{\n{docs}{budget}    pub struct {name} {{\n        {layers}\n    }}\n}}\n\n\
             /// The weights of the model.\n\
             pub static {constant}: {name} = nn_core::include_weights!({name}, {:?});\n\n{}",
            record.line(),
            places.weights,
            self.tests(name, &constant)
        )
    }

    /// Tests that compare the network with the model.
    fn tests(&self, name: &str, constant: &str) -> String {
        let shape = &self.lowered.input;
        let kind = shape
            .iter()
            .rev()
            .fold("f32".to_owned(), |kind, size| format!("[{kind}; {size}]"));
        let zeros = shape
            .iter()
            .rev()
            .fold("0.0".to_owned(), |zeros, size| format!("[{zeros}; {size}]"));
        let flat = ".as_flattened_mut()".repeat(shape.len().saturating_sub(1));
        let place = self.input_place();
        let numbers = |outputs: &Vec<f64>| {
            let numbers: Vec<String> = outputs
                .iter()
                .map(|output| format!("{:?}", *output as f32))
                .collect();
            format!("            &[{}],\n", numbers.join(", "))
        };
        let expected: String = self.outputs.iter().map(numbers).collect();
        let (test, what) = self.test_words();
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n\n    \
             /// {what}\n    #[test]\n    fn {test}() {{\n        \
             let expected: [&[f32]; {CASES}] = [\n{expected}        ];\n        \
             for (case, expected) in expected.into_iter().enumerate() {{\n            \
             let mut input: {kind} = {zeros};\n            \
             for (at, value) in input{flat}.iter_mut().enumerate() {{\n                \
             let index = {place};\n                \
             *value = ((index * 37 + case * 11) % 101) as f32 / 50.0 - 1.0;\n            }}\n            \
             let output = {constant}.predict(&input);\n            \
             let output = <<{name} as Layer>::Output as Tensor>::as_slice(&output);\n            \
             assert_eq!(output.len(), expected.len());\n            \
             for (output, expected) in output.iter().zip(expected) {{\n                \
             assert!((output - expected).abs() <= 1e-4 * (1.0 + expected.abs()), \"{{output}}, not {{expected}}\");\n            \
             }}\n        }}\n    }}\n}}\n"
        )
    }

    /// The name of the test, and what it compares with.
    fn test_words(&self) -> (&'static str, &'static str) {
        match self.is_guess {
            true => (
                "predicts_as_computed",
                "The outputs of these layers, computed in `f64`. The model itself is not known: only its weights.",
            ),
            false => (
                "predicts_as_the_model",
                "The outputs of the model, computed in `f64`.",
            ),
        }
    }

    /// The index of an element of the model's input, from that of the network's, as an expression of Rust.
    fn input_place(&self) -> String {
        let Some(axes) = &self.lowered.input_axes else {
            return "at".to_owned();
        };
        // The shape of the network, and for each of its axes the distance of neighbors in the model.
        let shape = &self.lowered.input;
        let mut model = vec![1; shape.len()];
        for (own, axis) in axes.iter().skip(1).enumerate() {
            model[axis - 1] = shape[own];
        }
        let steps = crate::tensor::steps(&model);
        let own = crate::tensor::steps(shape);
        let terms = axes.iter().skip(1).enumerate().map(|(place, axis)| {
            format!(
                "at / {} % {} * {}",
                own[place],
                shape[place],
                steps[axis - 1]
            )
        });
        terms.collect::<Vec<_>>().join(" + ")
    }
}

/// Whether two paths are of one file.
fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| path.canonicalize().ok();
    place(one).is_some_and(|one| place(other) == Some(one))
}

/// `TinyNet` as `tiny_net`.
fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && index > 0 {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// The folder of the nearest `Cargo.toml`, or that of the file.
pub(crate) fn manifest_folder(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut folders = absolute.ancestors().skip(1);
    let own = absolute.parent().unwrap_or(Path::new(""));
    let found = folders.find(|folder| folder.join("Cargo.toml").exists());
    found.unwrap_or(own).to_owned()
}
