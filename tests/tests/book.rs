//! The documents: the book has every chapter, and every link has a target.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use nn_core::prelude::*;
use tests::sources::{Source, assert_none, files_below, workspace};

/// The folder of the book's chapters.
const CHAPTERS: &str = "docs/src";

/// The text of a document.
fn read(path: &str) -> String {
    let text = std::fs::read_to_string(workspace().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All documents, with paths from the top of the workspace. rustdoc checks the links of those in a crate's sources.
fn documents() -> Vec<Source> {
    let mut documents = files_below(".", ".md");
    for document in &mut documents {
        document.path = document.path.trim_start_matches("./").to_owned();
    }
    documents.retain(|document| !document.path.starts_with("nn-core/src/"));
    assert!(documents.len() > 8, "the documents are found");
    documents
}

/// The lines outside code blocks, without inline code.
fn prose(text: &str) -> Vec<(usize, String)> {
    let (mut lines, mut fence) = (Vec::new(), None);
    for (number, line) in (1..).zip(text.lines()) {
        let start: String = line
            .trim_start()
            .chars()
            .take_while(|c| *c == '`')
            .collect();
        match &fence {
            None if start.len() >= 3 => fence = Some(start),
            None => {
                let plain = line.split('`').step_by(2).collect::<Vec<_>>();
                lines.push((number, plain.join("`")));
            }
            Some(open) if start.len() >= open.len() && line.trim() == start => fence = None,
            Some(_) => {}
        }
    }
    lines
}

/// The targets of the links in a line: `[text](target)` and `[text]: target`.
fn targets(line: &str) -> Vec<&str> {
    let inline = line.split("](").skip(1);
    let inline = inline.filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let definition = line
        .starts_with('[')
        .then(|| line.split_once("]: "))
        .flatten();
    let all = inline.chain(definition.map(|(_, target)| target));
    all.map(|target| target.split(' ').next().unwrap_or_default())
        .collect()
}

/// The anchors of a document's headings, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut fenced = false;
    let mut anchors = BTreeSet::new();
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced && line.starts_with('#') {
            let heading = line.trim_start_matches('#').trim().to_lowercase();
            let kept = heading
                .chars()
                .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            anchors.insert(kept.map(|c| if c == ' ' { '-' } else { c }).collect());
        }
    }
    anchors
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                normal.pop();
            }
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    normal
}

/// Why a link of a document in a folder leads nowhere.
fn broken(folder: &Path, own: &str, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    // A path of Rust in a page of rustdoc, which checks it.
    if target.contains("::") && folder.starts_with("nn-core/src") {
        return None;
    }
    let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = normal(&folder.join(file));
    let text = if file.is_empty() {
        own.to_owned()
    } else if !workspace().join(&path).exists() {
        return Some(format!("{target}: no such file"));
    } else if folder.starts_with(CHAPTERS) && !path.starts_with(CHAPTERS) {
        return Some(format!("{target}: not a part of the book"));
    } else if anchor.is_empty() {
        return None;
    } else {
        with_includes(&path.display().to_string())
    };
    let is_there = anchor.is_empty() || anchors(&text).contains(anchor);
    (!is_there).then(|| format!("{target}: no such heading"))
}

/// The text of a document, and of the documents that it includes.
fn with_includes(path: &str) -> String {
    let text = read(path);
    let included = includes(path, &text).into_iter();
    included.fold(text, |text, path| text + &read(&path.display().to_string()))
}

/// The documents that a chapter includes with `{{#include ../../NAME.md}}`.
fn includes(path: &str, text: &str) -> Vec<PathBuf> {
    let folder = Path::new(path).parent().expect("a document is in a folder");
    let names = text.split("{{#include ").skip(1);
    let names = names.filter_map(|rest| rest.split("}}").next());
    let documents = names.filter(|name| name.ends_with(".md"));
    documents.map(|name| normal(&folder.join(name))).collect()
}

#[test]
fn links_have_targets() {
    let mut found = Vec::new();
    for document in documents() {
        let folder = Path::new(&document.path).parent().expect("a folder");
        // What a chapter includes is read from the chapter's folder.
        let mut parts = vec![(document.path.clone(), document.text.clone())];
        for path in includes(&document.path, &document.text) {
            let path = path.display().to_string();
            let text = read(&path);
            parts.push((path, text));
        }
        for (path, text) in &parts {
            for (number, line) in prose(text) {
                let broken = targets(&line)
                    .into_iter()
                    .filter_map(|target| broken(folder, text, target));
                found.extend(
                    broken
                        .map(|why| format!("{path}:{number}, read from {}: {why}", document.path)),
                );
            }
        }
    }
    assert_none("a link has a target", &found);
}

#[test]
fn the_book_has_all_chapters() {
    let files: BTreeSet<String> = files_below(CHAPTERS, ".md")
        .into_iter()
        .map(|file| file.path.trim_start_matches("docs/src/").to_owned())
        .filter(|name| name != "SUMMARY.md")
        .collect();
    let summary = read("docs/src/SUMMARY.md");
    let listed: BTreeSet<String> = summary
        .lines()
        .flat_map(targets)
        .map(str::to_owned)
        .collect();
    assert_eq!(files, listed, "`docs/src/SUMMARY.md` lists all chapters");

    let library = read("docs/lib.rs");
    let names = library.split("chapters! {").nth(1).expect("the list");
    let names = names.split('}').next().unwrap_or_default();
    let tested: BTreeSet<String> = names
        .split_whitespace()
        .map(|name| format!("{name}.md"))
        .collect();
    assert_eq!(files, tested, "`docs/lib.rs` lists all chapters");
}

/// The picture in the chapter about browsers. `BLESS=1` writes it.
#[test]
fn the_picture_is_that_of_the_network() {
    type LeNet = network![[1, 28, 28]
        => Conv2d<filters = 6, kernel = 5, padding = 2, Relu> => MaxPool2d<2>
        => Conv2d<filters = 16, kernel = 5, Relu> => MaxPool2d<2>
        => Flatten => Dense<120, Relu> => Dense<84, Relu> => Dense<10, Softmax>];

    let picture = format!("{}\n", LeNet::diagram());
    let path = format!("{CHAPTERS}/lenet.svg");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(workspace().join(&path), &picture).expect("a file that can be written");
    }
    assert_eq!(read(&path), picture, "{path}: run with BLESS=1");
}

#[test]
fn broken_links_are_found() {
    let own = "# One `heading`, and more\n";
    let is_broken = |folder: &str, target: &str| broken(Path::new(folder), own, target).is_some();
    assert!(!is_broken("", "README.md"));
    assert!(!is_broken("tests/ui", "../../README.md"));
    assert!(!is_broken("", "#one-heading-and-more"));
    assert!(!is_broken("", "https://example.com/none"));
    assert!(!is_broken("nn-core/src/layer", "crate::train::Trainer"));
    assert!(is_broken("docs/src", "crate::train::Trainer"));
    assert!(is_broken("", "NONE.md"));
    assert!(is_broken("", "#two"));
    assert!(is_broken("", "STYLE.md#none"));
    assert!(is_broken("docs/src", "../../STYLE.md"));
    assert_eq!(targets("a [b](c) [d](e#f \"g\")"), ["c", "e#f"]);
    assert_eq!(targets("[b]: c"), ["c"]);
    assert_eq!(prose("a `[b](c)`\n```\n[d](e)\n```\n").len(), 1);
}
