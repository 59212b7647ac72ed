//! Writes the source file and the weights of an imported network.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};

use crate::error::ImportError;
use crate::import::{CASES, Import};
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
    /// Writes `<name>.rs` and the weights to a folder: `<name>.safetensors`, or a copy of a model of 8-bit integers. Both are written whole, or not at all. Returns their paths.
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
        if self.quantized.is_some() && options.budget.is_some() {
            let reason = format!(
                "a budget is for networks of `f32`, and the model computes with integers: compare the constant `{name}8::FLASH_BYTES` with a limit"
            );
            return Err(ImportError::Option { reason });
        }
        let stem = snake_case(name);
        let paths = ["rs", self.extension()].map(|end| folder.join(format!("{stem}.{end}")));
        if let Some(path) = paths.iter().find(|path| !force && path.exists()) {
            let path = path.clone();
            return Err(ImportError::Exists { path });
        }
        let [source, file] = &paths;
        let weights = self.weights();
        let relative = relative_to_manifest(file);
        write_whole(file, &weights)?;
        write_whole(source, self.source(options, &relative).as_bytes())?;
        Ok(paths)
    }

    /// The ending of the file of the weights.
    fn extension(&self) -> &'static str {
        match self.quantized {
            Some(_) => "tflite",
            None => "safetensors",
        }
    }

    /// The weights as a file of safetensors, or a model of 8-bit integers itself.
    pub fn weights(&self) -> Vec<u8> {
        if let Some(quantized) = &self.quantized {
            return quantized.bytes.clone();
        }
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

    /// The source file. `weights` is the path of the weights, relative to the crate.
    pub fn source(&self, options: &Options, weights: &str) -> String {
        let file = self
            .path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        let Options { name, budget, .. } = options;
        let mut docs = format!("    /// Imported from `{file}`, {}.\n", self.origin);
        for note in self.notes() {
            docs.push_str(&format!("    ///\n    /// {note}\n"));
        }
        let budget = budget
            .as_ref()
            .map(|budget| format!("    #[budget({budget})]\n"))
            .unwrap_or_default();
        let rest = match &self.quantized {
            Some(quantized) => self.quantized_source(quantized, name, weights),
            None => self.real_source(name, weights),
        };
        let layers = render::lines(&self.lowered.input, &self.lowered.stages, "        ");
        format!(
            "//! A network that was imported from `{file}`.\n\n\
             use nn_core::prelude::*;\n\n\
             network! {{\n{docs}{budget}    pub struct {name} {{\n        {layers}\n    }}\n}}\n\n{rest}"
        )
    }

    /// The constant of a network of real numbers, and its tests.
    fn real_source(&self, name: &str, weights: &str) -> String {
        let constant = snake_case(name).to_uppercase();
        format!(
            "/// The weights of the model.\n\
             pub static {constant}: {name} = nn_core::include_weights!({name}, {weights:?});\n\n{}",
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
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n\n    \
             /// The outputs of the model, computed in `f64`.\n    #[test]\n    fn predicts_as_the_model() {{\n        \
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

/// `TinyNet` as `tiny_net`.
pub(crate) fn snake_case(name: &str) -> String {
    let mut text = String::new();
    for (index, letter) in name.chars().enumerate() {
        if letter.is_ascii_uppercase() && index > 0 {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// A path relative to the folder of the nearest `Cargo.toml`.
fn relative_to_manifest(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = absolute
        .ancestors()
        .skip(1)
        .find(|folder| folder.join("Cargo.toml").exists());
    let relative = folder.and_then(|folder| absolute.strip_prefix(folder).ok());
    let parts = relative
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// Writes a file whole, or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let write = || {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(|error| ImportError::File {
        path: path.to_owned(),
        error,
    })
}
