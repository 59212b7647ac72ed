//! Temporary folders, and a user's crate in such a folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::cargo::{cargo, succeed};

/// The number of checks of a network. The fastest counts.
const RUNS: usize = 5;

/// A temporary folder. Dropping this removes it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder for this process.
    ///
    /// # Panics
    /// If it cannot be created.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Folder(path)
    }

    /// The path.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // a folder that remains does no harm
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A crate that depends on nn-core with default features. It defines one network at a time.
#[derive(Debug)]
pub struct Crate(Folder);

impl Crate {
    /// Writes its manifest.
    ///
    /// # Panics
    /// If it cannot be written.
    pub fn new() -> Self {
        let folder = Folder::new("nn-core-check-time");
        let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-core");
        let manifest = format!(
            "[package]\nname = \"check-time\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nnn-core = {{ path = {:?} }}\n\n[workspace]\n",
            core.display().to_string()
        );
        std::fs::create_dir_all(folder.path().join("src")).expect("a folder can be made");
        std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("a file can be written");
        Crate(folder)
    }

    /// The fastest `cargo check` of a network with a trainer, so that all its types are computed, and with a static of weights. Without a path these
    /// are zeros. The dependencies have been checked before.
    ///
    /// # Panics
    /// If it does not compile.
    pub fn check(&self, network: &str, weights: Option<&Path>) -> Duration {
        self.check_source(&program(network, weights))
    }

    /// The fastest `cargo check` of named networks of two dense layers, with nothing that uses them.
    ///
    /// # Panics
    /// If it does not compile.
    pub fn check_named(&self, count: usize) -> Duration {
        let mut source = String::from("//! Named networks.\n\nuse nn_core::prelude::*;\n\n");
        for index in 1..=count {
            let _ = writeln!(
                source,
                "network! {{ pub struct Named{index} {{ 3 => Dense<{index}, Relu> => Dense<2, Softmax> }} }}"
            );
        }
        self.check_source(&source)
    }

    /// The fastest `cargo check` of a constant network without weights, and a statement about it.
    ///
    /// # Panics
    /// If it does not compile.
    pub fn check_constant(&self, network: &str, statement: &str) -> Duration {
        self.check_source(&format!(
            "//! A constant network.\n\nuse nn_core::prelude::*;\n\n\
             pub type Net = network![{network}];\n\npub static NET: Net = Net::ZERO;\n\n{statement}\n"
        ))
    }

    /// The fastest `cargo check` of a library.
    fn check_source(&self, source: &str) -> Duration {
        let folder = self.0.path();
        let times = (0..=RUNS).map(|run| {
            let source = format!("{source}// {run}\n");
            std::fs::write(folder.join("src/lib.rs"), source).expect("a file can be written");
            let mut cargo = cargo();
            cargo
                .args(["check", "--quiet", "--target-dir", "target"])
                // The compiler's cache of the previous run would hide its time.
                .env("CARGO_INCREMENTAL", "0")
                .current_dir(folder);
            let start = Instant::now();
            succeed(&mut cargo);
            start.elapsed()
        });
        times.min().unwrap_or_default()
    }
}

impl Default for Crate {
    fn default() -> Self {
        Self::new()
    }
}

/// A library with a network.
fn program(network: &str, weights: Option<&Path>) -> String {
    let mut text = String::from("//! A network.\n\nuse nn_core::prelude::*;\n\n");
    for constant in [
        "CHANNELS: usize = 8",
        "SIDE: usize = 16",
        "KERNEL: usize = 3",
        "PADDING: usize = 1",
    ] {
        let _ = writeln!(text, "pub const {constant};");
    }
    let _ = write!(
        text,
        "\ntype Net = network![{network}];\n\npub fn step(
    net: &mut Net,
    input: &<Net as Layer>::Input,
) -> Result<f32, nn_core::Error> {{
    let mut trainer = Trainer::<Net, _, _, 1>::new(CrossEntropy, Adam::new(0.01));
    let step = trainer.step(net, core::slice::from_ref(input), &[0usize])?;
    Ok(step.loss + net.predict(input)[0])
}}\n"
    );
    if let Some(file) = weights {
        let value = match file.to_str() {
            Some("") | None => "Net::ZERO".to_owned(),
            Some(path) => format!("nn_core::include_weights!(Net, {path:?})"),
        };
        let _ = writeln!(text, "\npub static NET: Net = {value};");
    }
    text
}
