//! nn-core stands in floors: a file uses what is on its own floor and on lower ones. ARCHITECTURE.md has the table.

use std::collections::{BTreeMap, BTreeSet};

use tests::sources::{assert_none, files_below, workspace};

/// The floor of each module of nn-core, as ARCHITECTURE.md has them.
fn floors() -> BTreeMap<String, usize> {
    let path = workspace().join("ARCHITECTURE.md");
    let text = std::fs::read_to_string(path).expect("ARCHITECTURE.md is there");
    let mut floors = BTreeMap::new();
    for line in text.lines() {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let floor = cells
            .next()
            .and_then(|cell| cell.strip_prefix('F')?.parse().ok());
        if let (Some(floor), Some(names)) = (floor, cells.next()) {
            let names = names.split('`').skip(1).step_by(2);
            floors.extend(names.map(|name| (name.trim_end_matches('/').to_owned(), floor)));
        }
    }
    floors
}

/// The files that only re-export, or write what others use.
const DOORS: [&str; 4] = ["lib", "prelude", "private", "delegate"];

/// The modules of nn-core that a line of code names after `crate::`.
fn modules_in(line: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut modules = Vec::new();
    for (at, found) in line.match_indices("crate::") {
        let rest = &line[at + found.len()..];
        let is_macro = rest[name(rest).len()..].starts_with('!');
        if line[..at].ends_with('$') || is_macro {
            continue;
        }
        match rest.strip_prefix('{') {
            Some(list) => modules.extend(list.split(',').map(|part| name(part.trim()))),
            None => modules.push(name(rest)),
        }
    }
    modules
}

#[test]
fn a_file_uses_lower_floors() {
    let floors = floors();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files_below("nn-core/src", ".rs") {
        let inner = file.path.trim_start_matches("nn-core/src/");
        let module = inner.split(['/', '.']).next().unwrap_or_default();
        if DOORS.contains(&module) {
            continue;
        }
        seen.insert(module.to_owned());
        let Some(own) = floors.get(module) else {
            found.push(format!("{} stands on no floor", file.path));
            continue;
        };
        for (number, line) in file.code() {
            let place = format!("{}:{number}: {}", file.path, line.trim());
            for used in modules_in(line) {
                if floors.get(&used).is_none_or(|floor| floor > own) {
                    found.push(format!("{place} (`{used}` is not below F{own})"));
                }
            }
            let is_top = !inner.contains('/') && line.starts_with("use super::");
            if is_top || line.contains("super::super::") {
                found.push(format!("{place} (write `crate::`)"));
            }
        }
    }
    assert_none("a file uses its own floor and lower ones", &found);
    let stale: Vec<_> = floors
        .into_keys()
        .filter(|module| !seen.contains(module))
        .collect();
    assert_none("ARCHITECTURE.md names modules that are not there", &stale);
}

#[test]
fn the_search_for_modules_finds_them() {
    let cases: [(&str, &[&str]); 5] = [
        ("use crate::tensor::Tensor;", &["tensor"]),
        ("use crate::{math, rng};", &["math", "rng"]),
        (
            "    N: crate::network::Network, M: crate::layer::Layer,",
            &["network", "layer"],
        ),
        ("$crate::private::Layer", &[]),
        ("crate::delegate_layer!([Body: Layer] Net<Body>);", &[]),
    ];
    for (line, modules) in cases {
        assert_eq!(modules_in(line), modules, "{line}");
    }
    assert!(floors().len() > 15, "the floors are found: {:?}", floors());
}
