//! How long `cargo check` takes for deep networks, beyond what it takes for a small one: `cargo run --release -p tests --bin check-time`.
//!
//! The dependencies are checked before. Each network has a trainer, so that all of its types are worked out; of five runs the
//! quickest counts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

const RUNS: usize = 5;

/// A name and a network.
const NETWORKS: [(&str, &str); 5] = [
    ("one dense layer", "16 => Dense<4, Softmax>"),
    (
        "60 residual blocks of 2 dense layers",
        "32 => 60 x Residual<Dense<32, Relu> => Dense<32>> => Dense<4, Softmax>",
    ),
    (
        "60 residual blocks of 2 convolutions",
        "[8, 16, 16] => 60 x Residual<Conv2d<filters = 8, kernel = 3, padding = 1, Relu> => \
         Conv2d<filters = 8, kernel = 3, padding = 1>> => GlobalAvgPool => Dense<4, Softmax>",
    ),
    (
        "the same, every size a constant",
        "[CHANNELS, SIDE, SIDE] => 60 x Residual<Conv2d<filters = CHANNELS, kernel = KERNEL, padding = PADDING, Relu> => \
         Conv2d<filters = CHANNELS, kernel = KERNEL, padding = PADDING>> => GlobalAvgPool => Dense<4, Softmax>",
    ),
    (
        "100 dense layers",
        "32 => 99 x Dense<32, Relu> => Dense<4, Softmax>",
    ),
];

fn program(network: &str) -> String {
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
    let mut trainer = Trainer::<Net, _, _, 1>::new(CrossEntropy, Adam::new(0.01)?);
    let step = trainer.step(net, core::slice::from_ref(input), &[0usize])?;
    Ok(step.loss + net.predict(input)[0])
}}\n"
    );
    text
}

/// Writes the crate whose source is replaced by each network.
fn write_crate(directory: &Path) {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../nn-core");
    let manifest = format!(
        "[package]\nname = \"check-time\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nnn-core = {{ path = {:?} }}\n\n[workspace]\n",
        core.display().to_string()
    );
    std::fs::create_dir_all(directory.join("src")).expect("the directory can be made");
    std::fs::write(directory.join("Cargo.toml"), manifest).expect("the manifest can be written");
}

/// The quickest `cargo check` of a source.
fn check(directory: &Path, source: &str) -> Duration {
    let times = (0..RUNS).map(|run| {
        let source = format!("{source}// {run}\n");
        std::fs::write(directory.join("src/lib.rs"), source).expect("the source can be written");
        let start = Instant::now();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet"])
            .current_dir(directory)
            .output()
            .expect("cargo can be run");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn main() {
    let directory: PathBuf = std::env::temp_dir().join("nn-core-check-time");
    write_crate(&directory);
    let mut small = None;
    println!("{:<40}{:>9}{:>9}", "cargo check", "seconds", "beyond");
    for (name, network) in NETWORKS {
        let time = check(&directory, &program(network)).as_secs_f64();
        let small = *small.get_or_insert(time);
        println!("{name:<40}{time:>9.2}{:>9.2}", time - small);
    }
}
