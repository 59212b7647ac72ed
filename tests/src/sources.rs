//! The project's own source files and their code.

use std::path::{Path, PathBuf};

/// A source file.
#[derive(Debug)]
pub struct Source {
    /// The path from the root of the workspace, with `/`.
    pub path: String,
    /// The contents.
    pub text: String,
}

/// The root of the workspace.
pub fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files in a folder of the workspace with this ending, sorted by path. Build output is not included.
pub fn files_below(folder: &str, ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&workspace().join(folder), folder, ending, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn collect(folder: &Path, path: &str, ending: &str, found: &mut Vec<Source>) {
    // a folder that does not exist has no files
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{path}/{name}");
        if entry.path().is_dir() {
            if name != "target" && !path.ends_with("examples/data") && !name.starts_with('.') {
                collect(&entry.path(), &path, ending, found);
            }
        } else if name.ends_with(ending) {
            let text = std::fs::read_to_string(entry.path());
            let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
            found.push(Source { path, text });
        }
    }
}

/// Fails with everything that was found, one item per line.
///
/// # Panics
/// If there is an item.
#[track_caller]
pub fn assert_none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}

impl Source {
    /// The lines with their numbers, without test modules at the end of the file.
    pub fn lines_without_tests(&self) -> Vec<(usize, &str)> {
        let mut lines = Vec::new();
        let mut all = (1..).zip(self.text.lines()).peekable();
        while let Some((number, line)) = all.next() {
            let next = all.peek().map_or("", |(_, next)| next);
            let is_test = line == "#[cfg(test)]" && next.starts_with("mod ");
            if !is_test {
                lines.push((number, line));
            } else if next.ends_with('{') {
                // rustfmt writes the end of a module at the start of a line
                all.find(|(_, line)| *line == "}");
            } else {
                all.next();
            }
        }
        lines
    }

    /// The lines of code with their numbers, without tests and comments.
    pub fn code(&self) -> Vec<(usize, &str)> {
        let lines = self.lines_without_tests().into_iter();
        let code =
            lines.map(|(number, line)| (number, line.split("//").next().unwrap_or_default()));
        code.filter(|(_, line)| !line.trim().is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_comments_are_no_code() {
        let text = "\
//! A file.
use a; // why
#[cfg(test)]
mod tests;
fn f() {}
#[cfg(test)]
mod more {
    fn g() {}
}
fn h() {}
";
        let source = Source {
            path: String::new(),
            text: text.to_owned(),
        };
        let code: Vec<&str> = source.code().iter().map(|(_, line)| line.trim()).collect();
        assert_eq!(code, ["use a;", "fn f() {}", "fn h() {}"]);
        assert_eq!(source.lines_without_tests().len(), 4);
    }
}
