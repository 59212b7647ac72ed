//! The example's program, run in a directory of its own.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The example's program. `cargo test` builds it beside the tests; who asks for this test alone may have an old one.
pub(crate) static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = env::current_exe().expect("tests have a path");
    let profile = test
        .ancestors()
        .nth(2)
        .expect("tests lie in a directory `deps`");
    let program = profile.join(format!("examples/mnist{}", env::consts::EXE_SUFFIX));
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let built = changed(&program);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in ["mnist", "src"].map(|name| fs::read_dir(root.join(name))) {
        for file in source.expect("the sources are here").flatten() {
            assert!(
                built.is_some() && changed(&file.path()) <= built,
                "the example is older than its sources: run `cargo test -p examples`"
            );
        }
    }
    program
});

/// A directory of its own for each test, in which the program runs.
pub(crate) fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("mnist-cli")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).expect("cargo's directory for tests can be written");
    directory
}

/// Runs the program on the files in a directory.
pub(crate) fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(&*PROGRAM);
    command
        .arg("--data")
        .arg(directory)
        .args(arguments)
        .env("CARGO_TARGET_DIR", directory);
    command.output().expect("the program starts")
}

pub(crate) fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text is UTF-8")
}

/// What a run that must succeed prints.
pub(crate) fn success(directory: &Path, arguments: &[&str]) -> String {
    let output = run(directory, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    text(&output.stdout).to_owned()
}

/// What a run that must fail says; it prints no result.
pub(crate) fn failure(directory: &Path, arguments: &[&str]) -> String {
    let output = run(directory, arguments);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{arguments:?}: {}",
        text(&output.stderr)
    );
    assert!(!text(&output.stdout).contains("accuracy"));
    text(&output.stderr).to_owned()
}

/// The accuracy in the last line, in per cent.
pub(crate) fn test_accuracy(printed: &str) -> f32 {
    let last = printed.lines().last().unwrap_or_default();
    let number = last
        .strip_prefix("test accuracy: ")
        .and_then(|rest| rest.strip_suffix(" %"));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("{printed}"))
}
