//! The blocks of documents that are written from the stored figures.
//!
//! A block lies between `<!-- firmware/run: NAME -->` and `<!-- end -->`.

use std::path::{Path, PathBuf};

use crate::guide;
use crate::tables::Tables;
use crate::tally::Tally;

/// The documents with blocks, from the root of the workspace.
const DOCUMENTS: [&str; 2] = ["README.md", "firmware/README.md"];

const BEGIN: &str = "<!-- firmware/run: ";
const NAMED: &str = " -->\n";
const END: &str = "<!-- end -->";

/// Writes the blocks anew.
pub(crate) fn write(tables: &Tables, tally: &mut Tally) {
    each(tally, |path, text| {
        let text = renewed(text, tables)?;
        std::fs::write(path, text).map_err(|error| error.to_string())
    });
}

/// Fails for each document whose blocks are not what they would be now.
pub(crate) fn compare(tables: &Tables, tally: &mut Tally) {
    each(tally, |_, text| match renewed(text, tables)? == text {
        true => Ok(()),
        false => Err(
            "its figures are not the stored ones; `firmware/run --bless` writes them".to_owned(),
        ),
    });
}

fn each(tally: &mut Tally, work: impl Fn(&Path, &str) -> Result<(), String>) {
    for document in DOCUMENTS {
        let path = root().join(document);
        let text = std::fs::read_to_string(&path).map_err(|error| error.to_string());
        tally.check(document, text.and_then(|text| work(&path, &text)));
    }
}

/// The text with each block written anew.
fn renewed(text: &str, tables: &Tables) -> Result<String, String> {
    let mut parts = text.split(BEGIN);
    let mut new = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(NAMED).ok_or("a block has no name")?;
        let (old, after) = rest.split_once(END).ok_or("a block has no end")?;
        let block = tables
            .block(name, old)
            .or_else(|| guide::block(name))
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
    fn a_block_is_written_anew_and_the_rest_stays() {
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
