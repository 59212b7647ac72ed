//! Runs an example on the data of a test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

/// The name of an example.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Program(pub(crate) &'static str);

impl Program {
    /// `cargo test` builds the program next to the tests. A run of this test alone may find an old program.
    fn path(self) -> PathBuf {
        let test = env::current_exe().expect("tests have a path");
        let profile = test
            .ancestors()
            .nth(2)
            .expect("tests are in a directory `deps`");
        let path = profile.join(format!("examples/{}{}", self.0, env::consts::EXE_SUFFIX));
        let built = changed(&path);
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let sources = [
            "src".to_owned(),
            self.0.to_owned(),
            format!("{}.rs", self.0),
        ];
        for source in sources.map(|name| root.join(name)) {
            assert!(
                built.is_some() && changed(&source) <= built,
                "the example is older than its sources: run `cargo test -p examples` without a filter"
            );
        }
        path
    }

    /// Creates a directory for a test, in which the program runs.
    pub(crate) fn directory(self, name: &str) -> PathBuf {
        let tests = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let directory = tests.join(format!("{}-cli", self.0)).join(name);
        let _ = fs::remove_dir_all(&directory);
        fs::create_dir_all(&directory).expect("cargo's directory for tests can be written");
        directory
    }

    /// Runs the program on the files in a directory.
    fn run(self, directory: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(self.path());
        command
            .arg("--data")
            .arg(directory)
            .args(arguments)
            .env("CARGO_TARGET_DIR", directory);
        command.output().expect("the program starts")
    }

    /// Returns the output of a run without options.
    pub(crate) fn plain(self) -> String {
        let output = Command::new(self.path()).output();
        let output = output.expect("the program starts");
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout).to_owned()
    }

    /// Returns the error of a run without options that must fail.
    pub(crate) fn plain_failure(self) -> String {
        let output = Command::new(self.path()).output();
        let output = output.expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        text(&output.stderr).to_owned()
    }

    /// Returns the output of a run that must succeed.
    pub(crate) fn success(self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.run(directory, arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout).to_owned()
    }

    /// Returns the error of a run that must fail. It must print no result.
    pub(crate) fn failure(self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.run(directory, arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        assert!(!text(&output.stdout).contains("accuracy"));
        text(&output.stderr).to_owned()
    }
}

/// Returns when a file, or the latest file in a directory, was changed.
fn changed(path: &Path) -> Option<SystemTime> {
    match fs::read_dir(path) {
        Ok(entries) => entries
            .flatten()
            .filter_map(|entry| changed(&entry.path()))
            .max(),
        Err(_) => fs::metadata(path).and_then(|data| data.modified()).ok(),
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text is UTF-8")
}

/// Returns the accuracy in the last line, in percent.
pub(crate) fn test_accuracy(printed: &str) -> f32 {
    accuracy(printed, 0, "test accuracy: ")
}

/// Returns the accuracies in the last two lines, of the network and of its 8-bit integers.
pub(crate) fn both_accuracies(printed: &str) -> [f32; 2] {
    [(1, "test accuracy: "), (0, "int8 accuracy: ")]
        .map(|(line, text)| accuracy(printed, line, text))
}

/// Returns the accuracy after a text, in the line with this number, counted from the end.
fn accuracy(printed: &str, line: usize, text: &str) -> f32 {
    let last = printed.lines().rev().nth(line).unwrap_or_default();
    let number = last
        .strip_prefix(text)
        .and_then(|rest| rest.strip_suffix(" %"));
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("{printed}"))
}
