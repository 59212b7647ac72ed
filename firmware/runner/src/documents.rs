//! Blocks of documents that are generated from the stored figures.
//!
//! A block starts with `<!-- firmware/run: NAME -->` and ends with `<!-- end -->`.

use std::path::{Path, PathBuf};

use crate::tables::Tables;
use crate::tally::Tally;
use crate::{claims, cycles, guide, integers, keyword, peers};

/// The documents that contain blocks, relative to the root of the workspace.
const DOCUMENTS: [&str; 6] = [
    "README.md",
    "docs/src/from_pytorch.md",
    "docs/src/int8.md",
    "docs/src/microcontrollers.md",
    "docs/src/streams.md",
    "firmware/README.md",
];

const BEGIN: &str = "<!-- firmware/run: ";
const NAMED: &str = " -->\n";
const END: &str = "<!-- end -->";

/// Regenerates all blocks.
pub(crate) fn write(tables: &Tables, tally: &mut Tally) {
    for_each_document(tally, |path, text| {
        let text = renewed(text, tables)?;
        std::fs::write(path, text).map_err(|error| error.to_string())
    });
}

/// Reports an error for each document whose blocks differ from the stored figures.
pub(crate) fn compare(tables: &Tables, tally: &mut Tally) {
    for_each_document(tally, |_, text| match renewed(text, tables)? == text {
        true => Ok(()),
        false => Err(
            "its figures differ from the stored ones; `firmware/run --bless` updates them"
                .to_owned(),
        ),
    });
}

fn for_each_document(tally: &mut Tally, work: impl Fn(&Path, &str) -> Result<(), String>) {
    for document in DOCUMENTS {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        tally.check(document, text.and_then(|text| work(&path, &text)));
    }
}

/// Returns the text with regenerated blocks.
fn renewed(text: &str, tables: &Tables) -> Result<String, String> {
    let mut parts = text.split(BEGIN);
    let mut new = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(NAMED).ok_or("a block has no name")?;
        let (old, after) = rest.split_once(END).ok_or("a block has no end")?;
        let block = tables
            .block(name, old)
            .or_else(|| claims::block(name, old, tables))
            .or_else(|| cycles::block(name, tables))
            .or_else(|| integers::block(name, tables))
            .or_else(|| keyword::block(name, tables))
            .or_else(|| guide::block(name))
            .or_else(|| peers::block(name, tables))
            .ok_or_else(|| format!("there is no block `{name}`"))?;
        new += &[BEGIN, name, NAMED, &block, END, after].concat();
    }
    Ok(new)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_state_the_stored_figures() {
        let tables = Tables::read();
        for document in DOCUMENTS {
            let text = std::fs::read_to_string(root().join(document)).expect("the document exists");
            let is_current = renewed(&text, &tables).is_ok_and(|renewed| renewed == text);
            assert!(
                is_current,
                "{document} is out of date; `firmware/run --bless` updates it"
            );
        }
    }

    #[test]
    fn only_blocks_are_regenerated() {
        let tables = Tables::of(&[(
            "m4f",
            &["s infer_big: code 1360", "3 infer lenet: stack 676"],
        )]);
        let text = |row: &str| {
            format!(
                "a\n<!-- firmware/run: others -->\n| x |\n| nn-core |{row}\n| y |\n<!-- end -->\nb\n"
            )
        };
        let none = " - | - | - | - | - | - |";
        assert_eq!(renewed(&text(" 1 | 2 |"), &tables), Ok(text(none)));
        assert_eq!(renewed(&text(none), &tables), Ok(text(none)));
        assert_eq!(renewed("a\n", &tables), Ok("a\n".to_owned()));
        assert!(renewed("<!-- firmware/run: no such -->\n<!-- end -->", &tables).is_err());
        assert!(renewed("<!-- firmware/run: others -->\n", &tables).is_err());
    }
}
