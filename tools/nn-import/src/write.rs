//! Writes the source file and the weights of an imported network.

use std::path::{Path, PathBuf};

use safetensors::tensor::TensorView;
use safetensors::{Dtype, serialize};

use crate::error::ImportError;
use crate::files::write_all;
use crate::import::Import;
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
    /// Writes `<name>.rs` and the weights to a folder: `<name>.safetensors`, or a copy of a model of 8-bit integers. Both are written whole, or not at all. Returns their paths.
    ///
    /// # Errors
    /// The name is not that of a type, a file exists and `force` is not set, or a file cannot be written.
    pub fn write(&self, folder: &Path, options: &Options) -> Result<[PathBuf; 2], ImportError> {
        let Options { name, force, .. } = options;
        self.check(options)?;
        let stem = snake_case(name);
        let paths = ["rs", self.extension()].map(|end| folder.join(format!("{stem}.{end}")));
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

    /// Refuses a name that no type has, and a budget that is not checked.
    fn check(&self, options: &Options) -> Result<(), ImportError> {
        let Options { name, .. } = options;
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
        Ok(())
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

    /// The source file.
    pub fn source(&self, options: &Options, places: &Places) -> String {
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
            Some(quantized) => self.quantized_source(quantized, name, &places.weights),
            None => self.real_source(name, &places.weights),
        };
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
             network! {{\n{docs}{budget}    pub struct {name} {{\n        {layers}\n    }}\n}}\n\n{rest}",
            record.line()
        )
    }
}

/// Whether two paths are of one file.
fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| path.canonicalize().ok();
    place(one).is_some_and(|one| place(other) == Some(one))
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

/// The folder of the nearest `Cargo.toml`, or that of the file.
pub(crate) fn manifest_folder(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut folders = absolute.ancestors().skip(1);
    let own = absolute.parent().unwrap_or(Path::new(""));
    let found = folders.find(|folder| folder.join("Cargo.toml").exists());
    found.unwrap_or(own).to_owned()
}
