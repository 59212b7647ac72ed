//! nn-core and nn-macros have floors: a module uses only lower floors and its own, and no two modules or files use each
//! other. The tables are in ARCHITECTURE.md.

mod circles;
mod imports;

use std::collections::{BTreeMap, BTreeSet};

use tests::sources::{assert_none, workspace};

use self::circles::{Graph, circles};
use self::imports::{Crate, Import, leaves};

/// A crate with floors.
struct Package {
    folder: &'static str,
    /// The first letter of its floors in ARCHITECTURE.md.
    letter: char,
    /// Modules without a floor: they only export names for users and for macros.
    top: &'static [&'static str],
}

const PACKAGES: [Package; 2] = [
    Package {
        folder: "nn-core/src",
        letter: 'F',
        top: &["lib", "prelude", "private", "delegate"],
    },
    Package {
        folder: "nn-macros/src",
        letter: 'M',
        top: &["lib", "tests"],
    },
];

/// Circles that are allowed: the folder or the modules, and why.
const ALLOWED: &[(&str, &str)] = &[(
    "nn-macros/src/model/",
    "types that hold each other: a computed size has a slide, and a slide has sizes",
)];

impl Package {
    /// The floor of each module in ARCHITECTURE.md.
    fn floors(&self) -> BTreeMap<String, usize> {
        let path = workspace().join("ARCHITECTURE.md");
        let text = std::fs::read_to_string(path).expect("ARCHITECTURE.md exists");
        let mut floors = BTreeMap::new();
        for line in text.lines() {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let floor = cells
                .next()
                .and_then(|cell| cell.strip_prefix(self.letter)?.parse().ok());
            if let (Some(floor), Some(names)) = (floor, cells.next()) {
                let names = names.split('`').skip(1).step_by(2);
                floors.extend(names.map(|name| (name.trim_end_matches('/').to_owned(), floor)));
            }
        }
        floors
    }

    /// Whether a module needs no floor.
    fn is_top(&self, module: &str) -> bool {
        self.top.contains(&module)
    }
}

/// The module of the crate's root that a path belongs to.
fn module(path: &[String]) -> String {
    path.first().cloned().unwrap_or_else(|| "lib".to_owned())
}

#[test]
fn a_module_uses_lower_floors() {
    for package in PACKAGES {
        let (krate, floors) = (Crate::read(package.folder), package.floors());
        let modules: BTreeSet<String> = krate.modules().map(|path| module(path)).collect();
        let missing = modules.iter().filter(|module| !package.is_top(module));
        let missing = missing.filter(|module| !floors.contains_key(*module));
        let missing: Vec<_> = missing.cloned().collect();
        assert_none("ARCHITECTURE.md names a floor for each module", &missing);
        let stale = floors.keys().filter(|module| !modules.contains(*module));
        let stale: Vec<_> = stale.cloned().collect();
        assert_none("each module that ARCHITECTURE.md names exists", &stale);

        let mut found = Vec::new();
        for Import { from, to } in krate.imports() {
            let (own, used) = (module(&from), module(&to));
            if own != used
                && !package.is_top(&own)
                && floors.get(&used).is_none_or(|used| *used > floors[&own])
            {
                found.push(format!("{} uses {}", krate.file(&from), krate.file(&to)));
            }
        }
        assert_none("a module uses lower floors and its own", &found);
    }
}

/// The circles of modules, each as one line.
fn circles_of_modules() -> Vec<String> {
    let mut found = Vec::new();
    for package in PACKAGES {
        let mut graph: Graph<String> = Graph::new();
        for Import { from, to } in Crate::read(package.folder).imports() {
            let (from, to) = (module(&from), module(&to));
            if from != to && !package.is_top(&from) {
                graph.entry(to.clone()).or_default();
                graph.entry(from).or_default().insert(to);
            }
        }
        for circle in circles(&graph) {
            let circle = circle.into_iter().collect::<Vec<_>>().join(" ");
            found.push(format!("{}: {circle}", package.folder));
        }
    }
    found
}

/// The circles of files in a module, each file as one line.
fn circles_of_files() -> Vec<String> {
    let mut found = Vec::new();
    for package in PACKAGES {
        let krate = Crate::read(package.folder);
        let mut graph: Graph<&str> = Graph::new();
        let imports = krate.imports();
        for Import { from, to } in &imports {
            if module(from) == module(to) && !package.is_top(&module(from)) {
                let (from, to) = (krate.file(from), krate.file(to));
                graph.entry(to).or_default();
                graph.entry(from).or_default().insert(to);
            }
        }
        for circle in circles(&graph) {
            let inside = |file: &&&str| circle.contains(**file);
            for file in &circle {
                let used: Vec<_> = graph[file].iter().filter(inside).copied().collect();
                found.push(format!("{file} -> {}", used.join(" ")));
            }
        }
    }
    found
}

#[test]
fn no_two_modules_and_no_two_files_use_each_other() {
    let found = [circles_of_modules(), circles_of_files()].concat();
    let is_stale = |(place, _): &&(&str, &str)| !found.iter().any(|one| one.starts_with(place));
    let stale: Vec<_> = ALLOWED.iter().filter(is_stale).collect();
    let stale: Vec<_> = stale
        .into_iter()
        .map(|(place, _)| (*place).to_owned())
        .collect();
    assert_none("this circle is gone: remove its exception", &stale);
    let is_allowed = |one: &str| ALLOWED.iter().any(|(place, _)| one.starts_with(place));
    let found: Vec<_> = found.into_iter().filter(|one| !is_allowed(one)).collect();
    assert_none("no two modules and no two files use each other", &found);
}

#[test]
fn imports_are_read() {
    for (tree, paths) in [
        ("crate::tensor::Tensor", &["crate::tensor::Tensor"][..]),
        ("crate::{math, rng}", &["crate::math", "crate::rng"]),
        (
            "super::{a, b::{c, self}}",
            &["super::a", "super::b::c", "super::b::self"],
        ),
    ] {
        assert_eq!(leaves(tree), paths, "{tree}");
    }
    let krate = Crate::read("nn-macros/src");
    let imports = krate.imports();
    let uses = |from: &str, to: &str| {
        let is = |import: &Import| {
            krate.file(&import.from) == format!("nn-macros/src/{from}")
                && krate.file(&import.to) == format!("nn-macros/src/{to}")
        };
        imports.iter().any(is)
    };
    for (from, to) in [
        ("layer/dense.rs", "layer/placed.rs"),
        ("layer/dense.rs", "model/size.rs"),
        ("tokens/stream.rs", "text.rs"),
        ("expand.rs", "parse/mod.rs"),
        ("parse/size.rs", "parse/calculation.rs"),
    ] {
        assert!(uses(from, to), "{from} uses {to}");
    }
    assert!(
        !uses("model/mod.rs", "model/size.rs"),
        "a list is no import"
    );
    for package in PACKAGES {
        assert!(package.floors().len() > 10, "{} has floors", package.folder);
    }
}
