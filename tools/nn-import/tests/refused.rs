//! Models that are refused: the messages are the stored ones.
//!
//! `refused.py` makes the models. `BLESS=1 cargo test -p nn-import` stores the messages.

use std::fmt::Write as _;
use std::path::Path;

use nn_import::Import;

#[test]
fn the_messages_are_the_stored_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused");
    let files = std::fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "onnx"));
    files.sort();
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/src/importing.md");
    let sentence = format!("has the messages of {} refused models", files.len());
    let book = std::fs::read_to_string(book).unwrap();
    assert!(book.contains(&sentence), "{sentence}");
    let mut messages = String::new();
    for file in files {
        let line = match Import::onnx(&file, None) {
            Ok(import) => panic!("{}: {}", file.display(), import.line()),
            Err(error) => error.to_string(),
        };
        let message = line.replace(&format!("{}/", folder.display()), "");
        writeln!(messages, "{message}\n").unwrap();
    }
    let path = folder.join("messages.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &messages).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), messages);
}
