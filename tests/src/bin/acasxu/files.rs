//! Reads the networks.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use nn_core::prelude::*;
use safetensors::SafeTensors;

nn_core::network! {
    /// Maps where an intruder is to a score for each of five maneuvers. The least score wins.
    pub struct Advice {
        5 => Dense<50, Relu> => Dense<50, Relu> => Dense<50, Relu>
          => Dense<50, Relu> => Dense<50, Relu> => Dense<50, Relu> => Dense<5>
    }
}

/// A network with what normalizes its inputs and outputs.
pub(crate) struct Plane {
    pub(crate) name: String,
    pub(crate) net: Box<Advice>,
    /// Of the inputs.
    pub(crate) minimums: Vec<f64>,
    pub(crate) maximums: Vec<f64>,
    /// Of the inputs and, at the end, the outputs.
    pub(crate) means: Vec<f64>,
    pub(crate) ranges: Vec<f64>,
}

/// All networks of a folder, in the order of their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<Plane>, Box<dyn Error>> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "safetensors"))
        .collect();
    paths.sort();
    if paths.is_empty() {
        return Err("no `acasxu_*.safetensors`".into());
    }
    paths.iter().map(|path| plane(path)).collect()
}

fn plane(path: &Path) -> Result<Plane, Box<dyn Error>> {
    let bytes = std::fs::read(path)?;
    let (_, header) = SafeTensors::read_metadata(&bytes)?;
    let metadata = header.metadata().as_ref().ok_or("no metadata")?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let mut net = Advice::boxed();
    net.load(path)?;
    Ok(Plane {
        name: name.trim_start_matches("acasxu_").to_owned(),
        net,
        minimums: numbers(metadata, "minimums")?,
        maximums: numbers(metadata, "maximums")?,
        means: numbers(metadata, "means")?,
        ranges: numbers(metadata, "ranges")?,
    })
}

/// A list of numbers, such as `[1.0, 2.5]`.
fn numbers(metadata: &HashMap<String, String>, key: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let text = metadata
        .get(key)
        .ok_or_else(|| format!("no `{key}` in the metadata"))?;
    let items = text
        .trim()
        .trim_start_matches('[')
        .trim_end_matches(']')
        .split(',');
    Ok(items
        .map(|item| item.trim().parse())
        .collect::<Result<_, _>>()?)
}
